"""Releases of the press that never were: its own wheel with another version, and with other words in its files."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import chapbook
from chapbook.wheel import _record, _zipped, own_wheel, wheel_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def release(folder: Path, version: str, texts: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """Write a wheel into *folder*.

    :param texts: by a file of the package, what stands in it, and what is to stand there instead.
    """
    _, data = own_wheel()
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/RECORD")}
    metadata = f"chapbook-{chapbook.__version__}.dist-info"
    changes = {
        **(texts or {}),
        "__init__.py": (f'__version__ = "{chapbook.__version__}"', f'__version__ = "{version}"'),
    }
    for name, (old, new) in changes.items():
        text = files[f"chapbook/{name}"].decode()
        assert old in text, f"{old!r} is not in {name}"
        files[f"chapbook/{name}"] = text.replace(old, new).encode()
    named = {name.replace(metadata, f"chapbook-{version}.dist-info"): file for name, file in files.items()}
    about = f"chapbook-{version}.dist-info/METADATA"
    named[about] = named[about].replace(
        b"\nVersion: %b\n" % chapbook.__version__.encode(), b"\nVersion: %b\n" % version.encode()
    )
    record = f"chapbook-{version}.dist-info/RECORD"
    path = folder / wheel_name(version)
    path.write_bytes(_zipped({**named, record: _record(named, record)}))
    return path
