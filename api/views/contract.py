"""The contract as a file, and as a page to read: drawn here, so it needs no script and no other's server."""

from functools import cache
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.audience import opens_to_everyone

from ..problems import KINDS
from ..reading import operations_by_tag
from ..schema import committed


@opens_to_everyone
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(), content_type="application/yaml")


@cache
def _text() -> bytes:
    """Read once a process: the file changes with the code only."""
    return committed().read_bytes()


@opens_to_everyone
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {"groups": _groups(), "problems": KINDS.items()}
    return render(request, "api/docs.html", context)


@cache
def _groups() -> list[Any]:
    return operations_by_tag(yaml.load(_text(), yaml.CSafeLoader))
