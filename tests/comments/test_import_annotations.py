"""Annotations of Hypothesis and of the W3C's model come in as comments about the passages whose words they have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from chapbook.comments.exchange.matching import with_passages
from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.exchange.record import LeftOut, Note
from chapbook.comments.passage import Part
from chapbook.comments.quote import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from brought import Import

PAGE = "https://example.org/w/ch/town.html"
PARTS = [
    Part("town-p1", "ch/town", "A town is built for “people”\non foot. It is small.", is_section=False),
    Part("town-p2", "ch/town", f"Nobody drives {UNKNOWN} there, says the mayor.", is_section=False),
    Part("land-p1", "ch/land", "The land is built for nobody. It is small.", is_section=False),
    Part("land-p2", "ch/land", "It is small, and the end of the land.", is_section=False),
]
SECTIONS = [
    Part("town", "ch/town", "Town\nWords.\nFirst in a list.\nSmall\nSecond in a list.\nTwice.", is_section=True),
    Part("town-p1", "ch/town", "Words.", is_section=False),
    Part("small", "ch/town", "Small\nSecond in a list.\nTwice.", is_section=True),
    Part("land", "ch/land", "Land\nFirst in a list, and a second one in the same list.", is_section=True),
    Part("more", "ch/land", "Land\nTwice in a list.", is_section=True),
    Part("again", "ch/land", "Land\nAnd twice in a list.", is_section=True),
]


def row(id_: str = "aB_1", exact: str = "built for", prefix: str = "", suffix: str = "", **more: Any) -> dict[str, Any]:
    """Return an annotation as Hypothesis has it."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    places = [{"type": "TextPositionSelector", "start": 1, "end": 2}, quote]
    return {
        "id": id_,
        "uri": PAGE,
        "user": "acct:jane@hypothes.is",
        "user_info": {"display_name": "Jane Doe"},
        "created": "2023-05-04T09:30:00.123456+00:00",
        "text": "I *doubt* it.",
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "hidden": False,
        "references": [],
        "target": [{"source": PAGE, "selector": places}],
    } | more


def about(tmp_path: Path, *rows: dict[str, Any], parts: Sequence[Part] = PARTS) -> list[tuple[str, str]]:
    """Return what the comments become that these annotations are: about and quote."""
    file = tmp_path / "hypothesis.json"
    file.write_text(json.dumps({"total": len(rows), "rows": rows}), encoding="utf-8")
    [post] = read_posts([file])
    comments = with_passages(post, parts).post.comments
    return [(comment.own.get("about", ""), comment.own.get("quote", "")) for comment in comments]


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "found"),
    [
        ('built for "people" on', "", "", "town-p1"),
        ("is built for", "town ", " people", "town-p1"),
        ("is built for", "The land ", " nobody", "land-p1"),
        ("It is small", "foot. ", ".", "town-p1"),
        ("It is small", "", ", and the end", "land-p2"),
        ("is built for", "", "", "town-p1"),  # the annotation's page
        ("drives (Ade, 2020) there", "Nobody ", ", says the mayor", "town-p2"),
        ("drives (Ade, 2020) there", "small. Nobody ", "", ""),
        ("for nobody", "", "", ""),  # two words, on another page, and nothing else agrees
        ("for nobody", "land is built ", ". It", "land-p1"),
        ("foot. It is small. Nobody", "on ", "drives", ""),
        ("never there", "A town ", "", ""),
        ("x" * 3_000, "", "", ""),
    ],
)
def test_the_paragraph_is_found_by_its_words(tmp_path: Path, exact: str, prefix: str, suffix: str, found: str) -> None:
    assert about(tmp_path, row(exact=exact, prefix=prefix, suffix=suffix)) == [(found, exact if found else "")]


def test_between_equal_paragraphs_nothing_is_guessed(tmp_path: Path) -> None:
    assert about(tmp_path, row(exact="It is small", uri="https://example.org/w/ch/land.html")) == [("", "")]
    near = {"type": "FragmentSelector", "value": "land-p2"}
    quote = {"type": "TextQuoteSelector", "exact": "It is small"}
    target = [{"source": "https://example.org/w/ch/land.html", "selector": [near, quote]}]
    assert about(tmp_path, row(uri="https://example.org/w/ch/land.html", target=target)) == [("land-p2", "It is small")]


@pytest.mark.parametrize(
    ("prefix", "suffix", "found"),
    [
        ("", "The same words. ", "p-1"),
        ("on foot.\n\n", "", "p-1"),
        ("The same words.\n\n", "Then others.", "p-2"),
        ("", "", ""),
        ("never", "there", ""),
    ],
)
def test_equal_paragraphs_are_told_apart_by_what_stands_around_them(
    tmp_path: Path, prefix: str, suffix: str, found: str
) -> None:
    texts = ["We go on foot.", "The same words.", "The same words.", "Then others."]
    # One text is another's own where a paragraph has two names.
    own = (bytes(text, "ascii").decode() for text in texts)
    parts = [Part(f"p-{number}", "ch/town", text, is_section=False) for number, text in enumerate(own)]
    assert about(tmp_path, row(exact="The same words.", prefix=prefix, suffix=suffix), parts=parts)[0][0] == found


@pytest.mark.parametrize(
    ("exact", "page", "found"),
    [
        ("First in a list", PAGE, "town"),
        ("Second in a list", PAGE, "small"),
        ("First in a list, and a second one in the same list", PAGE, "land"),
        ("a second one", PAGE, ""),  # a few words, on another page
        ("a second one", "https://example.org/w/ch/land.html", "land"),
        ("wice in a list", "https://example.org/w/ch/land.html", ""),  # in two sections
        ("Words. First in a list", PAGE, "town"),
    ],
)
def test_what_is_in_no_paragraph_is_in_the_smallest_section(tmp_path: Path, exact: str, page: str, found: str) -> None:
    assert about(tmp_path, row(exact=exact, uri=page), parts=SECTIONS)[0][0] == found


@pytest.mark.parametrize(
    "address",
    [
        f"https://web.archive.org/web/20240101000000/{PAGE}",
        f"https://web.archive.org/web/20240101000000id_/{PAGE}",
        f"https://archive.example/20240101/{PAGE}#p1",
        f"https://via.hypothes.is/{PAGE}",
        "http://www.example.org/index.html#x",
    ],
)
def test_what_was_read_in_a_copy_is_of_the_same_site(tmp_path: Path, address: str) -> None:
    assert len(about(tmp_path, row(), row("second", uri=address))) == 2


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\\\\\uDFFF"', '"\\udc00\\ud800"'])
def test_half_a_character_costs_nothing_else(bring: Import, text: str) -> None:
    bring.run(json.dumps(row(text="@", user_info={"display_name": "Jo 😀"})).replace('"@"', text))
    [comment] = bring.comments().values()
    assert comment.author == "Jo 😀"
    assert "\ufffd" in comment.words


@pytest.fixture
def publication(bring: Import) -> Import:
    """Return a folder of comments within a publication."""
    (bring.place / "conf.py").write_text(
        "extensions = ['myst_parser', 'chapbook.comments']\nexclude_patterns = ['comments']\n"
    )
    (bring.place / "index.md").write_text("# W\n\n(w-p1)=\n\nA town is built for people.\n", encoding="utf-8")
    return bring


def test_hypothesis_s_annotations_become_comments(publication: Import) -> None:
    answer = row(
        "Reply-2", references=["aB_1"], user_info={"display_name": None}, text="So do I.", target=[{"source": PAGE}]
    )
    rows = [
        row(prefix="A town is ", suffix=" people"),
        answer,
        row("gone", exact="never there"),
        row("long", exact="A town is built for people." + " x" * 150),
    ]
    report = publication.run(json.dumps({"total": 4, "rows": rows}))
    found = publication.comments()
    assert found.keys() == {"ab-1", "reply-2", "gone", "long"}
    jane, reply, gone = found["ab-1"], found["reply-2"], found["gone"]
    assert (jane.author, jane.about, jane.quote) == ("Jane Doe", "w-p1", "built for")
    assert (jane.body, jane.date and jane.date.isoformat()) == (
        "<p>I <em>doubt</em> it.</p>",
        "2023-05-04T09:30:00.123456+00:00",
    )
    assert (reply.author, reply.reply_to, reply.about) == ("jane", "ab-1", "")
    assert (gone.about, gone.quote) == ("", "")
    assert gone.words == "never there I doubt it."
    assert "<blockquote>" in gone.body
    assert (report["written"], report[Note.NO_PASSAGE]) == (4, 2)
    assert any("comment gone is about no passage now: 'never there' is not found" in line for line in publication.lines)
    assert publication.run(json.dumps({"total": 4, "rows": rows}))["already there"] == 4


def test_what_is_not_public_is_left_out_and_counted(bring: Import) -> None:
    rows = [
        row("a", group="x1", text="Secret one"),
        row("b", permissions={"read": ["acct:jane@hypothes.is"]}, text="Secret two"),
        row("c", hidden=True, text="Secret three"),
        row("d", text=""),
        row("e", references=["a"], text="Open"),
    ]
    report = bring.run(json.dumps({"annotations": rows}))
    assert (report["written"], report[LeftOut.PRIVATE], report[LeftOut.HIDDEN]) == (1, 2, 1)
    assert (report[LeftOut.NO_WORDS], report[Note.ANSWER_TO_LEFT_OUT]) == (1, 1)
    assert not any(b"Secret" in data for data in bring.files().values())
    assert "Secret" not in "".join(bring.lines)


def test_hostile_words_are_cleaned_as_in_every_import(bring: Import) -> None:
    bring.run(
        json.dumps([row(text="<script>alert(1)</script><b onclick=x>bold</b> \u0007[x](javascript:1)", exact="<i>")])
    )
    [comment] = bring.comments().values()
    assert "<script" not in comment.body
    assert "onclick" not in comment.body
    assert "javascript:" not in comment.body.replace("(javascript:", "")


@pytest.mark.parametrize(
    "value",
    [
        {"type": "AnnotationPage", "items": [7]},
        {"type": "AnnotationCollection", "first": "https://example.org/1"},
        {"rows": ["x"]},
        {"rows": [], "annotations": [None]},
    ],
)
def test_what_is_no_annotation_stops_the_import(bring: Import, value: object) -> None:
    bring.run(json.dumps(value), code=1)
    assert "export-1:1: " in bring.errors
    assert "Traceback" not in bring.errors
    assert bring.files() == {}


JUNK: list[Any] = [None, 7, "x", [], {}, [[]], [None], {"type": 5}, ["x", {"selector": [3, {"type": []}]}]]


@pytest.mark.parametrize("junk", JUNK)
def test_whatever_a_key_holds_nothing_breaks(bring: Import, junk: object) -> None:
    keys = ("user_info", "created", "text", "references", "target", "permissions")
    rows: list[dict[str, Any]] = [row(f"h-{key.replace('_', '-')}") | {key: junk} for key in keys]
    whole = {
        "id": "urn:x:w",
        "type": "Annotation",
        "creator": {"name": "Ann"},
        "bodyValue": "Hi",
        "target": "https://a.example/",
    }
    others = ("creator", "created", "motivation", "body", "target", "bodyValue")
    rows += [{**whole, "id": f"urn:x:w-{key.lower()}", key: junk} for key in others]
    for line in bring.run(json.dumps(rows), more=("--all",)).items():
        assert line
    assert bring.errors == ""


def test_other_programs_annotations_come_in(bring: Import) -> None:
    common = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "creator": {"nickname": "[Bo]"}}
    texts = [
        {"type": "TextualBody", "value": "a <b\n\nc"},
        {"type": "TextualBody", "value": "tag", "purpose": "tagging"},
    ]
    annotations = [
        {**common, "id": "https://x.example/1", "body": texts, "created": "2022-01-02T03:04:05Z", "target": PAGE},
        {
            **common,
            "id": "https://x.example/2",
            "bodyValue": "So",
            "motivation": ["replying"],
            "target": "https://x.example/1",
        },
        {
            **common,
            "id": "https://x.example/3",
            "body": {"type": "Choice", "items": [{"type": "TextualBody", "value": "First"}, {"value": "Zweitens"}]},
            "target": {
                "source": {"id": PAGE, "type": "Text"},
                "selector": {"type": "TextQuoteSelector", "exact": "No"},
            },
        },
    ]
    bring.run(json.dumps(annotations))
    found = bring.comments()
    assert (found["1"].author, found["1"].supplied, found["1"].body) == (
        "Bo",
        frozenset({"author"}),
        "<p>a &lt;b</p>\n<p>c</p>",
    )
    assert found["2"].reply_to == "1"
    assert found["3"].words.endswith("First")
