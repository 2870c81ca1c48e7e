"""「いくらになるか試算する」: open to everyone; nothing is stored."""

import json
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to_everyone
from common.throttle import allows
from law.acts import Refused
from law.calculator import calculate

from ..schemes.editing.base import RowSet, row_sets
from .forms import CalculatorForm
from .pages import PAGES, CalculatorPage, amounts_of, tables_of

TOO_MANY = 429


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest, page: str = "grant") -> HttpResponse:
    if page not in PAGES:
        raise Http404
    if request.method == "POST":
        return _posted(request, PAGES[page])
    return _shown(request, PAGES[page], PAGES[page].form(), row_sets(PAGES[page], {}))


def _posted(request: HttpRequest, page: CalculatorPage) -> HttpResponse:
    if not _allowed(request):
        form, sets = _as_typed(page, request.POST)
        text = _(
            "短い時間に多くの試算がありました。一分ほど待ってから、もう一度お試しください。入力はこの画面に残っています。"
        )
        return _shown(request, page, form, sets, refusals=[text], status=TOO_MANY)
    then = request.POST.get("then", "")
    if then != "calculate":
        return _shown(request, page, *_as_typed(page, request.POST, then))
    return _calculated(request, page)


def _allowed(request: HttpRequest) -> bool:
    address = get_adapter().get_client_ip(request)
    return allows(action="calculations", address=address, most=settings.CALCULATIONS_PER_MINUTE)


def _calculated(request: HttpRequest, page: CalculatorPage) -> HttpResponse:
    form, sets = page.form(request.POST), row_sets(page, {}, request.POST)
    if not all([form.is_valid(), *(each.is_valid() for each in sets)]):
        return _shown(request, page, form, sets)
    document = form.document({each.prefix: each.kept() for each in sets})
    try:
        result = calculate(document)
    except Refused as refused:
        return _shown(request, page, form, sets, refusals=[_(reason.text) for reason in refused.reasons])
    told = {
        "amounts": amounts_of(result),
        "tables": tables_of(result),
        "trace": result["trace"],
        "said": json.dumps(document, ensure_ascii=False, indent=2),
        "result": json.dumps(result, ensure_ascii=False, indent=2),
    }
    return _shown(request, page, form, sets, **told)


# What is typed and not yet to be judged: another row, another table


def _as_typed(page: CalculatorPage, data: QueryDict, then: str = "") -> tuple[CalculatorForm, list[RowSet]]:
    """The same boxes with the same words in them, and the row more or less that was asked for."""
    form = page.form(initial=_typed(page.form.base_fields, data))
    boxes = {name: field for name, field in page.form(data).fields.items() if name not in form.base_fields}
    form = page.form(initial=form.initial | _typed(boxes, data))
    document = {spec.name: _typed_rows(spec.name, spec.form.base_fields, data, then) for spec in page.rows}
    more = then.removeprefix("row:") if then.startswith("row:") else ""
    return form, row_sets(page, document, extra=more)


def _typed_rows(name: str, fields: Any, data: QueryDict, then: str) -> list[dict[str, Any]]:
    count = data.get(f"{name}-TOTAL_FORMS", "0")
    places = range(min(int(count), 100)) if count.isdecimal() and len(count) < 5 else ()
    gone = then.removeprefix("drop:")
    return [
        _typed(fields, data, f"{name}-{place}-")
        for place in places
        if not data.get(f"{name}-{place}-DELETE") and f"{name}-{place}" != gone
    ]


def _typed(fields: dict[str, forms.Field], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}{name}") for name, field in fields.items()
    }


# The page


def _shown(
    request: HttpRequest,
    page: CalculatorPage,
    form: CalculatorForm,
    sets: list[RowSet],
    *,
    status: int = 200,
    refusals: list[str] | None = None,
    **told: Any,
) -> HttpResponse:
    errors = [error for each in sets for error in each.told()]
    context = {
        "page": page,
        "tabs": _tabs(page),
        "ways": _ways(page),
        "form": form,
        "lists": list(zip(page.rows, sets, strict=True)),
        "errors": [*errors, *({"id": "calculate", "label": "", "text": text} for text in refusals or ())],
        "editable": True,
        **told,
    }
    response = render(request, "funds/calculator/page.html", context, status=status)
    if status == TOO_MANY:
        response.headers["Retry-After"] = "60"
    return response


def _tabs(now: CalculatorPage) -> list[dict[str, Any]]:
    firsts: dict[str, CalculatorPage] = {}
    for page in PAGES.values():
        firsts.setdefault(str(page.tab), page)
    return [
        {"label": label, "url": _url(page), "current": page.tab == now.tab} for label, page in firsts.items()
    ]


def _ways(now: CalculatorPage) -> list[dict[str, Any]]:
    same = [page for page in PAGES.values() if page.tab == now.tab and page.way]
    return [{"label": page.way, "url": _url(page), "current": page is now} for page in same]


def _url(page: CalculatorPage) -> str:
    return reverse("calculator_page", args=[page.key])
