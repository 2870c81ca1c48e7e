"""How a scheme reckons where no statute says it: its own choices, and the default for what it leaves out."""

from typing import Any

from law.money import CapMethod, FixingRule

from .places import Document

DEFAULT: dict[str, dict[str, Any]] = {
    "fixing": {"rule": FixingRule.PROPORTIONAL.value, "cut_to": 1},
    "caps": {
        "order": [stage.value for stage in CapMethod.order],
        "spread": CapMethod.spread.value,
        "rest": CapMethod.rest.value,
        "ties": CapMethod.ties.value,
        "takes": CapMethod.takes.value,
    },
}


def calculation_of(document: Document) -> dict[str, dict[str, Any]]:
    """Everything, said or not; a draft's words as they stand."""
    said = document.get("calculation", {})
    return {block: {**default, **said.get(block, {})} for block, default in DEFAULT.items()}


def said_apart(chosen: dict[str, dict[str, Any]], document: Document) -> dict[str, dict[str, Any]]:
    """What of `chosen` a document has to say: what is no default, and what it says already."""
    said = document.get("calculation", {})
    apart = {
        block: {
            name: value
            for name, value in names.items()
            if value != DEFAULT[block][name] or name in said.get(block, {})
        }
        for block, names in chosen.items()
    }
    return {block: names for block, names in apart.items() if names}
