"""``annotations.jsonld`` beside the pages of a site, and ``annotations/PAGE.jsonld`` for each page with comments on it.

They are written when what they say has changed or one of them is not there, always the same bytes for the same words,
and are told of in the pages' heads. The file of a page has the comments about its passages and all answers to these.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from chapbook.comments.feed_file import base_of, work_of
from chapbook.comments.page_data import pages
from chapbook.comments.passages import named_part, passages
from chapbook.comments.thread_node import comment_thread, wording_of
from chapbook.comments.wording import anchor, anchor_of, feed_title
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from chapbook.comments.annotations.model import Annotated, PassageText, Published

NAME = "chapbook_comments_annotations"
ALL = "annotations.jsonld"
FOLDER = "annotations"


def annotations_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the files written where what they say has changed; pages whose heads name them are written again anyway."""
    if app.builder.name not in SITES:
        return []
    told = _published(app, env)
    concerned = [*told.pages] if pages(env) else []
    state = (told, {docname: env.all_docs.get(docname) for docname in concerned})
    was, names = getattr(env, NAME, (None, ()))
    if was != state or {*names} != {*_present(app)}:
        files = _files(app, env, told) if concerned else {}
        setattr(env, NAME, (state, tuple(files)))

        def write(app: Sphinx, _builder: Builder) -> None:
            _write(app, files)

        app.connect("write-started", write)
    return []


def tell_of_annotations(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Name a page's own file in its head, and that of all comments in the head of a page with a thread."""
    if app.builder.name not in SITES:
        return
    _state, names = getattr(app.env, NAME, (None, ()))
    wanted = [_name_of(pagename)]
    if (page := pages(app.env).get(pagename)) and page.listed:
        wanted.append(ALL)
    for name in wanted:
        if name in names:
            from chapbook.comments.annotations.model import MEDIA_TYPE  # noqa: PLC0415  # only where there are any
            from chapbook.comments.page import rendered  # noqa: PLC0415  # as above

            root = "../" * app.builder.get_target_uri(pagename).count("/")
            link = rendered("annotations_link.html", (), media_type=MEDIA_TYPE, href=f"{root}{name}")
            context["metatags"] = context.get("metatags", "") + link


def _name_of(docname: str) -> str:
    return f"{FOLDER}/{docname}.jsonld"


def _present(app: Sphinx) -> Iterator[str]:
    """Yield the files that are there."""
    out = Path(app.outdir)
    if (out / ALL).is_file():
        yield ALL
    yield from (path.relative_to(out).as_posix() for path in (out / FOLDER).rglob("*.jsonld"))


def _write(app: Sphinx, files: dict[str, str]) -> None:
    """Write all files, and take those away that are no longer wanted."""
    for name in {*_present(app)} - {*files}:
        Path(app.outdir, name).unlink()
    for name, text in files.items():
        path = Path(app.outdir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _published(app: Sphinx, env: BuildEnvironment) -> Published:
    from chapbook.comments.annotations.model import Published  # noqa: PLC0415  # only in a site

    concerned = {*pages(env), *(passage.docname for passage in passages(env).values()), app.config.root_doc}
    return Published(
        base=base_of(app.config),
        work=work_of(app.config),
        label=feed_title(app.config.project),
        pages={docname: app.builder.get_target_uri(docname) for docname in sorted(concerned)},
        front_page=app.config.root_doc,
    )


def _files(app: Sphinx, env: BuildEnvironment, published: Published) -> dict[str, str]:
    """Return the text of each file by its name; none where no comment has words."""
    from chapbook.comments.annotations.model import collection  # noqa: PLC0415  # only where they are written

    annotated = [*_annotated(app, env)]
    held: dict[str, list[Annotated]] = {ALL: annotated} if annotated else {}
    on_pages: dict[tuple[str, str], set[str]] = {}
    for one in annotated:  # what is answered stands before the answer
        found = set(on_pages.get((one.docname, one.parent), ()))
        if one.passage:
            found.add(one.passage.docname)
        on_pages[one.docname, one.anchor] = found
        for docname in sorted(found):
            held.setdefault(_name_of(docname), []).append(one)
    return {name: collection(published, name, held[name]) for name in sorted(held)}


def _annotated(app: Sphinx, env: BuildEnvironment) -> Iterator[Annotated]:
    """Yield the comments that have words, page by page, in reading order."""
    from chapbook.comments.annotations.model import Annotated  # noqa: PLC0415  # as above

    wording = wording_of(app.config)
    texts = _passage_texts(env)
    for docname in sorted(pages(env)):
        for node in env.get_doctree(docname).findall(comment_thread):
            for comment in node["thread"].comments():
                if not comment.removed:
                    name, parent = wording.name(comment), anchor_of(comment.reply_to)
                    yield Annotated(comment, anchor(comment), parent, name, docname, texts.get(comment.about))


def _passage_texts(env: BuildEnvironment) -> dict[str, PassageText]:
    """Return the passages that comments are about, by what these call them."""
    from chapbook.comments.annotations.model import PassageText  # noqa: PLC0415  # as above
    from chapbook.comments.passage_words import known_words, words_of_part  # noqa: PLC0415  # as above

    found = {}
    doctrees: dict[str, nodes.document] = {}
    for target, passage in passages(env).items():
        if passage.docname not in doctrees:
            doctrees[passage.docname] = env.get_doctree(passage.docname)
        if (part := named_part(doctrees[passage.docname], passage.id)) is not None:
            # A section has a title; an anchor where words were has nothing.
            title = known_words(part[0]) if isinstance(part, nodes.section) and not passage.words else ""
            found[target] = PassageText(passage.docname, passage.id, words_of_part(part), title)
    return found
