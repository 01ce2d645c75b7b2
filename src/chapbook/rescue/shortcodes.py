"""WordPress's shortcodes: those that say what HTML can become HTML; every other stays as it is written, and is listed.

A caption in brackets is a figure, an ``[embed]`` its address. Nothing else is guessed: what ``[contact-form]`` would
show, only the site's own program knew.
"""

from __future__ import annotations

import re
from html import escape, unescape

from chapbook.rescue.capture import Loss

CAPTION = re.compile(r"\[(?P<name>wp_caption|caption)\b(?P<own>[^\]]*)\](?P<inner>.*?)\[/(?P=name)\]", re.DOTALL)
PICTURE = re.compile(
    r"\s*(?P<picture>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL | re.IGNORECASE
)
EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(?P<address>https?://[^\s\[\]<>\"]+)\s*\[/embed\]")
MEDIA = re.compile(
    r"\[(?P<name>video|audio)\b(?P<own>[^\]]*?\b(?:src|mp4|mp3|m4v|webm|ogg|ogv|m4a)=\"(?P<address>https?://[^\"]+)\"[^\]]*)\]"
    r"(?:\s*\[/(?P=name)\])?"
)
GALLERY = re.compile(r"\[gallery\b[^\]]*?\bids=[\"'](?P<ids>[\d,\s]+)[\"'][^\]]*\]")
KNOWN = (
    "gallery|playlist|audio|video|embed|caption|wp_caption|contact-form[\\w-]*|latex|code|sourcecode|youtube|vimeo|slideshow"
    "|googlemaps|poll|polldaddy|twitter|tweet|footnote|ref|toc|button|columns?|row|tabs?|accordion|spoiler|quote|su_\\w+"
    "|vc_\\w+|et_pb_\\w+|fusion_\\w+|av_\\w+|cite|bibcite|bibshow|zotpressInText|zotpress|social[\\w-]*|print[\\w-]*|download"
)
OTHER = re.compile(rf"\[/?(?:{KNOWN}|[a-z][a-z0-9]*[_-][\w-]+)(?:\s[^\[\]]*)?/?\]", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']")


def expanded(html: str, media: dict[str, tuple[str, str]]) -> tuple[str, list[Loss]]:
    """Return the HTML with what its shortcodes say, and those that nothing was made of.

    :param media: the address and the caption of each picture of the export, by its number.
    """
    html = CAPTION.sub(_figure, html)
    html = EMBED.sub(lambda found: f'\n\n<p><a href="{found["address"]}">{found["address"]}</a></p>\n\n', html)
    html = MEDIA.sub(
        lambda found: f'\n\n<p><a href="{escape(found["address"])}">{escape(found["address"])}</a></p>\n\n', html
    )
    html = GALLERY.sub(lambda found: _gallery(found, media), html)
    left = [
        Loss(found[0], "a shortcode, which only the site's program knew to show; it stays as it is written")
        for found in OTHER.finditer(html)
    ]
    return html, left


def _figure(found: re.Match[str]) -> str:
    picture = PICTURE.fullmatch(found["inner"])
    if not picture:
        return found["inner"]
    own = dict(ATTRIBUTE.findall(found["own"]))
    words = picture["words"].strip() or escape(unescape(own.get("caption", "")))
    return f"\n\n<figure>{picture['picture']}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(found: re.Match[str], media: dict[str, tuple[str, str]]) -> str:
    """Write a gallery's pictures as figures, if the export has them all."""
    numbers = re.findall(r"\d+", found["ids"])
    if not numbers or not all(number in media for number in numbers):
        return found[0]
    figures = []
    for address, words in (media[number] for number in numbers):
        caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        figures.append(f'<figure><img src="{escape(address)}" alt="">{caption}</figure>')
    return "\n\n" + "".join(figures) + "\n\n"
