"""The floor P: one middleware, signed in, one indexed query, the same rows in a bare template or in JSON."""

from functools import cache
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

from accounts.audience import opens_to_members
from applications.models import Plan, PlanPart

BARE = """<!doctype html><title>P</title><table>{% for plan in plans %}<tr><td>{{ plan.number }}</td>
<td>{{ plan.lead.name }}</td><td>{{ plan.title }}</td><td>{{ plan.get_state_display }}</td>
<td>{{ plan.arrived_at }}</td><td>{{ plan.due_on }}</td><td>{{ plan.assignee.user.name }}</td>
<td>{{ plan.updated_at }}</td></tr>{% endfor %}</table>"""
BARE_CARDS = """<!doctype html><title>P</title>{% for plan in plans %}<p>{{ plan.title }} {{ plan.number }}
{{ plan.scheme.fund.name }} {{ plan.get_state_display }} {{ plan.updated_at }}</p>{% endfor %}"""
BARE_PLAN = """<!doctype html><title>P</title><h1>{{ rows.0.plan }}</h1><table>{% for row in rows %}<tr>
<td>{{ row.key }}</td><td>{{ row.version }}</td><td>{{ row.updated_at }}</td></tr>{% endfor %}</table>"""


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
    plans = Plan.objects.select_related("lead", "scheme__fund").filter(
        lead=request.membership.organisation_id
    )
    return _respond(BARE_CARDS, {"plans": plans[:12]})


@opens_to_members
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    rows = PlanPart.objects.select_related("plan").filter(plan=pk)
    return _respond(BARE_PLAN, {"rows": list(rows)})


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
