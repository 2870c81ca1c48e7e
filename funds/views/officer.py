"""What a scheme lays down, to be read: whoever examines or configures sees what is not yet confirmed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from common import clock
from law.deadlines import era
from law.lifecycle import SchemeKind
from law.money import yen
from law.roles import MINISTRY, Role

from ..calls.selectors import lacks_intake
from ..models import Scheme, SchemeDraft, SchemeVersion
from ..schemes.calculation import calculation_of
from ..schemes.models import OPEN
from ..schemes.places import LABELS, LAST_DAYS, WORDS, lines
from ..selectors import version_in_force

opens_to_readers = opens_to(*MINISTRY, Role.AUDITOR, Role.ADMINISTRATOR)


@opens_to_readers
@require_GET
def schemes(request: HttpRequest) -> HttpResponse:
    every = Scheme.objects.select_related("fund").order_by("code")
    may_start = request.membership.role == Role.ADMINISTRATOR
    return render(request, "funds/schemes.html", {"schemes": every, "may_start": may_start})


@opens_to_readers
@require_GET
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Scheme.objects.select_related("fund"), code=code)
    version = version_in_force(found, clock.today())
    versions = (
        found.versions.select_related("drafted_by", "published_by").defer("document").order_by("-number")
    )
    context = {"scheme": found, "version": version, "versions": versions, **_drafting(request, found)}
    context |= {"lacks_intake": lacks_intake(found), "drafts_calls": request.membership.role == Role.OFFICER}
    return render(request, "funds/scheme.html", context | (_document(version) if version else {}))


def _drafting(request: HttpRequest, found: Scheme) -> dict[str, Any]:
    """The open draft of its next version, or the button that begins one."""
    draft = SchemeDraft.objects.filter(code=found.pk, state__in=OPEN).first()
    may = request.membership.role == Role.ADMINISTRATOR
    return {"draft": draft, "may_start": may and draft is None}


def _document(version: SchemeVersion) -> dict[str, Any]:
    document = version.document
    contract = {"decision": _("契約の最終日")} if document["kind"] == SchemeKind.COMMISSION else {}
    return {
        "document": document,
        "figures": _figures(document),
        "last_days": [
            (contract.get(name, LABELS[f"last_days.{name}"]), _day(document, name))
            for name in LAST_DAYS
            if name in document["last_days"]
        ],
        "documents": [[each["name"], *_needs(each)] for each in document["documents"]],
    }


def _figures(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        *_law(document["law"]),
        *_periods(document["standard_period_days"]),
        (_("補正の期間"), _("%(days)s日") % {"days": document["correction_days"]}),
        (_("端数"), _("%(unit)s円未満切捨て") % {"unit": f"{document['cut_to']:,}"}),
        *((_("上限額"), text) for text in _caps(document)),
        *_calculation(document),
        *_public(document),
    ]


def _calculation(document: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """What is paid under a contract is no 補助金, and nothing of it is reckoned in its way."""
    if document["kind"] == SchemeKind.COMMISSION:
        return ()
    return lines({"calculation": calculation_of(document)}).values()


def _periods(days: dict[str, int]) -> list[tuple[str, str]]:
    """Only what goes through NIBN has a period of its own there."""
    labels = {"minister": _("標準処理期間（厚生労働大臣）"), "nibn": _("標準処理期間（経由機関）")}
    return [(labels[whose], _("%(days)s日") % {"days": days[whose]}) for whose in labels if whose in days]


def _law(law: dict[str, str]) -> list[tuple[str, str]]:
    """A 委託 rests on a contract, an 採択 on its call: only what a statute says is shown as such."""
    rows = []
    if "act" in law:
        rows.append((_("根拠となる法律"), f"{law['act']}（{law['act_number']}）"))
    if "certify" in law:
        rows.append((_("申請・認定"), f"{law['apply']}・{law['certify']}"))
    return rows


def _public(document: dict[str, Any]) -> list[tuple[str, str]]:
    """認定 or 採択 is listed for everyone unless the scheme says no; a contractor never is."""
    if document["kind"] == SchemeKind.COMMISSION:
        return []
    is_told = document.get("public", True)
    label = _("認定の公表") if document["kind"] == SchemeKind.CERTIFICATION else _("採択の公表")
    return [(label, _("一覧に載せる") if is_told else _("一覧に載せない"))]


def _caps(document: dict[str, Any]) -> list[str]:
    names = {menu["code"]: menu["short_name"] for menu in document["menus"]}
    return [
        "　".join(
            [
                names.get(cap.get("menu", ""), ""),
                *(str(WORDS["per"][each]) for each in cap.get("per", ())),
                yen(cap["most"]),
            ]
        ).strip()
        for cap in document.get("caps", [])
    ]


def _day(document: dict[str, Any], name: str) -> str:
    return era(date.fromisoformat(document["last_days"][name]))


def _needs(document: dict[str, Any]) -> tuple[str, str, str]:
    return (
        _("必要") if document["required"] else _("任意"),
        _("各社ごと") if document["per_party"] else _("申請に一つ"),
        _("非開示") if document["confidential"] else "",
    )
