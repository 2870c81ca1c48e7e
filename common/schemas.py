"""The JSON Schemas of docs/schemas: what is printed, embedded or stored as JSON: a verifier relies on it."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from law.text import ja

DIRECTORY = Path(__file__).resolve().parents[1] / "docs" / "schemas"


# What letters share, and what is no printed document at all.
NO_CONTENT = {"letter.v1", "scheme.v1"}


class ContentInvalid(ValueError):
    """The content doesn't follow its schema; `path` says where."""

    def __init__(self, path: str, reason: str):
        self.path = path
        sentence = ja("文書の内容が様式に合いません（{path}）: {reason}")
        super().__init__(sentence.format(path=path or "/", reason=reason))


@cache
def _registry() -> Registry:
    schemas = (json.loads(path.read_text()) for path in sorted(DIRECTORY.glob("*.json")))
    return Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)


@cache
def schema_names() -> frozenset[str]:
    return frozenset(path.stem for path in DIRECTORY.glob("*.v*.json")) - NO_CONTENT


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_registry().contents(f"{name}.json"), registry=_registry())


def check_content(content: object, name: str | None = None) -> None:
    """Refuse what its schema doesn't allow. A letter names its own schema; other documents are told."""
    name = name or (content.get("schema") if isinstance(content, dict) else None)
    if not isinstance(name, str) or name not in schema_names():
        raise ContentInvalid("schema", ja("知らない様式です。"))
    for error in _validator(name).iter_errors(content):
        raise ContentInvalid("/".join(map(str, error.absolute_path)), error.message)
