"""An exception that stops a build, as a person's mistake: which file and line, what is wrong, what to write.

What a person did shows in what was raised: Sphinx and its extensions raise :class:`~sphinx.errors.SphinxError` on
purpose; an exception that came out of a file of the publication, such as ``conf.py`` or a template, is that file's; one
of the system's names its file. All else is a fault of a program, and is not explained.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError
from sphinx.config import Config
from sphinx.errors import ConfigError, ExtensionError, SphinxError, SphinxParallelError, ThemeError

from chapbook.conf_file import place_of_setting
from chapbook.mistake import Mistake
from chapbook.settings import misfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

PRESS = Path(__file__).parent
FRAME = re.compile(r'^ *File "(.+)", line (\d+)', re.MULTILINE)
RAISED = re.compile(r"(?:sphinx\.errors|chapbook)[\w.]*\.\w+: ")
"""How the message of an exception of another process begins, if that was raised to tell a person of a mistake."""

BEFORE_EXTENSIONS = "_init_i18n"
"""What Sphinx does with settings before it asks any extension."""

NO_ROOT = re.compile(r"unable to load the master document \((.+?)\.\w+\)")
PLACED = re.compile(r"(?P<place>[^\s:][^:\n]*(?::\d+)?): (?P<said>.+)", re.DOTALL)
"""A message that begins with its place, as ours do."""


def explained(error: BaseException, folder: Path) -> list[str] | None:
    """Return ``file:line: error: what is wrong; what to write``, a line a mistake; None for a fault of a program.

    :param folder: the publication, with its ``conf.py``.
    """
    chain = list(_chain(error))
    for reason in reversed(chain):
        if told := _of_a_file(reason, folder):
            return [told]
    if wrong := _before_extensions(chain, folder):
        return wrong
    on_purpose = [reason for reason in chain if isinstance(reason, SphinxError | Mistake)]
    if on_purpose and not _is_wrapped(on_purpose[-1]):
        return _on_purpose(on_purpose[-1], folder)
    return None


def _before_extensions(chain: Iterable[BaseException], folder: Path) -> list[str]:
    """Return what is wrong with the settings that Sphinx uses before it asks any extension."""
    for error in chain:
        for frame, _line_number in traceback.walk_tb(error.__traceback__):
            config = getattr(frame.f_locals.get("self"), "config", None)
            if frame.f_code.co_name == BEFORE_EXTENSIONS and isinstance(config, Config):
                return [_of_setting(folder, *wrong) for wrong in misfit(config._raw_config)]  # noqa: SLF001  # no public way
    return []


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and its causes."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = getattr(error, "orig_exc", None) or error.__cause__ or error.__context__


def _is_wrapped(error: BaseException) -> bool:
    """Tell whether Sphinx put an exception of another kind into its own, with which nobody told anything on purpose."""
    if isinstance(error, SphinxParallelError):
        return not RAISED.match(str(error))
    wrapped = getattr(error, "orig_exc", None) or (error.__cause__ if isinstance(error, ThemeError) else None)
    return wrapped is not None and not isinstance(wrapped, ImportError)


def _of_a_file(error: BaseException, folder: Path) -> str:
    """Return what is said of a file of the publication; empty where it is none's."""
    if isinstance(error, TemplateSyntaxError | SyntaxError):
        path = error.filename or ""
        if _is_own(path, folder):
            said = error.message if isinstance(error, TemplateSyntaxError) else error.msg
            return _line(path, error.lineno or 1, f"{said}; correct it")
        return ""
    if isinstance(error, UnicodeDecodeError):
        return _undecodable(error, folder)
    if isinstance(error, OSError) and not isinstance(error, TemplateNotFound):
        path = str(error.filename or "")
        named = path and (Path(folder, path).is_relative_to(folder) or not isinstance(error, FileNotFoundError))
        return _line(path, 0, f"{error.strerror}; see to it") if named and not _is_program(path) else ""
    if isinstance(error, Mistake) or (isinstance(error, SphinxError) and not isinstance(error, SphinxParallelError)):
        return ""
    place = _own_frame(error, folder)
    if isinstance(error, SphinxParallelError):
        said = str(error)
    elif isinstance(error, TemplateNotFound):
        said = f"there is no template {str(error).partition(' not found')[0]}"
    else:
        said = f"{type(error).__name__}: {error}"
    return _line(*place, f"{said.rstrip(': ')}; correct it") if place else ""


def _own_frame(error: BaseException, folder: Path) -> tuple[str, int] | None:
    """Return the file and line of the publication that an exception came out of; none where the press is nearer."""
    for filename, line in reversed(_frames(error)):
        if Path(filename).is_relative_to(PRESS):
            return None
        if _is_own(filename, folder):
            return filename, line
    return None


def _frames(error: BaseException) -> list[tuple[str, int]]:
    """Return the files and lines that an exception passed, from the outermost; of another process there is a text."""
    if isinstance(error, SphinxParallelError):
        return [(name, int(line)) for name, line in FRAME.findall(error.traceback)]
    return [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]


def _is_own(path: str, folder: Path) -> bool:
    return Path(path).is_file() and Path(path).is_relative_to(folder) and not _is_program(path)


def _is_program(path: str) -> bool:
    return "site-packages" in Path(path).parts or Path(path).is_relative_to(PRESS)


def _undecodable(error: UnicodeDecodeError, folder: Path) -> str:
    """Look for the file that is not UTF-8 among what the functions had at hand that came upon it."""
    for frame, _line_number in traceback.walk_tb(error.__traceback__):
        for path in _paths(frame):
            if _is_own(str(path), folder) and (line := _line_that_is_not_utf8(path)):
                return _line(str(path), line, "this line is not UTF-8; save the file with the encoding UTF-8")
    return ""


def _paths(frame: FrameType) -> Iterator[Path]:
    for value in list(frame.f_locals.values()):
        if isinstance(value, Path) or (isinstance(value, str) and "\n" not in value and len(value) < 1_000):
            yield Path(value)


def _line_that_is_not_utf8(path: Path) -> int:
    """Return the number of the first line that is not UTF-8; 0 where all are."""
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _on_purpose(error: BaseException, folder: Path) -> list[str]:
    if isinstance(error, ExtensionError) and isinstance(error.orig_exc, ImportError):
        message = f"{error.message} ({error.orig_exc}); install it, or take it out of extensions"
        return [_of_setting(folder, "extensions", message)]
    text = RAISED.sub("", str(error).strip(), count=1)
    if root := NO_ROOT.search(text):
        return [_line(str(folder / f"{root[1]}.md"), 0, "there is no such file; write it, or name another in root_doc")]
    if isinstance(error, ThemeError):
        return [_of_setting(folder, "html_theme", f"{text}; write the name of another, or install it")]
    setting = text.partition(":")[0]
    if isinstance(error, ConfigError) and setting.isidentifier():
        return [_of_setting(folder, setting, text)]
    placed = [PLACED.fullmatch(line) for line in text.splitlines()]
    if all(match and Path(folder, re.sub(r":\d+$", "", match["place"])).exists() for match in placed):
        return [f"{match['place']}: error: {match['said']}" for match in placed if match]
    return [f"{folder / 'conf.py'}:1: error: {text}" if isinstance(error, ConfigError) else f"error: {text}"]


def _of_setting(folder: Path, name: str, message: str) -> str:
    path = folder / "conf.py"
    return f"{place_of_setting(path, name) if path.is_file() else path}: error: {message}"


def _line(path: str, line: int, message: str) -> str:
    return f"{path}:{line}: error: {message}" if line else f"{path}: error: {message}"
