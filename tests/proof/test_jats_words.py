"""The words of an article in JATS, with what the setting numbers and without."""

from __future__ import annotations

from chapbook.proof.jats_words import words_of_jats

ARTICLE = b"""<article xmlns:xlink="http://www.w3.org/1999/xlink">
<front><article-meta>
<title-group><article-title>Ducks<target id="a"/></article-title></title-group>
<contrib-group><contrib><string-name>Ann</string-name></contrib></contrib-group>
</article-meta></front>
<body><sec id="b"><label>1.</label><title>On <italic>d</italic>ry land</title>
<p>First <ext-link xlink:href="b">line<related-object xlink:href="c"/></ext-link>.
<break/>Second<xref rid="n"><sup>1</sup></xref>.</p>
<fig><label>Fig. 1</label><caption><p>A pond.</p></caption>
<graphic xlink:href="a.png"><alt-text>water</alt-text></graphic></fig>
<list list-type="roman-lower"><list-item><p>one</p></list-item></list>
</sec><sec id="thread-1"><title>Talk</title></sec></body>
<back><fn-group><fn id="n"><label>1</label><p>A note.</p></fn></fn-group></back>
<sub-article><front-stub>
<title-group><article-title>Bo says:</article-title></title-group>
<contrib-group><contrib><string-name>Bo</string-name></contrib></contrib-group>
</front-stub><body><p>Hello.</p></body></sub-article>
</article>"""


def read(*, with_labels: bool) -> tuple[str, list[str]]:
    text, notes = words_of_jats(ARTICLE, with_labels=with_labels)
    return " ".join(text.split()), [" ".join(note.split()) for note in notes]


def test_they_stand_in_the_order_of_a_page() -> None:
    said = "Ducks 1. On dry land First line. Second1. [water] Fig. 1 A pond. i one Talk Bo says: Hello."
    assert read(with_labels=True) == (said, ["1 A note."])


def test_what_the_setting_numbers_can_be_left_out() -> None:
    said = "Ducks 1. On dry land First line. Second1. A pond. one Talk Bo says: Hello."
    assert read(with_labels=False) == (said, ["A note."])
