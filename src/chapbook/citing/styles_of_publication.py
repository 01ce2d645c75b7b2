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

OFFERED = [DEFAULT, "modern-language-association", "chicago-author-date"]
NAMES = {DEFAULT: "APA 7", "modern-language-association": "MLA 9", "chicago-author-date": "Chicago"}
"""What the styles that are offered by default are called; every other has the title that it gives itself."""

STYLES_OF_BIBTEX = {"bibtex_default_style": "alpha", "bibtex_reference_style": "label"}
"""Settings of sphinxcontrib-bibtex to which there is nothing left to set, with their defaults; "apa" was set before."""


def add_settings(app: Sphinx) -> None:
    """Add both."""
    app.add_config_value("chapbook_citation_style", DEFAULT, "env", frozenset({str}))
    app.add_config_value("chapbook_cite_styles", OFFERED, "html", frozenset({list, tuple}))
    app.connect("config-inited", check_settings)


def check_settings(app: Sphinx, config: Config) -> None:
    """Let a style that cannot be used be an error, and another stand in its place, so that the pages are there."""

    def usable(name: str, setting: str) -> bool:
        try:
            find_style(_whole(name, app), Path())
        except StyleError as error:
            path = Path(app.confdir, "conf.py")
            place = place_of_setting(path, setting) if path.is_file() else f"{path}:1"
            logger.error("%s", error, location=place, type="chapbook_citing", subtype="style")  # noqa: TRY400  # theirs
            return False
        return True

    name = str(config.chapbook_citation_style)
    config.chapbook_citation_style = _whole(name, app) if usable(name, "chapbook_citation_style") else DEFAULT
    config.chapbook_cite_styles = [
        _whole(str(name), app) for name in config.chapbook_cite_styles if usable(str(name), "chapbook_cite_styles")
    ]
    for setting, default in STYLES_OF_BIBTEX.items():
        if getattr(config, setting) not in {default, "apa"}:
            message = "%s has no effect, as a style of the Citation Style Language is used; set chapbook_citation_style"
            logger.warning(message, setting, type="chapbook_citing", subtype="style")
        setattr(config, setting, {"bibtex_default_style": "chapbook"}.get(setting, default))


def _whole(name: str, app: Sphinx) -> str:
    return str(Path(app.confdir, name)) if name.endswith(".csl") else name


def citation_style(config: Config) -> Style:
    """Return the style of the text and its list."""
    return find_style(config.chapbook_citation_style, Path())


def offered_styles(config: Config) -> dict[str, Style]:
    """Return the styles that "Cite" offers, by what they are called."""
    styles = [find_style(name, Path()) for name in config.chapbook_cite_styles]
    return {
        NAMES.get(name, style.title): style for name, style in zip(config.chapbook_cite_styles, styles, strict=True)
    }


def language_of(config: Config) -> str:
    """Return the publication's language as a tag of BCP 47."""
    return tag(config.language or "en")
