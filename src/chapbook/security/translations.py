"""Rewrites Sphinx's translations for its scripts, so that they evaluate no text as code, which the policy blocks."""

from __future__ import annotations

import json
import re

CALL = re.compile(r"\s*Documentation\.addTranslations\((\{.*\})\);?\s*", re.DOTALL)


def without_evaluation(script: str) -> str:
    """Return a file ``translations.js`` that does what Sphinx's does, but has its rule of plurals as a function.

    Sphinx's doctools.js makes one of the text of a formula, by ``new Function``. A file of another form stays as it is.
    """
    match = CALL.fullmatch(script)
    if not match:
        return script
    catalogue = json.loads(match[1])
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(catalogue['messages'], indent=1)});\n"
        f"Documentation.PLURAL_EXPR = (n) => ({catalogue['plural_expr']});\n"
        f"Documentation.LOCALE = {json.dumps(catalogue['locale'])};\n"
    )
