"""Which types and fields of BibTeX entries are read; items as pandoc reads them in, as the entries mean them out.

Sources: the manual of biblatex 3.20, 2.1 and 2.2; BibTeXing (O. Patashnik, 1988); exports of Zotero and JabRef.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale

from chapbook.citing.csl_json import MARKUP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.bibtex_file import RawEntry

TYPES = {
    **{name: name for name in ("dataset", "software", "standard", "performance")},
    "unpublished": "manuscript",
    "letter": "personal_communication",
}
"""CSL's types of entries, where pandoc's is another."""

ONLINE = {"misc", "online", "electronic", "www"}
KNOWN_TYPE = re.compile(
    "article|(mv)?(book|collection|proceedings|reference)|(in|bookin|supp)(book|collection|periodical|proceedings|reference)"
    "|bookinbook|booklet|manual|misc|online|electronic|www|patent|periodical|report|techreport|set|xdata|thesis|phdthesis"
    "|mastersthesis|unpublished|artwork|audio|image|jurisdiction|legislation|legal|letter|movie|music|performance|review"
    "|standard|video|conference|dataset|software"
)
READ = re.compile(
    "abstract|addendum|address|afterword|annotation|annotator|archiveprefix|aswritten|author|bookauthor|booksubtitle"
    "|booktitle|booktitleaddon|chapter|commentator|crossref|date|day|doi|edition|editor[abc]?|editor[abc]?type|eid|entryset"
    "|entrysubtype|eprint|eprintclass|eprinttype|eventdate|eventtitle|foreword|holder|howpublished|hyphenation|institution"
    "|introduction|isbn|issn|issue|issuesubtitle|issuetitle|journal|journalsubtitle|journaltitle|langid|language|library"
    "|location|mainsubtitle|maintitle|maintitleaddon|month|note|number|options|organization|origdate|origlanguage|origyear"
    "|origlocation|origpublisher|origtitle|pages|pagetotal|part|pmcid|pmid|primaryclass|publisher|pubstate|school|series"
    "|shortauthor|shorthand|shortjournal|shortseries|shorttitle|subtitle|title|titleaddon|translator|type|url|urldate|venue"
    "|version|volume|volumes|xdata|year"
)
BOOKKEEPING = re.compile(
    "abstractnote|acmid|added-at|adsnote|adsurl|annote|archive|bdsk-.*|bibsource|biburl|bookpagination|citeulike-.*"
    "|collection|comments?|copyright|creationdate|date-added|date-modified|execute|file|gender|groups|ids|indexsorttitle"
    "|indextitle|interhash|intrahash|issue_date|keywords?|label|langidopts|local-url|lccn|mendeley-.*|modificationdate"
    "|nameaddon|numpages|owner|pagination|posted-at|presort|priority|ranking|rating|read|readstatus|related|related.*|review"
    "|shelf|shorthandintro|sort(key|name|shorthand|title|year)|tags|timestamp|urn|username|xref|__markedentry"
)
"""Fields of which a reader of the publication needs nothing, and an author's library much."""

ENGLISH = {"english", "american", "usenglish", "british", "ukenglish", "canadian", "australian", "newzealand", "en"}


@cache
def _languages() -> dict[str, str]:
    """Return tags of BCP 47 by the names that biblatex has for languages: mostly English ones, some of LaTeX's own."""
    names = {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}
    own = {"ngerman": "de", "deutsch": "de", "austrian": "de-AT", "francais": "fr", "brazilian": "pt-BR"}
    return {**names, **own, **dict.fromkeys(ENGLISH, "en"), "norwegian": "nb"}


def without_markup(text: str) -> str:
    """Return text without the markup of CSL-JSON."""
    return MARKUP.sub("", text)


def type_of(entry: RawEntry, item: Mapping[str, Any]) -> str:
    """Return CSL's type: a comment is a post, a preprint an article, what is only an address a web page."""
    if entry.fields.get("entrysubtype") == "comment":
        return "post"
    if known := TYPES.get(entry.type) or (item["type"] if entry.type not in ONLINE else ""):
        return str(known)
    if "arxiv" in (entry.fields.get("eprinttype", "") + entry.fields.get("archiveprefix", "")).lower():
        return "article"
    return "webpage" if "URL" in item else "document"


def put_aside(entry: RawEntry, aside: Mapping[str, str], item: dict[str, Any]) -> None:
    """Put into an item what pandoc was given aside, or takes for something else."""
    item.pop("event", None)
    for field, variable in {"titleaddon": "genre", "eventtitle": "event-title"}.items():
        if field in aside:
            item[variable] = aside[field]
    if "\\" in item.get("genre", ""):
        # Pandoc takes the type of a report or thesis as it is written.
        item["genre"] = aside.get("type", item["genre"])
    if "eid" in aside:
        item.setdefault("number", aside["eid"])
    if "howpublished" in aside and item["type"] in {"webpage", "post", "document", "article"}:
        item.pop("publisher", None)
        item["container-title"] = aside["howpublished"]
        if publisher := entry.fields.get("publisher") or entry.fields.get("organization"):
            item["publisher"] = without_markup(publisher.strip("{}"))


def mend(fields: Mapping[str, str], item: dict[str, Any]) -> None:
    """Put right what pandoc reads otherwise than BibTeX means it."""
    if "shorttitle" not in fields:
        item.pop("title-short", None)
    if "genre" in item and "titleaddon" not in fields:
        item["genre"] = re.sub(r"[{}]", "", item["genre"])
    if language := (fields.get("langid") or fields.get("language") or "").strip("{} ").lower():
        code = _languages().get(language, language)
        item["language"] = item.get("language", code) if code.startswith("en") else code
    keeps_particles = "useprefix=false" not in fields.get("options", "").replace(" ", "")
    for person in (person for people in item.values() if isinstance(people, list) for person in people):
        if "family" in person and len(person) == 1:
            person["literal"] = person.pop("family")
        if keeps_particles and "dropping-particle" in person:
            # BibTeX prints "van der Berg" wherever it prints the name; only biblatex can be told not to.
            person["non-dropping-particle"] = person.pop("dropping-particle")
