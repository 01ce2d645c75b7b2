"""What the keys and types of ``CITATION.cff`` are called in the Citation Style Language, as data."""

from __future__ import annotations

TYPES = {
    "article": "article-journal",
    "art": "graphic",
    "audiovisual": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    **dict.fromkeys(("book", "catalogue", "conference", "edited-work", "manual", "proceedings"), "book"),
    "conference-paper": "paper-conference",
    **dict.fromkeys(("data", "database", "dataset"), "dataset"),
    "dictionary": "book",
    "encyclopedia": "book",
    "film-broadcast": "broadcast",
    **dict.fromkeys(("government-document", "grant", "report"), "report"),
    "hearing": "hearing",
    "historical-work": "classic",
    "legal-case": "legal_case",
    "legal-rule": "regulation",
    "magazine-article": "article-magazine",
    "map": "map",
    "multimedia": "motion_picture",
    "music": "song",
    "newspaper-article": "article-newspaper",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal-communication": "personal_communication",
    "serial": "periodical",
    "slides": "speech",
    **dict.fromkeys(("software", "software-code", "software-container", "software-executable"), "software"),
    "software-virtual-machine": "software",
    "sound-recording": "song",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "website": "webpage",
}
"""CSL's types by those of the Citation File Format; every other is a web page or, without an address, a document."""

VARIABLES = {
    "title": "title",
    "volume": "volume",
    "volume-title": "volume-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "edition": "edition",
    "journal": "container-title",
    "abbreviation": "container-title-short",
    "section": "section",
    "medium": "medium",
    "notes": "note",
    "thesis-type": "genre",
    "number-volumes": "number-of-volumes",
    "pages": "number-of-pages",
    "pmcid": "PMCID",
    "status": "status",
    "abstract": "abstract",
}
PEOPLE = {"authors": "author", "editors": "editor", "editors-series": "collection-editor", "translators": "translator"}
ADDRESSES = ("url", "repository-artifact", "repository-code", "repository")
USED = {
    *(*VARIABLES, *PEOPLE, *ADDRESSES, "cff-version", "message", "contact", "collection-title", "conference", "doi"),
    *("date-accessed", "date-published", "date-released", "end", "identifiers", "institution", "issue", "keywords"),
    *("languages", "license", "license-url", "month", "number", "preferred-citation", "publisher", "start", "type"),
    *("version", "year", "year-original"),
}
"""Keys that are used; ``contact`` is for whoever keeps the file."""
