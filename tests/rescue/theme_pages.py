"""Pages as WordPress's themes and others write them, around an article and comments of this project's own words.

What stands in a theme's templates is markup; no sentence of any theme or site is in here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ARTICLE = "\n".join(
    f"<p>Paragraph {number} of the walk says that the river, the mill and the old road lie behind hill {number}.</p>"
    for number in range(1, 7)
)
ASIDE = "".join(f'<li><a href="/other-{number}/">Another walk, number {number}</a></li>' for number in range(1, 12))


class Reply(NamedTuple):
    """A comment of a page: its number, whose it is, its words as HTML, and the comments that answer it."""

    number: int
    author: str
    html: str
    answers: tuple[Reply, ...] = ()
    moment: str = "2022-05-04T17:30:00+08:00"


REPLIES = (
    Reply(11, "Ann Lee", "<p>I <em>liked</em> part two.</p>", (Reply(12, "Bo", "<p>So did I.<br>All of it.</p>"),)),
    Reply(13, "王小明", "<p>Where is the mill?</p>"),
)


def classic(reply: Reply, depth: int = 1) -> str:
    """What ``Walker_Comment`` writes where a theme does not ask for HTML5."""
    inner = f'<ul class="children">{"".join(classic(answer, depth + 1) for answer in reply.answers)}</ul>'
    return f"""<li class="comment even thread-even depth-{depth}" id="comment-{reply.number}">
<div id="div-comment-{reply.number}" class="comment-body">
<div class="comment-author vcard"><img alt="" src="avatar.png" class="avatar"/>
<cite class="fn"><a href="https://{reply.number}.example/" rel="external nofollow" class="url">{reply.author}</a></cite>
<span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="https://walks.example/mill/#comment-{reply.number}">
May 4, 2022 at 5:30 pm</a></div>
{reply.html}
<div class="reply"><a rel="nofollow" class="comment-reply-link" href="#">Reply</a></div></div>
{inner if reply.answers else ""}</li>"""


def html5(reply: Reply, depth: int = 1) -> str:
    """What it writes where a theme supports HTML5 lists of comments."""
    inner = f'<ol class="children">{"".join(html5(answer, depth + 1) for answer in reply.answers)}</ol>'
    return f"""<li id="comment-{reply.number}" class="comment byuser depth-{depth}">
<article id="div-comment-{reply.number}" class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">{reply.author}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="https://walks.example/mill/#comment-{reply.number}">
<time datetime="{reply.moment}">May 4, 2022 at 5:30 pm</time></a></div></footer>
<div class="comment-content">{reply.html}</div>
<div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></article>
{inner if reply.answers else ""}</li>"""


def blocks(reply: Reply, depth: int = 1) -> str:
    """What the comments blocks of a block theme write."""
    inner = f"<ol>{''.join(blocks(answer, depth + 1) for answer in reply.answers)}</ol>"
    return f"""<li id="comment-{reply.number}" class="comment depth-{depth}"><div class="wp-block-columns"><div>
<div class="wp-block-comment-author-name"><a href="https://{reply.number}.example/">{reply.author}</a></div>
<div class="wp-block-comment-date"><time datetime="{reply.moment}"><a href="#">May 4, 2022</a></time></div>
<div class="wp-block-comment-content">{reply.html}</div>
<div class="wp-block-comment-reply-link"><a href="#">Reply</a></div></div></div>
{inner if reply.answers else ""}</li>"""


def microdata(reply: Reply, depth: int = 1) -> str:
    """A comment of schema.org in nested lists of no known system."""
    inner = f"<ul>{''.join(microdata(answer, depth + 1) for answer in reply.answers)}</ul>"
    return f"""<li itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="c{reply.number}">
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{reply.author}</span></span>
<meta itemprop="dateCreated" content="{reply.moment}"><div itemprop="text">{reply.html}</div>
{inner if reply.answers else ""}</li>"""


def microformat(reply: Reply, depth: int = 1) -> str:
    """A comment as microformats have it (h-cite)."""
    inner = "".join(microformat(answer, depth + 1) for answer in reply.answers)
    return f"""<div class="u-comment h-cite" id="reply-{reply.number}">
<a class="p-author h-card" href="https://{reply.number}.example/">{reply.author}</a>
<a class="u-url" href="#reply-{reply.number}"><time class="dt-published" datetime="{reply.moment}">then</time></a>
<div class="e-content p-name">{reply.html}</div>{inner}</div>"""


def disqus(reply: Reply, depth: int = 1) -> str:
    """What Disqus shows once its program has run."""
    inner = "".join(disqus(answer, depth + 1) for answer in reply.answers)
    return f"""<li class="post" id="post-{reply.number}"><div class="post-content"><div class="post-body">
<header><span class="post-byline"><span class="author publisher-anchor-color"><a href="#">{reply.author}</a></span></span>
<span class="post-meta"><a href="#comment-{reply.number}" class="time-ago" title="Wednesday, May 4, 2022 5:30 PM">
3 years ago</a></span></header><div class="post-body-inner"><div class="post-message-container">
<div class="post-message">{reply.html}</div></div></div><footer><a href="#">Reply</a></footer></div></div>
<ul class="children">{inner}</ul></li>"""


def _list(mark: str, replies: Sequence[Reply], write: Callable[[Reply], str]) -> str:
    return f'<ol class="{mark}">{"".join(map(write, replies))}</ol>'


def twenty_ten(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page of divisions, with a classic list."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>The mill | Walks</title>
<link rel="canonical" href="https://walks.example/mill/"></head><body class="single"><div id="wrapper" class="hfeed">
<div id="header"><div id="site-title"><a href="/">Walks</a></div><div id="access" role="navigation"><ul>{ASIDE}</ul></div></div>
<div id="main"><div id="container"><div id="content" role="main">
<div id="nav-above" class="navigation"><a href="/before/">Before</a></div>
<div id="post-7" class="post-7 post hentry"><h1 class="entry-title">The mill</h1>
<div class="entry-meta">Posted on <span class="entry-date">May 3, 2022</span> by
<span class="author vcard"><a class="url fn n" href="/author/jane/">Jane Doe</a></span></div>
<div class="entry-content">{article}
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Twitter</li></ul></div></div>
<div class="entry-utility">This entry was posted in Walks.</div></div>
<div id="comments"><h3 id="comments-title">3 Responses to <em>The mill</em></h3>
{_list("commentlist", replies, classic)}<div id="respond"><h3 id="reply-title">Leave a Reply</h3><form>Name</form></div></div>
</div></div><div id="primary" class="widget-area"><ul class="xoxo">{ASIDE}</ul></div></div><div id="footer">Proud</div></div></body></html>"""


def twenty_sixteen(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page with the elements of HTML5."""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="UTF-8"><title>The mill – Walks</title>
<meta property="og:title" content="The mill"><meta property="og:site_name" content="Walks">
<meta property="og:url" content="https://walks.example/mill/">
<meta property="article:published_time" content="2022-05-03T08:00:00+00:00"><meta name="author" content="Jane Doe">
</head><body><div id="page" class="site"><header id="masthead"><p class="site-title">Walks</p><nav><ul>{ASIDE}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-7" class="post hentry">
<header class="entry-header"><h1 class="entry-title">The mill</h1></header>
<div class="entry-content">{article}</div><footer class="entry-footer"><time class="entry-date published"
datetime="2022-05-03T08:00:00+00:00">3 May 2022</time></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on “The mill”</h2>
{_list("comment-list", replies, html5)}<div id="respond" class="comment-respond"><h2>Leave a Reply</h2></div></div>
<nav class="navigation post-navigation"><a href="/next/">Next post</a></nav></main>
<aside id="secondary"><section class="widget"><ul>{ASIDE}</ul></section></aside></div></div></body></html>"""


def block_theme(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page of a block theme."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>The mill – Walks</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"BlogPosting",
"headline":"The mill","datePublished":"2022-05-03","author":{{"@type":"Person","name":"Jane Doe"}},
"inLanguage":"en","license":"https://creativecommons.org/licenses/by/4.0/"}}]}}</script></head><body>
<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul>{ASIDE}</ul></nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">The mill</h1>
<div class="entry-content wp-block-post-content">{article}</div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">3 responses to “The mill”</h2>
{_list("wp-block-comment-template", replies, blocks)}</div></main><footer>Proud</footer></div></body></html>"""


def of_no_system(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page whose article has no mark but its length."""
    return f"""<html><head><title>The mill</title></head><body bgcolor="white"><table><tr><td width="200"><ul>{ASIDE}</ul></td>
<td><font size="6">The mill</font>{article}<hr>{_list("talk", replies, microdata)}</td></tr></table>
<small>Made by hand</small></body></html>"""


def blogger(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page of a blog with microformats."""
    return f"""<!DOCTYPE html><html><head><title>Walks: The mill</title></head><body><div class="content-outer">
<div class="post hentry"><h3 class="post-title entry-title">The mill</h3>
<div class="post-body entry-content" itemprop="description articleBody">{article}</div>
<div class="post-footer">Posted by <span class="fn">Jane Doe</span></div></div>
<div class="comments">{"".join(map(microformat, replies))}</div><div class="sidebar"><ul>{ASIDE}</ul></div></div></body></html>"""


def page_builder(article: str = ARTICLE, replies: Sequence[Reply] = REPLIES) -> str:
    """A page whose sections each hold a piece of the article."""
    pieces = "".join(
        f'<section class="elementor-section"><div class="elementor-widget-text-editor">{piece}</div></section>'
        for piece in article.splitlines()
    )
    return f"""<!DOCTYPE html><html><head><title>The mill</title></head><body><header><nav><ul>{ASIDE}</ul></nav></header>
<div class="elementor"><div class="elementor-inner"><div class="elementor-section-wrap">{pieces}</div></div></div>
<section id="disqus_thread"><ul id="post-list">{"".join(map(disqus, replies))}</ul></section>
<footer><ul>{ASIDE}</ul></footer></body></html>"""


THEMES = (twenty_ten, twenty_sixteen, block_theme, of_no_system, blogger, page_builder)
