"""The contract: what drf-spectacular sees, and the problems that every address may answer."""

import json
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from accounts.audience import EVERYONE
from common.schemas import DIRECTORY

from .problems import KINDS, MEDIA_TYPE

PLACE = "docs/schemas/openapi.yaml"
ALWAYS = (400, 403, 404, 405, 406, 413, 415, 422, 429)


class Schema(AutoSchema):
    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        """A thing is called by its name; that it is a shape is said in our code only."""
        name: str = super()._get_serializer_name(serializer, direction, bypass_extensions)
        return name.replace("Shape", "")

    def get_description(self) -> str:
        """Docstrings are for who reads the code."""
        return ""

    def get_auth(self) -> list[dict[str, Any]]:
        return [] if self.view.audience == EVERYONE else [{"token": []}, {"session": []}]


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.ByToken"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.BySession"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def with_problems(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """Every operation names the problems it may answer; each is one shared response."""
    components = result["components"]
    components["responses"] = {f"Problem{status}": _response(status) for status in _statuses()}
    for shape in components["schemas"].values():
        shape.pop("description", None)  # a docstring again
    components["schemas"] |= calculation_shapes() | {"Problem": _problem_schema()}
    for operations in result["paths"].values():
        for method, operation in operations.items():
            for status in _of(method, operation):
                reference = {"$ref": f"#/components/responses/Problem{status}"}
                operation["responses"].setdefault(str(status), reference)
    return result


def calculation_shapes() -> dict[str, Any]:
    """The calculator's own schema (docs/schemas), one component for each of its definitions."""
    schema = json.loads((DIRECTORY / "calculation.v1.json").read_text(encoding="utf-8"))
    return {calculation_shape(name): _at_home(shape) for name, shape in schema["$defs"].items()}


def calculation_shape(name: str) -> str:
    return "Calculation" + "".join(word.capitalize() for word in name.split("_"))


def _at_home(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _at_home(each) if key != "$ref" else _reference(each) for key, each in said.items()}
    return [_at_home(each) for each in said] if isinstance(said, list) else said


def _reference(place: str) -> str:
    return f"#/components/schemas/{calculation_shape(place.rpartition('/')[2])}"


def _statuses() -> list[int]:
    return sorted({kind.status for kind in KINDS.values()})


def _of(method: str, operation: dict[str, Any]) -> list[int]:
    found = [*ALWAYS]
    found += [401] if operation.get("security") else []
    found += [409, 411, 507] if method in ("post", "patch", "delete") else []
    found += [412, 428] if method == "patch" else []
    return sorted(found)


def _response(status: int) -> dict[str, Any]:
    titles = "／".join(str(kind.title) for kind in KINDS.values() if kind.status == status)
    return {
        "description": titles,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem_schema() -> dict[str, Any]:
    """RFC 9457, with the members we add."""
    text = {"type": "string"}
    return {
        "type": "object",
        "description": str(_("何が起きたか。type は説明のあるところ、reasons は法の表の理由です。")),
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "how": text,
            "reasons": _lines("code", "text"),
            "errors": _lines("field", "text"),
            "conflicts": _lines("field", "yours", "theirs"),
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }


def _lines(*names: str) -> dict[str, Any]:
    line = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": list(names),
    }
    return {"type": "array", "items": line}


def made() -> str:
    """The contract as text, the same each time."""
    contract = SchemaGenerator().get_schema(request=None, public=True)
    return yaml.safe_dump(contract, allow_unicode=True, sort_keys=False, width=110)


def committed() -> Path:
    return Path(settings.BASE_DIR, PLACE)
