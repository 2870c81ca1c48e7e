"""The demo's 証憑: what a company kept of each payment before it reported, some of it worth a question."""

from datetime import date, timedelta

from applications.models import CostLine
from common import files
from common.corporate_number import with_check_digit
from grants.evidence.cells import VALUES
from grants.models import Evidence, Grant
from grants.services.evidence import Hanging, Told, hang_evidence_file, keep_evidence
from law.deadlines import fiscal_year_label
from law.evidence import PaperKind, PayMethod, Step

from .acting import member, paper

SUPPLIERS = (
    ("見本機械製作株式会社", with_check_digit("990000000101")),
    ("見本設備工業株式会社", with_check_digit("990000000102")),
)
RELATED = ("見本ホールディングス株式会社", with_check_digit("990000000103"))
PAPERS = (
    ((PaperKind.QUOTE, PaperKind.RIVAL), "見積書"),
    ((PaperKind.ORDER, PaperKind.CONTRACT), "契約書"),
    ((PaperKind.DELIVERY, PaperKind.INSPECTION, PaperKind.INVOICE), "納品から請求まで"),
    ((PaperKind.PAYMENT,), "振込の記録"),
)
# How many days before the report each step was taken.
STEPS = {
    Step.QUOTED: 8,
    Step.ORDERED: 7,
    Step.CONTRACTED: 7,
    Step.DELIVERED: 3,
    Step.INSPECTED: 3,
    Step.INVOICED: 2,
    Step.PAID: 1,
}


def keep_payments(grant: Grant, who: str, spent: dict[CostLine, tuple[int, int]], day: date) -> None:
    """`spent`: cost line → total, eligible. The first line is paid in two parts, one to a related company
    without a second quote; the last line's paper shows the invoice alone. The very first invoice is one that
    every company of the demo shows."""
    rows = []
    for line, (total, eligible) in spent.items():
        parts = 2 if not rows else 1
        for part in range(parts):
            paid, counts = _share(total, part, parts), _share(eligible, part, parts)
            rows.append(_row(who, len(rows) + 1, line, (paid, counts), day))
    kept = keep_evidence(grant=grant, rows=rows, membership=member(who))
    hangings = [each for row in kept for each in _papers(row, whole=row is not kept[-1])]
    hang_evidence_file(grant=grant, hangings=hangings, membership=member(who))


def _share(amount: int, part: int, parts: int) -> int:
    first = amount * 3 // 5 if parts == 2 else amount
    return first if part == 0 else amount - first


def _row(who: str, place: int, line: CostLine, sums: tuple[int, int], day: date) -> Told:
    related = place == 2
    paid, eligible = sums
    supplier, number = RELATED if related else SUPPLIERS[place % len(SUPPLIERS)]
    values = dict.fromkeys(VALUES)
    values |= {"choice_reason": "", "note": "", "is_related": related, "paid_by": PayMethod.TRANSFER.value}
    values |= {"item": f"{fiscal_year_label(line.fiscal_year)}の設備一式 その{place}", "supplier": supplier}
    values |= {"supplier_number": number, "eligible_sum": eligible}
    values |= {"invoice_number": f"{who if place > 1 else 'SEIKYU'}-{place:03d}"}
    for step, before in STEPS.items():
        values |= {f"{step}_on": day - timedelta(days=before), f"{step}_sum": paid}
    if not related:
        values |= {"rival_on": day - timedelta(days=8), "rival_sum": paid * 11 // 10}
    return Told(f"A-{place:03d}", line.pk, values, 0)


def _papers(row: Evidence, *, whole: bool) -> list[Hanging]:
    hung = []
    for shows, name in PAPERS if whole else PAPERS[2:3]:
        content = paper(name, f"{row.invoice_number} {row.supplier}")
        hung.append(Hanging(row, files.store_bytes(content, kind="pdf"), f"{name}.pdf", shows))
    return hung
