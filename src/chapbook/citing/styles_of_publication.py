"""The settings that name styles: ``chapbook_citation_style`` for text and list, ``chapbook_cite_styles`` for "Cite"."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from chapbook.citing.csl_style import DEFAULT, Style, StyleError, find_style
from chapbook.conf_file import place_of_setting
from chapbook.language_tag import tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

NAMES = {DEFAULT: "APA 7", "modern-language-association": "MLA 9", "chicago-author-date": "Chicago"}
"""The styles that are offered by default, and what they are called; every other has the title that it gives itself."""

STYLES_OF_BIBTEX = {"bibtex_default_style": ("alpha", "chapbook"), "bibtex_reference_style": ("label", "label")}
"""Settings of sphinxcontrib-bibtex to which nothing is left to set: their defaults, and what is set; "apa" was."""


def add_settings(app: Sphinx) -> None:
    """Add both."""
    app.add_config_value("chapbook_citation_style", DEFAULT, "env", frozenset({str}))
    app.add_config_value("chapbook_cite_styles", list(NAMES), "html", frozenset({list, tuple}))
    app.connect("config-inited", check_settings)


def check_settings(app: Sphinx, config: Config) -> None:
    """Let a style that cannot be used be an error, and another stand in its place, so that the pages are there."""

    def usable(setting: str, names: list[str]) -> list[str]:
        found = []
        for name in names:
            whole = str(Path(app.confdir, name)) if name.endswith(".csl") else name
            try:
                find_style(whole, Path())
                found.append(whole)
            except StyleError as error:
                place = place_of_setting(Path(app.confdir, "conf.py"), setting)
                logger.error("%s", error, location=place, type="chapbook_citing", subtype="style")  # noqa: TRY400  # theirs
        return found

    name = str(config.chapbook_citation_style)
    config.chapbook_citation_style = next(iter(usable("chapbook_citation_style", [name])), DEFAULT)
    offered = list(map(str, config.chapbook_cite_styles))
    if offered == list(NAMES):
        # Nobody has said which: the work's own is one of them.
        offered = list(dict.fromkeys([config.chapbook_citation_style, *offered]))
    config.chapbook_cite_styles = usable("chapbook_cite_styles", offered)
    for setting, (default, value) in STYLES_OF_BIBTEX.items():
        if getattr(config, setting) not in {default, "apa"}:
            message = "%s has no effect, as a style of the Citation Style Language is used; set chapbook_citation_style"
            logger.warning(message, setting, type="chapbook_citing", subtype="style")
        setattr(config, setting, value)


def citation_style(config: Config) -> Style:
    """Return the style of the text and its list."""
    return find_style(config.chapbook_citation_style, Path())


def chosen_style(config: Config) -> str:
    """Return what the style of the list is called, where it is one of those offered; else the first of these."""
    styles = offered_styles(config)
    own = citation_style(config)
    return next((name for name, style in styles.items() if style == own), next(iter(styles), ""))


def offered_styles(config: Config) -> dict[str, Style]:
    """Return the styles that "Cite" offers, by what they are called."""
    styles = {name: find_style(name, Path()) for name in config.chapbook_cite_styles}
    return {NAMES.get(name, style.title): style for name, style in styles.items()}


def language_of(config: Config) -> str:
    """Return the publication's language as a tag of BCP 47."""
    return tag(config.language or "en")
