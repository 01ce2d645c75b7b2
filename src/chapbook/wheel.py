"""Makes a wheel of the chapbook that is running, which every publication holds and is built by.

The wheel is the same whether chapbook was installed from one or runs from its sources, and on any machine: files are in
order, and all have one time (https://packaging.python.org/specifications/binary-distribution-format/).
"""

from __future__ import annotations

import csv
import io
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = Path(__file__).parent
NAME = "chapbook"
OF_THE_INSTALLER = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}
"""What pip adds beside the metadata of a wheel (PEP 376, PEP 610)."""

MOMENT = (2020, 2, 2, 0, 0, 0)
"""The time of each file; a ZIP file has to have one."""


def wheel_name(version: str) -> str:
    """Return the name of the wheel's file; it has nothing that is made for one system."""
    return f"{NAME}-{version}-py3-none-any.whl"


def own_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of the press that is running."""
    installed = distribution(NAME)
    metadata = f"{NAME}-{installed.version}.dist-info"
    files = {f"{NAME}/{name}": data for name, data in _files(PACKAGE).items()}
    files |= {f"{metadata}/{name}": data for name, data in _metadata(installed).items()}
    files[f"{metadata}/RECORD"] = _record(files, f"{metadata}/RECORD")
    return wheel_name(installed.version), _zipped(files)


def _files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder by its path there, in order; without what Python compiles."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _metadata(installed: Distribution) -> dict[str, bytes]:
    record = next(file for file in installed.files or () if file.name == "RECORD")
    folder = Path(str(installed.locate_file(record))).parent
    return {name: data for name, data in _files(folder).items() if name not in OF_THE_INSTALLER}


def _record(files: Mapping[str, bytes], own: str) -> bytes:
    """List all files with their hashes; the list itself has none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for name, data in files.items():
        digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
        writer.writerow((name, f"sha256={digest}", len(data)))
    writer.writerow((own, "", ""))
    return text.getvalue().encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in files.items():
            info = ZipInfo(name, MOMENT)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
    return target.getvalue()
