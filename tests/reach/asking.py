"""Every address that takes an id, with every id that fits it; and what an answer tells."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from django.apps import apps
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from tests.responses import closed_after, main_of

# What the first piece of an address says of the id that follows it.
OF = {
    "plans": "applications.Plan", "cases": "applications.Plan", "paper": "applications.Plan",
    "sheets": "reviews.Sheet", "reviews": "reviews.Pairing", "pairings": "reviews.Pairing",
    "consultations": "reviews.Consultation", "continuations": "reviews.Continuation",
    "decisions": "decisions.Decision", "documents": "decisions.Document",
    "deliveries": "decisions.Delivery", "calls": "funds.Call",
    "office/calls": "funds.Call", "office/calls/documents": "funds.CallDocument",
    "office/calls/closings": "funds.ClosingChange", "applications/start": "funds.Call",
    "rankings": "reviews.Ranking", "rankings/calls": "funds.Call",
    "rankings/papers": "decisions.WorkingPaper",
    "notices": "accounts.Notice", "people": "accounts.User", "organisations": "accounts.Organisation",
    "memberships": "accounts.Membership", "tokens": "api.AccessToken", "jobs": "common.Job",
    "exports": "applications.ListExport", "worklist/exports": "applications.ListExport",
    "worklist/views": "applications.SavedView", "scheme-drafts": "funds.SchemeDraft",
    "schemes": "funds.Scheme", "funds": "funds.Fund", "funds/postings": "funds.Posting",
    "funds/entries": "funds.Entry", "funds/investments": "funds.Investment",
    "books": "funds.Book", "entries": "funds.Entry", "investments": "funds.Investment",
    "v": "decisions.Document", "verification/documents": "decisions.Document",
    "verification/files": "common.StoredFile",
    "grants": "grants.Grant", "office/grants": "grants.Grant", "conditions": "grants.Condition",
    "grants/conditions": "grants.Condition", "office/grants/conditions": "grants.Condition",
    "office/grants/decisions": "decisions.Decision",
    "grants/reports": "grants.PerformanceReport", "office/grants/reports": "grants.PerformanceReport",
    "grants/reports/papers": "grants.ReportPaper", "reports": "grants.PerformanceReport",
    "payee-accounts": "payments.PayeeAccount", "payments/claims": "payments.PaymentClaim",
    "payments/runs": "payments.PaymentRun", "payments/transfers": "payments.Transfer",
    "claims": "payments.PaymentClaim", "runs": "payments.PaymentRun", "transfers": "payments.Transfer",
    "payments/funds": "funds.Fund",
    "changes": "grants.GrantChange", "grants/changes": "grants.GrantChange",
    "office/grants/changes": "grants.GrantChange", "grants/evidence": "grants.Evidence",
    "grants/evidence/files": "grants.EvidenceFile", "evidence-files": "grants.EvidenceFile",
    "grants/evidence/uploads": "grants.EvidenceUpload",
    "payments/recorded": "payments.TreasuryPayment", "treasury-payments": "payments.TreasuryPayment",
    "appropriations": "funds.Appropriation",
    "bank/funds": "funds.Fund", "bank/accounts": "payments.BankAccount",
    "bank/uploads": "payments.BankUpload",
    "bank/matches": "payments.BankMatch", "bank/sheets": "payments.MonthSheet",
    "bank-accounts": "payments.BankAccount", "bank-matches": "payments.BankMatch",
    "month-sheets": "payments.MonthSheet",
    "assets": "grants.Asset", "grants/assets": "grants.Asset", "office/grants/assets": "grants.Asset",
    "disposals": "grants.Disposal", "grants/disposals": "grants.Disposal",
    "office/grants/disposals": "grants.Disposal",
    "receivables": "decisions.Receivable", "remittances": "payments.Remittance",
}  # fmt: skip
BY_PUBLIC_ID = ("notices", "people", "organisations")
# Pieces that name no row: one or two of each reach what stands behind them.
WORDS = {
    "key": ("effects", "costs", "competition"), "number": (1,), "document": ("schedule",), "body": ("mof",),
    "outcome": ("certification",), "kind": ("findings",), "criterion": ("a",), "version": (1,),
    "act": ("record_interest",), "year": (2026,), "listed": ("certified", "adopted"), "form": ("csv",),
    "page": ("grant",), "month": ("2026-04",), "table": ("plans", "grants", "claims", "assets"),
}  # fmt: skip
# Pieces after the first: where they come from, and what of theirs the first one is.
INNER = {
    "file": (("applications.Attachment", "plan_id"), ("applications.VersionFile", "version__plan_id"),
             ("funds.CallDocumentVersion", "document__call_id")),
    "paper": (("decisions.WorkingPaper", "plan_id"), ("decisions.WorkingPaper", "ranking_id"),
              ("grants.ReportPaper", "report_id")),
    "letter": (("applications.PaperLetter", "plan_id"),),
    "party": (("applications.PlanParty", "plan_id"),),
    "part": (("applications.PlanPart", "plan_id"),),
    "document": (("funds.CallDocument", "call_id"),),
}  # fmt: skip
NOT_OURS = ("account_", "mfa_", "usersessions_", "demo_sign_in")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
SIGN_IN = ("/account/login/", "/account/2fa/", "/account/reauthenticate/", "/memberships/")


def routes(patterns: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All of our own, with the whole of their pattern."""
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        path = before + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, path)
        elif each.name and not each.name.startswith(NOT_OURS):
            yield path, each


def places(path: str) -> Iterator[dict[str, Any]]:
    """Each id of its kind; and within it what is its own, and one that is another's."""
    names = [one or other for one, other in PLACE.findall(path)]
    if not names:
        yield {}
        return
    start = re.split(r"<|\(\?P<", path.removeprefix("api/v1/"), maxsplit=1)[0].strip("/")
    firsts = [(word, word) for word in WORDS[names[0]]] if names[0] in WORDS else _rows(start, names[0])
    for first, key in firsts:
        inner = (_inner(name, key, path) for name in names[1:])
        for rest in product(*inner):
            yield dict(zip(names, (first, *rest), strict=True))


@cache
def _rows_of(label: str, field: str) -> list[Any]:
    rows = apps.get_model(label)._default_manager.order_by("pk")
    return list(rows.values_list(field, "pk"))


def _rows(start: str, name: str) -> list[Any]:
    field = (
        "public_id" if start in BY_PUBLIC_ID else name if name in ("public_id", "sha256", "code") else "pk"
    )
    return _rows_of(OF[start], field)


def _inner(name: str, first: Any, path: str) -> list[Any]:
    """Its own, and another's: under a wrong address nothing of that may be found."""
    if name == "outcome" and "/grants/" in path:
        found = (each for each in ("change", "disposal") if f"/{each}s/" in path)
        return [next(found, "grant")]
    if name in WORDS and not (name == "document" and path.startswith("api/v1/calls")):
        return list(WORDS[name])
    own, others = [], []
    for label, field in INNER[name]:
        for of, key in _rows_of(label, field):
            (own if of == first else others).append(key)
    if name == "party" and path.startswith("api/"):
        rows = _rows_of("applications.PlanParty", "organisation__public_id")
        company = {key: public for public, key in rows}
        own, others = [company[key] for key in own], [company[key] for key in others]
    return [*own[:12], *[key for key in others if key not in own][:1]]


# What came back


def is_refused(response: HttpResponseBase) -> bool:
    if response.status_code in (301, 302, 303):
        return response["Location"].startswith(SIGN_IN)
    return response.status_code in (401, 403, 404, 405, 406, 415)


def text_of(response: HttpResponseBase) -> str:
    """What can be read of it, out of a workbook or a package too; a PDF is judged by its address."""
    with closed_after(response):
        content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    text = content.decode("utf-8", "replace")
    return main_of(text) if "<main" in text else text
