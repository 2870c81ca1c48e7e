"""Reads the contract for its page: operations by what they are about, what each takes and gives."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

TAGS = {
    "plans": _("申請"),
    "parts": _("申請の各部分"),
    "attachments": _("添付書類"),
    "versions": _("提出した版と受付票"),
    "acts": _("手続"),
    "sheets": _("補正・照会の票"),
    "findings": _("審査調書"),
    "pairings": _("審査委員"),
    "consultations": _("協議"),
    "papers": _("庁内の文書"),
    "grants": _("交付申請と交付の条件"),
    "books": _("基金の帳簿"),
    "payments": _("支払"),
    "bank": _("預金の照合"),
    "decisions": _("起案・決裁"),
    "rankings": _("公募の順位表"),
    "documents": _("施行した文書"),
    "verification": _("真正の確認"),
    "public_lists": _("公表している一覧"),
    "calculations": _("試算"),
    "schemes": _("制度"),
    "calls": _("公募と受付"),
    "lists": _("一覧の表示と書き出し"),
    "jobs": _("処理の状況"),
    "notices": _("お知らせ"),
    "people": _("人・法人・機関"),
}


@dataclass(frozen=True)
class Line:
    """One field of a body, an answer or an address."""

    name: str
    kind: str
    required: bool
    help: str


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    paragraphs: list[str]
    asks: list[Line]
    takes: list[Line]
    gives: list[Line]
    status: str
    problems: list[str]
    examples: list[tuple[str, str]]


def operations_by_tag(contract: dict[str, Any]) -> list[tuple[str, Any, list[Operation]]]:
    found: dict[str, list[Operation]] = {tag: [] for tag in TAGS}
    for path, methods in contract["paths"].items():
        for method, said in methods.items():
            found[said["tags"][0]].append(_operation(contract, method, path, said))
    return [(tag, TAGS[tag], rows) for tag, rows in found.items() if rows]


def _operation(contract: dict[str, Any], method: str, path: str, said: dict[str, Any]) -> Operation:
    answers = said["responses"]
    status = next(iter(answers))
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        paragraphs=said.get("description", "").split("\n\n"),
        asks=[_asked(contract, each) for each in said.get("parameters", [])],
        takes=list(_lines(contract, said.get("requestBody", {}))),
        gives=list(_lines(contract, answers[status])),
        status=status,
        problems=[code for code in answers if code >= "400"],
        examples=list(_examples(said.get("requestBody", {}))),
    )


def _examples(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for media in said.get("content", {}).values():
        for name, each in media.get("examples", {}).items():
            yield each.get("summary", name), json.dumps(each["value"], ensure_ascii=False, indent=2)


def _asked(contract: dict[str, Any], parameter: dict[str, Any]) -> Line:
    kind = _kind(contract, parameter["schema"])
    return Line(parameter["name"], kind, parameter.get("required", False), parameter.get("description", ""))


def _lines(contract: dict[str, Any], said: dict[str, Any]) -> Iterator[Line]:
    for media in said.get("content", {}).values():
        yield from _fields(contract, media["schema"])
        return


def _fields(contract: dict[str, Any], shape: dict[str, Any], place: str = "") -> Iterator[Line]:
    """A field, and under it the fields of what it is made of: items[].text."""
    schema = _followed(contract, shape)
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        here = f"{place}{name}"
        yield Line(here, _kind(contract, field), name in required, field.get("description", ""))
        if field.get("type") == "array":
            yield from _fields(contract, field["items"], f"{here}[].")
        elif isinstance(field.get("additionalProperties"), dict):
            yield from _fields(contract, field["additionalProperties"], f"{here}.*.")
        else:
            yield from _fields(contract, field, f"{here}.")


def _followed(contract: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _followed(contract, contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return _either([_followed(contract, each) for each in schema["oneOf"]])
    return schema


def _either(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several shapes every field that one of them has; required is what all of them require."""
    fields: dict[str, Any] = {}
    for shape in shapes:
        fields = {**shape.get("properties", {}), **fields}
    asked = [set(shape.get("required", [])) for shape in shapes if "properties" in shape]
    required = set.intersection(*asked) if asked else set()
    return {"properties": fields, "required": [name for name in fields if name in required]}


def _kind(contract: dict[str, Any], schema: dict[str, Any]) -> str:
    """In a word: string (uuid), integer, [object], a | b."""
    if "$ref" in schema:
        return _kind(contract, contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return "、".join(str(value) for value in schema["enum"])
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return " | ".join(_kind(contract, each) for each in schema[several])
    if schema.get("type") == "array":
        return f"[{_kind(contract, schema['items'])}]"
    kinds = schema.get("type", "any")
    kind = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{kind} ({schema['format']})" if "format" in schema else kind
