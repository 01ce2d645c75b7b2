"""Settings that are not of their form: each is a warning with its line in ``conf.py``, and its default holds.

Sphinx looks at the forms of settings too, but later than some of its own parts use them, and keeps what it warns of.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

from chapbook.conf_file import place_of_setting
from chapbook.defaults import DEFAULTS
from chapbook.language_tag import is_language
from chapbook.publishing import is_publishing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

PREFIX = "chapbook_"


class Form(NamedTuple):
    """What a setting has to be, in words and as a test."""

    said: str
    fits: Callable[[Any], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _is_list_of_texts(value: Any) -> bool:  # noqa: ANN401  # whatever a person wrote
    return _is_list(value) and all(map(_is_text, value))


def _is_language(value: Any) -> bool:  # noqa: ANN401  # as above
    return value is None or (_is_text(value) and is_language(value))


def _is_file_name(value: Any) -> bool:  # noqa: ANN401  # as above
    return _is_text(value) and not set("/\\\0") & set(value)


def _is_table(value: Any) -> bool:  # noqa: ANN401  # as above
    return isinstance(value, dict) and _is_list_of_texts([*value, *value.values()])


TEXT = Form("a text in quotation marks", _is_text)
LIST = Form('a list, as ["a", "b"]', _is_list)
TEXTS = Form('a list of texts, as ["a", "b"]', _is_list_of_texts)
FORMS = {
    "chapbook_parts": TEXTS,
    "chapbook_register": TEXT,
    "chapbook_comments_authors": TEXTS,
    "chapbook_comments_largest": Form("a number of bytes above 0", lambda value: isinstance(value, int) and value > 0),
    "chapbook_comments_repository": TEXT,
    "chapbook_comments_branch": TEXT,
    "chapbook_comments_email": TEXT,
    "chapbook_comments_work_id": TEXT,
    "chapbook_citation_style": TEXT,
    "chapbook_cite_styles": TEXTS,
    "chapbook_editions": Form('as chapbook build --editions sets it: "kept:1.0" or "newest:1.0"', is_publishing),
    "chapbook_epub_authors": TEXTS,
    "chapbook_pdf_name": Form("the name of a file without its ending and its folder", _is_file_name),
    "chapbook_jats_name": Form("the name of a file without its ending and its folder", _is_file_name),
    "chapbook_sharing_picture": TEXT,
    "chapbook_previews": Form("True or False", lambda value: value in {True, False}),
    "chapbook_security": Form("True or False", lambda value: value in {True, False}),
    "chapbook_formats": Form('names of formats and files, as {"PDF": "essay.pdf"}', _is_table),
    "chapbook_formats_coming": TEXTS,
    "author": TEXT,
    "project": TEXT,
    "release": TEXT,
    "version": TEXT,
    "root_doc": TEXT,
    "language": Form('the code of a language, as "en" or "pt_BR"', _is_language),
    "locale_dirs": TEXTS,
    "suppress_warnings": TEXTS,
    "html_baseurl": TEXT,
    "html_css_files": LIST,
    "html_js_files": LIST,
    "html_static_path": TEXTS,
    "templates_path": TEXTS,
    "include_patterns": TEXTS,
    "exclude_patterns": TEXTS,
    "bibtex_bibfiles": TEXTS,
    "project_copyright": Form("a text, or a list of texts", lambda value: _is_text(value) or _is_list_of_texts(value)),
}
"""The forms of our own settings, and of those of Sphinx's that it uses before it looks at them."""


def misfit(written: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of settings that are not of their form, each with what is to be done."""
    for name, form in FORMS.items():
        if name in written and not _fits(form, written[name]):
            yield name, f"{name} is {form.said}; write it so, or leave it out"


def check_settings(app: Sphinx) -> None:
    """Have the settings looked at before anything uses them."""
    app.connect("config-inited", _check, priority=10)


def _check(app: Sphinx, config: Config) -> None:
    written = config._raw_config  # noqa: SLF001  # there is no public way to what conf.py sets
    for name, message in list(misfit(written)):
        if name in config:
            _warn(app, name, message)
            del written[name]
            config.__dict__.pop(name, None)
            if name in DEFAULTS and "chapbook" in app.extensions:
                written[name] = DEFAULTS[name]


def _fits(form: Form, value: Any) -> bool:  # noqa: ANN401  # as above
    try:
        return form.fits(value)
    except TypeError:  # of what cannot stand in a set
        return False


def warn_of_unknown(app: Sphinx, config: Config) -> None:
    """Tell of names in ``conf.py`` that begin as our settings do, where there is no such setting."""
    for name in config._raw_config:  # noqa: SLF001  # as above
        if name.startswith(PREFIX) and name not in config:
            near = get_close_matches(name, (known for known in FORMS if known.startswith(PREFIX)), 1)
            _warn(app, name, f"there is no setting {name}; {f'write {near[0]}' if near else 'delete it'}")


def _warn(app: Sphinx, name: str, message: str) -> None:
    location = place_of_setting(Path(app.confdir, "conf.py"), name)
    logger.warning("%s", message, location=location, type="chapbook", subtype="setting")
