"""The floor P: one middleware, signed in, one indexed query, the same rows in a bare template or in JSON."""

from functools import cache
from itertools import chain
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

from accounts.audience import opens_to_members
from applications.models import Plan, PlanVersion

BARE = """<!doctype html><title>P</title><table>{% for plan in plans %}<tr><td>{{ plan.number }}</td>
<td>{{ plan.lead.name }}</td><td>{{ plan.title }}</td><td>{{ plan.get_state_display }}</td>
<td>{{ plan.arrived_at }}</td><td>{{ plan.due_on }}</td><td>{{ plan.assignee.user.name }}</td>
<td>{{ plan.updated_at }}</td></tr>{% endfor %}</table>"""
# The address stands there as text: what a row links to is a column, how the address is made is not.
BARE_CARDS = """<!doctype html><title>P</title>{% for plan in plans %}<p>{{ plan.get_state_display }}
{{ plan.number }} {{ plan.scheme.fund.name }} <b>{{ plan.title }}</b>
<a href="/plans/{{ plan.pk }}/">P</a></p>{% endfor %}"""
# Nearly all that a filed plan's page shows is its sum: a row for every step of it, as the latest version
# keeps them. Its history and its companies, of other tables, are left to the page alone.
BARE_PLAN = """<!doctype html><title>P</title>{% with version.plan as plan %}<h1>{{ plan.title }}</h1>
<p>{{ plan.scheme.name }} {{ plan.lead.name }} {{ plan.get_state_display }} {{ plan.number }}
{{ plan.arrived_at }} {{ plan.due_on }} {{ version.number }} {{ version.arrived_at }}
{{ version.receipt.number }} {{ version.subsidy.amount }}</p>{% endwith %}
<table>{% for line in lines %}<tr><td>{{ line.label }}</td><td>{{ line.value }}</td>
<td>{% for each in line.inputs %}{{ each.label }} {{ each.value }} {% endfor %}{{ line.rounding }}</td></tr>
{% endfor %}</table>"""


@cache
def _compiled(template: str):
    return engines["django"].from_string(template)


def _respond(template: str, context: dict) -> HttpResponse:
    return HttpResponse(_compiled(template).render(context))


@opens_to_members
def worklist(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.select_related("lead", "assignee__user").defer("search")
    plans = plans.filter(state="certified").order_by(F("arrived_at").desc(nulls_first=True))
    return _respond(BARE, {"plans": plans[:50]})


@opens_to_members
def portal(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.select_related("scheme__fund").defer("search")
    plans = plans.filter(lead=request.membership.organisation_id).order_by("-started_at", "-pk")
    return _respond(BARE_CARDS, {"plans": plans[:12]})


@opens_to_members
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    """The latest version with its plan: parts as typed are not what the page shows of a filed plan."""
    versions = PlanVersion.objects.select_related("plan__scheme", "plan__lead", "receipt")
    versions = versions.defer("content", "manifest", "salts", "plan__search")
    version = versions.filter(plan=pk).order_by("-number")[0]
    lines = chain(*(unit["trace"] for unit in version.subsidy["units"]), version.subsidy["trace"])
    return _respond(BARE_PLAN, {"version": version, "lines": lines})


@opens_to_members
def api(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.select_related("lead").defer("search")
    plans = plans.filter(state="certified").order_by(F("updated_at").desc(nulls_first=True))
    return JsonResponse({"items": [_row(plan) for plan in plans[:50]]})


def _row(plan: Plan) -> dict[str, Any]:
    lead = plan.lead
    return {
        "id": plan.pk,
        "number": plan.number,
        "title": plan.title,
        "state": plan.state,
        "state_label": plan.get_state_display(),
        "scheme": plan.scheme_id,
        "channel": plan.channel,
        "lead": {"id": lead.public_id, "name": lead.name, "corporate_number": lead.corporate_number},
        "arrived_at": plan.arrived_at,
        "due_on": plan.due_on,
        "updated_at": plan.updated_at,
    }


urlpatterns = [
    path("bench/worklist/", worklist),
    path("bench/portal/", portal),
    path("bench/api/", api),
    path("bench/plan/<uuid:pk>/", plan),
    path("", include("config.urls")),
]
