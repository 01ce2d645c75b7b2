"""``{reply-form} FOLDER``: the form by which a reader answers, without a server.

The form makes the file of a comment, shows it, and hands it on: to the repository's forge, by e-mail, as a download or
by copying. It sends nothing. What stands in the directive, such as the list of tags, stands below the comment's field.
Without a script, and in every format but the site, there is the template of a file and where to send it.

Configuration: ``chapbook_comments_repository``, any address of the repository (default: ``READTHEDOCS_GIT_CLONE_URL``),
with ``chapbook_comments_branch`` (default: ``main``); ``chapbook_comments_email``, an address that takes comments. The
folder is looked for in the repository where it is in the project's source.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from chapbook.clusters import LONGEST
from chapbook.comments.allowed import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_QUOTE, LONGEST_VALUE, SCHEMES, TAGS
from chapbook.comments.page_data import page_of, pages
from chapbook.comments.seen import BLANK, blank_references
from chapbook.comments.wording import gettext as _
from chapbook.language import our_classes
from chapbook.sites import SITES
from chapbook.templates import own_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.comments.forge import NewFilePage

SCRIPT = "chapbook-reply-form.js"
ID = "reply-form"
CLONE_URL = "READTHEDOCS_GIT_CLONE_URL"


class reply_form(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """A form for comments in *folder*, a path within the project, or *path*, the whole one.

    Its children stand below the comment's field.
    """


class ReplyForm(SphinxDirective):
    """Put the form into the page; the argument is the folder of comments, as ``comment-thread`` takes it."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the form's node."""
        relative, path = self.env.relfn2path(self.arguments[0])
        page = page_of(self.env, self.env.docname)
        page.forms.append(Path(path))
        page.section = page.section or ID
        notes = self.parse_content_to_nodes()
        node = reply_form("", *notes, folder=relative, path=Path(path), ids=[ID])
        self.set_source_info(node)
        return [node]


class FormInWords(SphinxPostTransform):
    """Say in words how to answer: in the form, which hides it where it works, or where no form can be filled in."""

    default_priority = 8
    builders = SITES

    def is_supported(self) -> bool:
        """Run for every builder."""
        return True

    def run(self, **_kwargs: object) -> None:
        """Complete or replace every form of the document."""
        can_answer = super().is_supported()
        for node in list(self.document.findall(reply_form)):
            by_hand = _by_hand(self.config, node["folder"])
            if can_answer:
                node.insert(0, by_hand)
            else:
                node.replace_self([*node.children, by_hand])


def _by_hand(config: Config, folder: str) -> nodes.admonition:
    """Say what a comment's file looks like, and where to send it."""
    name, answered, body = _("Your name"), _("name of the answered comment’s file"), _("What you have to say.")
    template = f"---\nauthor: {name}\nreply_to: {answered}\n---\n{body}"
    rest = _(
        "Without the line reply_to, the comment answers the work itself. To answer a section or paragraph, write a "
        "line about: with its id, the part of its address after the #, and, if you like, a line quote: with some of "
        "its words. No e-mail address is asked for."
    )
    return nodes.admonition(
        "",
        nodes.title("", _("How to answer by hand")),
        nodes.paragraph("", _("A comment is a file with a name such as your-name.md, and looks like this:")),
        nodes.literal_block("", template, language="none"),
        nodes.paragraph("", rest),
        nodes.paragraph("", "", *_where_to_send(config, folder)),
        classes=["note", "reply-by-hand", *our_classes()],
    )


def _where_to_send(config: Config, folder: str) -> list[nodes.Node]:
    forge = forge_page(config, folder)
    mail = config.chapbook_comments_email
    said: list[nodes.Node] = []
    if forge:
        said += [nodes.Text(_("Propose it there:") + " "), nodes.reference("", forge.address, refuri=forge.address)]
    if mail:
        said += [
            nodes.Text(" " * bool(said) + _("Send it to") + " "),
            nodes.reference("", mail, refuri=f"mailto:{mail}"),
        ]
    return said or [
        nodes.Text(_("Send it to the editors, as a pull request for the folder %(folder)s.") % {"folder": folder})
    ]


def forge_page(config: Config, folder: str) -> NewFilePage | None:
    """Return where the repository's forge takes a new file; none where there is no repository."""
    repository = config.chapbook_comments_repository or os.environ.get(CLONE_URL, "")
    if not repository:
        return None
    from chapbook.comments.forge import new_file_page  # noqa: PLC0415  # only where there is a repository

    return new_file_page(repository, config.chapbook_comments_branch, folder)


def check_repository(_app: Sphinx, config: Config) -> None:
    """Refuse a repository that nothing can be proposed to, before anything is read.

    :raises ConfigError: with a remedy.
    """
    address = config.chapbook_comments_repository
    if address and not forge_page(config, ""):
        message = (
            f"chapbook_comments_repository: no page for new files is known at {address!r}; write "
            "the address of a repository at GitHub, GitLab, Codeberg, or a host with gitea or forgejo in its name, or "
            "leave it empty and set chapbook_comments_email"
        )
        raise ConfigError(message)


def form_page(env: BuildEnvironment) -> str:
    """Return the docname of the page with the form; empty where none has one, or its thread is closed."""
    closed = closed_folders(env)
    return next((docname for docname, page in pages(env).items() if {*page.forms} - closed.keys()), "")


def closed_folders(env: BuildEnvironment) -> dict[Path, str]:
    """Return the folders whose threads are closed, each with the words that say so."""
    return {folder: words for page in pages(env).values() for folder, words in page.closed.items()}


def reply_address(builder: Builder, docname: str) -> str:
    """Return where, from a page, one answers, with a place for the *query* that says what; empty without a form."""
    page = form_page(builder.env) if builder.name in SITES else ""
    return f"{builder.get_relative_uri(docname, page)}?{{query}}#{ID}" if page else ""


def pages_that_lead_to_the_form(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write all pages again where the form has come, gone, moved or been closed."""
    now = (form_page(env), closed_folders(env))
    if app.builder.name not in SITES or getattr(env, "chapbook_comments_form", ("", {})) == now:
        return []
    env.chapbook_comments_form = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return sorted(env.found_docs)


def add_script(
    app: Sphinx, _pagename: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the script from a page with a form, and from no other."""
    if app.builder.name in SITES and doctree and any(doctree.findall(reply_form)):
        app.add_js_file(SCRIPT, loading_method="defer")


def messages() -> dict[str, str]:
    """Return what the form's script tells a reader, by the names that the script knows."""
    return {
        "nameMissing": _("Write your name."),
        "nameLong": _("The name has %(count)s characters; shorten it to %(most)s."),
        "commentMissing": _("Write your comment."),
        "tooLarge": _("The file has %(count)s bytes; shorten your comment until it has at most %(most)s."),
        "website": _("The address of a website begins with https:// or http://; write it so, or leave it out."),
        "websiteLong": _("The address has %(count)s characters; shorten it to %(most)s."),
        "pile": _(
            "%(count)s signs follow each other that stand on a letter, join others or cannot be seen; delete some "
            "until there are at most %(most)s."
        ),
        "hidden": _("The character U+%(code)s cannot be shown; delete it."),
        "tag": _("The tag %(tag)s is not on the list: it will be shown as the characters that it is."),
        "link": _(
            "The link to %(address)s will be left out: write an address that begins with https://, http:// or mailto:."
        ),
        "linkLong": _(
            "The address of a link has %(count)s bytes, so that its words are no link in the PDF; shorten it to "
            "%(most)s."
        ),
        "opened": _("A page of %(forge)s was opened with your file. Nothing is sent until you send it there."),
        "paste": _("A page of %(forge)s was opened. Your file was copied; paste it there."),
        "mail": _("Your mail program has your file. Nothing is sent until you send it there."),
        "mailPaste": _("Your file was copied; paste it into the message."),
        "pasteHere": _("(Paste the copied file here.)"),
        "downloaded": _("The file was saved as %(file)s."),
        "copied": _("The file was copied."),
        "notCopied": _("This browser does not let a page copy; the file is selected, copy it with the keyboard."),
        "discarded": _("The draft was discarded."),
    }


def visit_reply_form_html(self: HTML5Translator, node: reply_form) -> None:
    """Remember where the notes begin, which the template puts in their place."""
    node["start"] = len(self.body)


def depart_reply_form_html(self: HTML5Translator, node: reply_form) -> None:
    """Write the form around its notes."""
    from chapbook.comments.page import rendered  # noqa: PLC0415  # only where a form is

    start = node["start"]
    notes = "".join(self.body[start:])
    del self.body[start:]
    config = self.config
    forge = forge_page(config, node["folder"])
    settings = {
        "folder": node["folder"],
        "largest": config.chapbook_comments_largest,
        "longestName": LONGEST_NAME,
        "longestQuote": LONGEST_QUOTE,
        "longestValue": LONGEST_VALUE,
        "longestAddress": LONGEST_ADDRESS,
        "longestPile": LONGEST,
        "blanks": BLANK,
        "blankReferences": blank_references(),
        "tags": sorted(TAGS),
        "schemes": sorted(SCHEMES),
        "forge": forge._asdict() if forge else None,
        "email": config.chapbook_comments_email,
        "subject": _("Comment on “%(title)s”") % {"title": config.project},
    }
    values = {
        "id": ID,
        "notes": notes,
        "settings": settings,
        "messages": messages(),
        "forge": forge,
        "email": config.chapbook_comments_email,
    }
    self.body.append(rendered("reply_form.html", own_folders(self.builder, "comments"), **values))
