"""The formats that reference managers read, and what types and variables of the Citation Style Language are in each.

Sources: CSL 1.0.2, appendices III and IV; BibTeX and, where it has none, biblatex 3.20; RIS (2012), by rispy's names;
OpenURL (ANSI/NISO Z39.88-2004) in COinS, its ``dc`` as Zotero reads it; https://schema.org; Citation File Format 1.2.0.
"""

from __future__ import annotations

from typing import NamedTuple


class ExportFormat(NamedTuple):
    """A format: its name, its files' ending and its media type."""

    name: str
    suffix: str
    media_type: str


BIBTEX = ExportFormat("BibTeX", "bib", "application/x-bibtex")
RIS = ExportFormat("RIS", "ris", "application/x-research-info-systems")
CSL_JSON = ExportFormat("CSL-JSON", "json", "application/vnd.citationstyles.csl+json")
FORMATS = (BIBTEX, RIS, CSL_JSON)


class Type(NamedTuple):
    """What a type is called; of RIS's, Zotero reads ``ANCIENT`` as a document, and ``GEN`` as an article."""

    bibtex: str = "misc"
    ris: str = "ANCIENT"
    openurl: str = "dc/document"
    schema_org: str = "CreativeWork"
    cff: str = ""


class Variable(NamedTuple):
    """What a variable is called; empty where a format has no name for it, or a rule of its own."""

    bibtex: str = ""
    ris: str = ""
    openurl: str = ""
    cff: str = ""


def _rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


_TYPES = """
article                 misc          UNPB     dc/document         CreativeWork
article-journal         article       JOUR     journal/article     ScholarlyArticle     article
article-magazine        article       MGZN     journal/article     Article              magazine-article
article-newspaper       article       NEWS     journal/article     NewsArticle          newspaper-article
bill                    misc          BILL     dc/document         CreativeWork         bill
book                    book          BOOK     book/book           Book                 book,catalogue,conference
broadcast               misc          VIDEO    dc/document         CreativeWork         film-broadcast
chapter                 incollection  CHAP     book/bookitem       Chapter
classic                 misc          CLSWK    dc/document         CreativeWork         historical-work
dataset                 dataset       DATA     dc/dataset          Dataset              data,database,dataset
entry                   misc          ENCYC
entry-dictionary        misc          DICT
entry-encyclopedia      misc          ENCYC
graphic                 misc          ART      dc/document         CreativeWork         art
hearing                 misc          HEAR     dc/document         CreativeWork         hearing
interview               misc          PCOMM
legal_case              misc          CASE     dc/document         CreativeWork         legal-case
legislation             misc          STAT     dc/document         CreativeWork         statute
manuscript              unpublished   MANSCPT  dc/document         CreativeWork         unpublished
map                     misc          MAP      dc/document         CreativeWork         map
motion_picture          misc          MPCT     dc/film             Movie                audiovisual,multimedia,video
pamphlet                booklet       PAMP     dc/document         CreativeWork         pamphlet
paper-conference        inproceedings CPAPER   book/proceeding     ScholarlyArticle     conference-paper
patent                  patent        PAT      dc/patent           CreativeWork         patent
periodical              misc          ANCIENT  dc/document         CreativeWork         serial
personal_communication  misc          PCOMM    dc/document         CreativeWork         personal-communication
post                    misc          BLOG     dc/forumPost
post-weblog             misc          BLOG     dc/blogPost         BlogPosting          blog
regulation              misc          STAT     dc/document         CreativeWork         legal-rule
report                  techreport    RPRT     book/report         Report               report,government-document,grant
software                software      COMP     dc/computerProgram  SoftwareApplication  software
song                    misc          MUSIC    dc/document         CreativeWork         music,sound-recording
speech                  misc          SLIDE    dc/document         CreativeWork         slides
standard                misc          STAND    dc/document         CreativeWork         standard
thesis                  phdthesis     THES     dc/thesis           Thesis               thesis
webpage                 misc          ELEC     dc/webpage          WebPage              website
"""
TYPES = {row[0]: Type(*row[1:]) for row in _rows(_TYPES)}
CFF_TYPES = {name: csl for csl, called in TYPES.items() for name in called.cff.split(",") if name}
CFF_TYPES |= dict.fromkeys(("dictionary", "edited-work", "encyclopedia", "manual", "proceedings"), "book")
CFF_TYPES |= dict.fromkeys((f"software-{kind}" for kind in ("code", "container", "executable")), "software")
CFF_TYPES["software-virtual-machine"] = "software"
"""CSL's types by those of the Citation File Format, which has ``generic`` besides."""

_VARIABLES = """
title                     title       title             -         title
title-short               shorttitle  short_title       -         -
container-title           booktitle   secondary_title   -         journal
container-title-short     -           alternate_title2  -         abbreviation
collection-title          series      tertiary_title    -         collection-title
volume                    volume      volume            volume    volume
number                    number      number            -         number
issue                     number      number            issue     issue
number-of-volumes         volumes     -                 -         number-volumes
number-of-pages           pagetotal   -                 -         pages
volume-title              -           -                 -         volume-title
chapter-number            chapter     -                 -         -
section                   -           section           -         section
edition                   edition     edition           edition   edition
version                   version     edition           -         -
publisher                 publisher   publisher         pub       -
publisher-place           address     place_published   place     -
event-title               eventtitle  secondary_title   -         -
event-place               venue       -                 -         -
status                    pubstate    custom7           -         status
genre                     titleaddon  type_of_work      -         thesis-type
medium                    -           -                 -         medium
language                  language    language          language  -
note                      note        -                 -         notes
abstract                  abstract    abstract          -         abstract
keyword                   keywords    -                 -         -
author-short              shortauthor custom1           -         -
original-title            origtitle   -                 -         -
original-publisher        origpublisher -               -         -
original-publisher-place  origlocation  -               -         -
PMID                      pmid        -                 -         -
PMCID                     pmcid       -                 -         pmcid
ISSN                      issn        issn              issn      issn
ISBN                      isbn        issn              isbn      isbn
DOI                       -           doi               -         -
"""
VARIABLES = {row[0]: Variable(*(name.strip("-") for name in row[1:])) for row in _rows(_VARIABLES)}
"""Where a format has one name for two, the later of them stands."""
