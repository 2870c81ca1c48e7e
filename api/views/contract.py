"""The contract as a file, and as a page to read: drawn here, so it needs no script and no other's server."""

from functools import cache
from typing import Any

import yaml
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.audience import opens_to_everyone

from ..problems import KINDS
from ..reading import operations_by_tag
from ..schema import committed


@opens_to_everyone
@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    return FileResponse(committed().open("rb"), content_type="application/yaml")


@opens_to_everyone
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {"groups": _groups(), "problems": KINDS.items()}
    return render(request, "api/docs.html", context)


@cache
def _groups() -> list[Any]:
    """Read once a process: the file changes with the code only."""
    return operations_by_tag(yaml.load(committed().read_text(encoding="utf-8"), yaml.CSafeLoader))
