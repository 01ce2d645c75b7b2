"""The sheets of the parts: two that have one property say the same of it, and each sets what it asks for."""

from __future__ import annotations

import re
from itertools import chain

from throwaway import ROOT

SHEETS = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("src/chapbook/*/static/chapbook-*.css")}
DEFAULTS = re.compile(r"^:where\(body\) {\n(.*?)^}", re.DOTALL | re.MULTILINE)
SET = re.compile(r"^  (--chapbook-[a-z-]+): (.+);$", re.MULTILINE)
SCALE = "--chapbook-(?:size|space)-"
"""Properties of the theme's that have a fallback where they are used, as other themes have no such scale."""

USED = re.compile(rf"var\((?!{SCALE}[a-z0-9]+, )(--[a-z-]+)")


def defaults(sheet: str) -> dict[str, str]:
    found = DEFAULTS.search(sheet)
    return dict(SET.findall(found[1])) if found else {}


def test_a_property_has_one_default() -> None:
    everywhere = set(chain.from_iterable(defaults(sheet).items() for sheet in SHEETS.values()))
    assert len(everywhere) > 10
    assert len(everywhere) == len({name for name, _value in everywhere})


def test_a_sheet_uses_its_own_properties_and_all_of_them() -> None:
    for name, sheet in SHEETS.items():
        rules = DEFAULTS.sub("", sheet)
        assert set(USED.findall(rules)) == defaults(sheet).keys(), name


def test_the_theme_sets_only_what_a_part_asks_for_and_a_scale() -> None:
    known = set(chain.from_iterable(map(defaults, SHEETS.values())))
    themes = [path.read_text(encoding="utf-8") for path in ROOT.glob("src/chapbook/theme/chapbook/static/*.css")]
    names = {name for sheet in themes for name, _value in re.findall(rf"(?!{SCALE})(--chapbook-[a-z-]+): (.+);", sheet)}
    assert names
    assert {name for name in names if not re.match("--chapbook-(size|space)-", name)} <= known
