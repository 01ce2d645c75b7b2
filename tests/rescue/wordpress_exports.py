"""WordPress's and Blogger's exports as their programs write them, of this project's own words."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2026-01-02 03:04" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Walks</title><link>https://walks.example</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>jane</wp:author_login>
<wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
"""


def item(
    content: str, *, number: int = 7, slug: str = "mill", title: str = "The mill", comments: str = "", **more: str
) -> str:
    """An item of a WXR."""
    values = {"status": "publish", "post_type": "post", "meta": "", "attachment_url": ""} | more
    attachment = (
        f"<wp:attachment_url>{values['attachment_url']}</wp:attachment_url>" if values["attachment_url"] else ""
    )
    return f"""<item><title><![CDATA[{title}]]></title><link>https://walks.example/{slug}/</link>
<dc:creator><![CDATA[jane]]></dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[{values.get("excerpt", "")}]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[2022-05-03 08:00:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2022-05-03 00:00:00]]></wp:post_date_gmt>
<wp:post_name><![CDATA[{slug}]]></wp:post_name><wp:status><![CDATA[{values["status"]}]]></wp:status>
<wp:post_type><![CDATA[{values["post_type"]}]]></wp:post_type>{attachment}{values["meta"]}{comments}</item>"""


def comment(number: int, author: str, words: str, parent: int = 0, kind: str = "comment") -> str:
    """A comment of a WXR."""
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[{escape(author)}]]></wp:comment_author><wp:comment_author_email>x@example.org</wp:comment_author_email>
<wp:comment_author_url></wp:comment_author_url><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
<wp:comment_date><![CDATA[2022-05-04 17:30:00]]></wp:comment_date><wp:comment_date_gmt><![CDATA[2022-05-04 09:30:00]]></wp:comment_date_gmt>
<wp:comment_content><![CDATA[{words}]]></wp:comment_content><wp:comment_approved><![CDATA[1]]></wp:comment_approved>
<wp:comment_type><![CDATA[{kind}]]></wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""


def footnotes(notes: Mapping[str, str]) -> str:
    """The notes of the block editor, which are kept beside the text."""
    listed = json.dumps([{"content": words, "id": id_} for id_, words in notes.items()])
    return f"<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{listed}]]></wp:meta_value></wp:postmeta>"


def wxr(items: Sequence[str]) -> str:
    """A whole export."""
    return f"{HEADER}{''.join(items)}</channel></rss>"


def thread(size: int) -> str:
    """Comments, of which every third answers the one before."""
    return "".join(
        comment(
            number, f"Person {number}", f"Remark {number} on the <em>mill</em>.", number - 1 if number % 3 == 0 else 0
        )
        for number in range(101, 101 + size)
    )


def blogger(content: str) -> str:
    """A backup of a blog, with a post, a comment and its answer."""
    kind = "http://schemas.google.com/blogger/2008/kind#"

    def entry(number: int, name: str, body: str, more: str) -> str:
        return f"""<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2022-05-03T08:00:00.000+02:00</published>
<category scheme='http://schemas.google.com/g/2005#kind' term='{kind}{name}'/><title type='text'>The mill</title>
<content type='html'>{escape(body)}</content><author><name>Jane Doe</name></author>{more}</entry>"""

    answers = (
        "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-7' href='https://walks.example/2022/05/mill.html'/>"
    )
    related = "<link rel='related' href='https://www.blogger.com/feeds/1/7/comments/default/11'/>"
    return f"""<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'
 xmlns:thr='http://purl.org/syndication/thread/1.0'><title type='text'>Walks</title>
{entry(7, "post", content, "<link rel='alternate' href='https://walks.example/2022/05/mill.html'/>")}
{entry(11, "comment", "First <i>remark</i>.", answers)}{entry(12, "comment", "Answer.", answers + related)}</feed>"""
