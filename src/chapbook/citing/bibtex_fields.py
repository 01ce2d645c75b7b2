"""The types and fields of BibTeX and biblatex entries that are read, and those that only keep a library in order.

Sources: the manual of biblatex 3.20, 2.1 and 2.2; BibTeXing (O. Patashnik, 1988); exports of Zotero and JabRef.
"""

from __future__ import annotations

import re

TYPES = {
    "dataset": "dataset",
    "software": "software",
    "unpublished": "manuscript",
    "standard": "standard",
    "performance": "performance",
    "letter": "personal_communication",
}
"""CSL's types of entries, where pandoc's is another."""

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
    "|location|mainsubtitle|maintitle|maintitleaddon|month|note|number|options|organization|origdate|origlanguage"
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
LANGUAGES = {
    "german": "de",
    "ngerman": "de",
    "deutsch": "de",
    "austrian": "de-AT",
    "french": "fr",
    "francais": "fr",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "brazilian": "pt-BR",
    "russian": "ru",
    "polish": "pl",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "hebrew": "he",
    "greek": "el",
    "latin": "la",
    "swedish": "sv",
    "danish": "da",
    "norwegian": "nb",
    "finnish": "fi",
    "czech": "cs",
    "turkish": "tr",
    "ukrainian": "uk",
}
"""Tags of BCP 47 by the names that biblatex has for languages."""
