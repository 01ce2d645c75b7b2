"""Exports of other systems, as small as they can be: what a test is about stands beside its assertion."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

WP = "http://wordpress.org/export/1.2/"


def wxr_comment(number: object, content: str = "Hi", **fields: object) -> str:
    """A comment as WordPress exports it, by Ann, at nine in the morning in Perth."""
    values = {
        "id": number,
        "author": "Ann",
        "author_email": "ann@example.org",
        "author_url": "",
        "author_IP": "192.0.2.1",
        "date": "2022-05-12 09:30:00",
        "date_gmt": "2022-05-12 01:30:00",
        "content": content,
        "approved": "1",
        "type": "comment",
        "parent": 0,
        "user_id": 0,
        **fields,
    }
    lines = (f"<wp:comment_{key}>{escape(str(value))}</wp:comment_{key}>" for key, value in values.items())
    return "\n".join(["<wp:comment>", *lines, "</wp:comment>"])


def wxr_post(*comments: str, number: int = 7, slug: str = "hello") -> str:
    link = f"<link>https://example.org/2022/{slug}/</link>"
    head = f"<item>{link}<wp:post_id>{number}</wp:post_id><wp:post_name>{slug}</wp:post_name>"
    return "\n".join([head, "<content:encoded>The post</content:encoded>", *comments, "</item>"])


def wxr(*posts: str, prologue: str = "") -> str:
    names = f'xmlns:wp="{WP}" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{prologue}<rss version="2.0" {names}><channel>'
    return "\n".join([head, "<wp:wxr_version>1.2</wp:wxr_version>", *posts, "</channel></rss>"])


def rest_comment(number: object, rendered: str = "<p>Hi</p>\n", **fields: object) -> dict[str, object]:
    return {
        "id": number,
        "post": 7,
        "parent": 0,
        "author": 0,
        "author_name": "Ann",
        "author_url": "",
        "author_email": "ann@example.org",
        "author_ip": "192.0.2.1",
        "date": "2022-05-12T09:30:00",
        "date_gmt": "2022-05-12T01:30:00",
        "content": {"rendered": rendered},
        "link": f"https://example.org/2022/hello/#comment-{number}",
        "status": "approved",
        "type": "comment",
        **fields,
    }


def rest(*comments: dict[str, object]) -> str:
    return json.dumps(list(comments), indent=1)


def disqus_post(number: object, message: str = "<p>Hi</p>", parent: str = "", more: str = "", thread: int = 2) -> str:
    answered = f'<parent dsq:id="{parent}"/>' if parent else ""
    return f"""<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message>
        <createdAt>2022-05-12T01:30:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>{more}
        <author><email>bo@example.org</email><name>Bo</name><isAnonymous>true</isAnonymous></author>
        <ipAddress>192.0.2.2</ipAddress><thread dsq:id="{thread}"/>{answered}</post>"""


def disqus(*posts: str, title: str = "Hello, World!") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
        <disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
        <category dsq:id="1"><title>General</title></category>
        <thread dsq:id="2"><id>hello-id</id><link>https://example.org/hello/</link><title>{title}</title></thread>
        {"".join(posts)}</disqus>"""
