"""The 審査調書: per criterion fits or not, the fact, the page."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import document_of, latest_version
from applications.services.starting import actor_of
from common import audit, canonical, clock
from common.transitions import lock
from law.acts import Reason, Refused
from law.states import PlanState

from ..models import Finding


@transaction.atomic
def write_finding(
    *, plan: Plan, criterion: str, fits: bool, fact: str, page: str, membership: Membership
) -> Finding:
    """Write one criterion's line on the plan's latest version (行政手続法5条); an earlier one stays."""
    _refuse_outside(plan)
    if criterion not in {each["code"] for each in document_of(plan)["criteria"]}:
        raise Refused(
            Reason("unknown_criterion", _("この審査基準はありません。画面を読み込み直してください。"))
        )
    if not fact.strip():
        raise Refused(Reason("no_fact", _("適合するかどうかの根拠となる事実を書いてください。")))
    said = {"criterion": criterion, "fits": fits, "fact": fact, "page": page}
    return _write("write_finding", plan, latest_version(plan), said, membership)


@transaction.atomic
def confirm_finding(*, plan: Plan, criterion: str, version: int, membership: Membership) -> Finding:
    """What stands about an older version holds word for word for the latest, whose number is `version`."""
    _refuse_outside(plan)
    latest = latest_version(plan)
    if latest is None or latest.number != version:
        text = _("申請がさらに修正されています。画面を開き直し、最新の版を読んでから確かめてください。")
        raise Refused(Reason("stale_version", text))
    standing = plan.findings.standing().filter(criterion=criterion).first()
    if standing is None:
        raise Refused(
            Reason("not_found_yet", _("この審査基準の所見がまだありません。審査調書を書いてください。"))
        )
    if standing.version_id == latest.pk:
        text = _("この所見は、すでに最新の版についてのものです。画面を開き直してください。")
        raise Refused(Reason("current_already", text))
    said = {name: getattr(standing, name) for name in ("criterion", "fits", "fact", "page")}
    return _write("confirm_finding", plan, latest, said, membership)


def _refuse_outside(plan: Plan) -> None:
    if lock(plan) != PlanState.EXAMINATION:
        raise Refused(Reason("not_under_examination", _("審査中の申請だけに審査調書を書けます。")))


def _write(act: str, plan: Plan, version: Any, said: dict[str, Any], membership: Membership) -> Finding:
    finding = Finding.objects.create(
        plan=plan, version=version, found_by=membership, found_at=clock.now(), **said
    )
    facts = {
        "criterion": finding.criterion,
        "fits": finding.fits,
        "version": version.number,
        "fact_sha256": canonical.sha256_hex(finding.fact.encode()),
        "page_sha256": canonical.sha256_hex(finding.page.encode()),
    }
    audit.record(act=act, subject=finding, actor=actor_of(membership), facts=facts)
    return finding


@transaction.atomic
def write_findings(*, plan: Plan, rows: list[dict[str, Any]], membership: Membership) -> list[Finding]:
    """Several criteria at once, all or none. A line that says what it said before is not written again."""
    said = {each.criterion: each for each in plan.findings.standing()}
    latest = latest_version(plan)
    return [
        write_finding(plan=plan, membership=membership, **row)
        for row in rows
        if not _says(said.get(row["criterion"]), row, latest)
    ]


def _says(finding: Finding | None, row: dict[str, Any], latest: Any) -> bool:
    if finding is None or finding.version_id != latest.pk:
        return False
    return (finding.fits, finding.fact, finding.page) == (row["fits"], row["fact"], row["page"])
