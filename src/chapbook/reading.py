"""A document that cannot be read as it is written costs a warning at its line, and not the build.

What is not UTF-8 is read with signs in its place. A block of a Markdown document that stops a program, such as a role
that fails on what stands in it, is shown as it is written. What stops the press's own programs is their fault, and not
hidden; so is what cannot be traced to a block.
"""

from __future__ import annotations

import codecs
import logging as python_logging
import re
import traceback
from dataclasses import dataclass, field
from encodings import utf_8_sig
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

PRESS = Path(__file__).parent
RENDERER = "myst_parser/mdit_to_docutils/base.py"
TOLERANT = "chapbook_utf_8"
"""The name of an encoding: UTF-8, in which U+FFFD stands for what is none."""

UNPRINTABLE = re.compile(r"[\x00-\x08\v\f\x0e-\x1f\ufffe\uffff]")
"""What XML does not allow (XML 1.0, 2.2)."""


def _decoder(errors: str = "") -> codecs.IncrementalDecoder:  # noqa: ARG001  # the signature of codecs
    return utf_8_sig.IncrementalDecoder("replace")


def _find_encoding(name: str) -> codecs.CodecInfo | None:
    if name != TOLERANT:
        return None
    known = codecs.lookup("utf-8-sig")
    return codecs.CodecInfo(known.encode, known.decode, incrementaldecoder=_decoder, name=TOLERANT)


codecs.register(_find_encoding)


class Line(NamedTuple):
    """A line of a document, and its number in the file."""

    number: int
    text: str


@dataclass
class Block:
    """The lines of a block, counted from 0; *end* is the line behind it, *line* where it begins in the file."""

    start: int
    end: int
    line: int = field(default=1, compare=False)


def guard_reading(app: Sphinx) -> None:
    """Have each document pass by while it is read; Sphinx has no event for what it raises."""
    read = partial(_read, app.builder, app.builder.read_doc)
    app.builder.read_doc = read  # type: ignore[method-assign, misc]  # as said
    app.connect("source-read", _show_as_written, priority=900)
    app.connect("source-read", _replace_unprintable, priority=900)


def _read(builder: Builder, read_doc: Callable[..., None], docname: str, **options: Any) -> None:  # noqa: ANN401
    """Read a document; where that fails through what stands in it, tell it, and read it again without that.

    :param options: those of Sphinx's own function.
    """
    env = builder.env
    encoding = env.settings["input_encoding"]
    blocks: list[Block] = []
    env.chapbook_as_written = blocks  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    warnings: list[tuple[str, Block]] = []
    while True:
        with logging.suppress_logging() as told:
            try:
                read_doc(docname, **options)
                break
            except Exception as error:
                if isinstance(error, UnicodeDecodeError) and env.settings["input_encoding"] != TOLERANT:
                    env.settings["input_encoding"] = TOLERANT
                    warnings.append(_not_utf8(env, docname))
                elif (block := _block(error)) and block not in blocks:
                    blocks.append(block)
                    warnings.append((_stopped(error), block))
                else:
                    raise
        _forget(builder, docname)
    env.settings["input_encoding"] = encoding
    del env.chapbook_as_written  # type: ignore[attr-defined]  # as above
    for message, block in warnings:
        location = f"{env.doc2path(docname)}:{block.line}"
        logger.warning("%s", message, location=location, type="chapbook", subtype="reading")
    told.flushTo(python_logging.getLogger(logging.NAMESPACE))


def _forget(builder: Builder, docname: str) -> None:
    """Drop what was noted of a document before its reading failed."""
    builder.events.emit("env-purge-doc", builder.env, docname)
    builder.env.clear_doc(docname)
    builder.env.ref_context.clear()


def _not_utf8(env: BuildEnvironment, docname: str) -> tuple[str, Block]:
    data = env.doc2path(docname).read_bytes()
    line = data[: _first_undecodable(data)].count(b"\n") + 1
    message = "this is not UTF-8, and U+FFFD stands for it; save the file with the encoding UTF-8"
    return message, Block(line - 1, line, line)


def _first_undecodable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _stopped(error: Exception) -> str:
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"this cannot be read ({said}), and is shown as it is written; write it in another way"


def _block(error: Exception) -> Block | None:
    """Return the block of a Markdown document whose rendering failed outside of the press.

    What includes itself fails wherever it is when Python has enough of it.
    """
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    paths = [Path(frame.f_code.co_filename) for frame in frames]
    rendering = [frame for frame, path in zip(frames, paths, strict=True) if path.as_posix().endswith(RENDERER)]
    press = [path for path in paths if path.is_relative_to(PRESS) and path != Path(__file__)]
    if press and not (isinstance(error, RecursionError) and len(rendering) > len(press)):
        return None
    lines = next(filter(None, (getattr(frame.f_locals.get("child"), "map", None) for frame in rendering)), None)
    return Block(lines[0] - 1, lines[1] - 1) if lines else None  # MyST counts from 1


def _show_as_written(app: Sphinx, _docname: str, source: list[str]) -> None:
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", source[0]))])
    lines = [Line(number, text) for number, text in enumerate(source[0].split("\n"), 1)]
    for block in getattr(app.env, "chapbook_as_written", ()):
        # The lines of each are counted in what became of the document with those before it.
        block.line = lines[block.start].number
        _fence(lines, block, fence)
    source[0] = "\n".join(line.text for line in lines)


def _fence(lines: list[Line], block: Block, fence: str) -> None:
    """Make code of a block, if possible by the empty lines around it, so that all others keep their numbers."""
    end = min(block.end, len(lines))
    while end > block.start + 1 and not lines[end - 1].text.strip():
        end -= 1
    for place, edge in ((end, end), (block.start, block.start - 1)):
        found = lines[edge] if 0 <= edge < len(lines) else Line(block.line, "no line")
        if found.text == fence:  # of a block beside it, with which it becomes one
            lines[edge] = Line(found.number, "")
        elif not found.text.strip():
            lines[edge] = Line(found.number, fence)
        else:
            lines.insert(place, Line(found.number, fence))


def _replace_unprintable(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put U+FFFD for characters that no page can have, which would make an EPUB unreadable; warn of each once."""
    for character in dict.fromkeys(UNPRINTABLE.findall(source[0])):
        line = source[0].count("\n", 0, source[0].index(character)) + 1
        message = "the control character U+%04X is shown as U+FFFD; delete it"
        location = f"{app.env.doc2path(docname)}:{line}"
        logger.warning(message, ord(character), location=location, type="chapbook", subtype="reading")
    source[0] = UNPRINTABLE.sub("\ufffd", source[0])


def find_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Name a picture as its file is called: MyST escapes what an address cannot have, such as a space."""
    for node in doctree.findall(nodes.image):
        named = unquote(node["uri"])
        if named != node["uri"] and Path(app.env.relfn2path(named)[1]).is_file():
            node["uri"] = named


def drop_running_heads(_app: Sphinx, doctree: nodes.document) -> None:
    """Take out what ``header`` and ``footer`` make, and warn: pages have no place for it, and some builders fail."""
    for node in list(doctree.findall(nodes.decoration)):
        for head in node.findall(lambda child: isinstance(child, nodes.header | nodes.footer)):
            message = "{%s} has no place in any format, and is left out; write its words into the text"
            logger.warning(message, type(head).__name__, location=head, type="chapbook", subtype="reading")
        node.parent.remove(node)


def plain_problems(_app: Sphinx, doctree: nodes.document) -> None:
    """Take the link out of what could not be read; it leads to a message that Sphinx shows elsewhere."""
    shown = {id_ for message in doctree.findall(nodes.system_message) for id_ in message["ids"]}
    for node in doctree.findall(nodes.problematic):
        if node.get("refid") not in shown:
            node.attributes.pop("refid", None)


def plain_contents(app: Sphinx, _doctree: nodes.document) -> None:
    """Take links to files out of a document's contents, where a title has one; Sphinx takes them for entries."""
    for link in list(app.env.tocs[app.env.current_document.docname].findall(addnodes.download_reference)):
        link.replace_self(link.children)


def cut_circles(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let no table of contents lead back to where it is reached from: Sphinx and its EPUB would go in circles."""
    for docname, child in list(_ways_back(env, env.config.root_doc, ())):
        env.toctree_includes[docname].remove(child)
        for toctree in env.tocs[docname].findall(addnodes.toctree):
            kept = [entry for entry in toctree["entries"] if entry[1] != child]
            if len(kept) < len(toctree["entries"]):
                toctree["entries"] = kept
                message = "%s is in these contents, and they in its own; take it out of one"
                logger.warning(message, child, location=toctree, type="toc", subtype="circular")
    return []


def _ways_back(env: BuildEnvironment, docname: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    above = (*above, docname)
    for child in env.toctree_includes.get(docname, ()):
        if child in above:
            yield docname, child
        else:
            yield from _ways_back(env, child, above)
