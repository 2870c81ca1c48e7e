"""The 審査調書: per criterion fits or not, the fact, the page."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import document_of, latest_version
from applications.services.starting import actor_of
from common import audit, clock
from common.transitions import lock
from law.acts import Reason, Refused
from law.states import PlanState

from ..models import Finding


@transaction.atomic
def write_finding(
    *, plan: Plan, criterion: str, fits: bool, fact: str, page: str, membership: Membership
) -> Finding:
    """Write or rewrite one criterion's line on the plan's latest version (行政手続法5条)."""
    if lock(plan) != PlanState.EXAMINATION:
        raise Refused(Reason("not_under_examination", _("審査中の申請だけに審査調書を書けます。")))
    if criterion not in {each["code"] for each in document_of(plan)["criteria"]}:
        raise Refused(
            Reason("unknown_criterion", _("この審査基準はありません。画面を読み込み直してください。"))
        )
    if not fact.strip():
        raise Refused(Reason("no_fact", _("適合するかどうかの根拠となる事実を書いてください。")))
    finding, _created = Finding.objects.update_or_create(
        plan=plan,
        criterion=criterion,
        defaults={
            "version": latest_version(plan),
            "fits": fits,
            "fact": fact,
            "page": page,
            "found_by": membership,
            "found_at": clock.now(),
        },
    )
    facts = {"criterion": criterion, "fits": fits}
    audit.record(act="write_finding", subject=finding, actor=actor_of(membership), facts=facts)
    return finding


@transaction.atomic
def write_findings(*, plan: Plan, rows: list[dict[str, Any]], membership: Membership) -> list[Finding]:
    """Several criteria at once, all or none. A line that says what it said before is not written again."""
    said = {each.criterion: each for each in plan.findings.all()}
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
