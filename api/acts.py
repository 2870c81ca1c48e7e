"""The table of what may be asked for: act → what it is done to, what is said, who does it.

The routes, their types in the schema and the lists of open and closed acts are made from it. Who may act,
from which state and on which facts stands in law/lifecycle.py and is read from there; a row here
adds only what the law's table has no word for. A new act of the law is one new row.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.services.assigning import ASSIGN
from applications.worklist import READERS
from law.accounts import REVERSE_LABEL
from law.acts import Act, Lifecycle
from law.jobs import RETRY
from law.lifecycle import DESK, ENTRY, LIFECYCLES, NIBN_DESK
from law.roles import APPLICANTS, MINISTRY, ROLES, Role
from law.states import EntryState, PlanState

from . import asset_bodies as o
from . import bank_bodies as n
from . import bodies as b
from . import book_bodies as k
from . import evidence_bodies as e
from . import grant_bodies as a
from . import payment_bodies as m
from . import ranking_bodies as r
from .doing import (
    assets,
    bank,
    books,
    calls,
    changes,
    decisions,
    evidence,
    grants,
    lists,
    payments,
    people,
    plans,
    rankings,
    reports,
    reviews,
    schemes,
)
from .doing.asked import Asked
from .fitting import (
    cancels_grant,
    certifies,
    change_is_typed,
    changes_grant,
    fixes_amount,
    gives_grant,
    is_completion,
    is_correction,
    is_draft,
    is_inquiry,
    is_of_change,
    is_of_disposal,
    is_of_grant,
    is_of_plan,
    may_be_typed,
    orders_return,
    permits_disposal,
    records,
    refuses,
    refuses_change,
    refuses_disposal,
    refuses_grant,
    report_is_typed,
)
from .subjects import (
    APPROPRIATIONS,
    ASSETS,
    BANK_ACCOUNTS,
    BANK_MATCHES,
    BOOKS,
    CALLS,
    CHANGES,
    CLAIMS,
    CONDITIONS,
    CONSULTATIONS,
    DECISIONS,
    DISPOSALS,
    DOCUMENTS,
    ENTRIES,
    EXPORTS,
    GRANTS,
    HOUSE,
    INVESTMENTS,
    JOBS,
    MONTH_SHEETS,
    NOTICES,
    PAIRINGS,
    PAYEES,
    PERSONS,
    PLAN,
    RANKINGS,
    RECEIVABLES,
    REMITTANCES,
    REPORTS,
    RUNS,
    SCHEME_DRAFTS,
    SHEETS,
    TRANSFERS,
    TREASURY_PAYMENTS,
    Subject,
)

DRAFTS = frozenset({PlanState.DRAFT})
WORKING = frozenset({PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION})
EXAMINED = frozenset({PlanState.EXAMINATION})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
HEADS = frozenset({Role.NIBN_DECIDER})  # which of a book's years is meant, only the body tells


@dataclass(frozen=True)
class Row:
    """One act.

    `law` are the acts of the law that this request performs: the first that stands says who may and when.
    `by`, `label` and `within` are for what moves no state and so stands in no lifecycle.
    `only`: of those who may, who does it in this way (the desk with a letter, a company by itself).
    `decides`: taken in person, with a fresh second factor and a key of its own.
    `unsaid` are facts for a guard that the body will tell, under another name there.
    `fits` is False where the act can never be this thing's (an inquiry has no 補正 to extend).
    """

    name: str
    on: Subject
    body: type[b.Body]
    do: Callable[[Asked], Any]
    law: tuple[str, ...] = ()
    by: frozenset[Role] = frozenset()
    only: frozenset[Role] = frozenset(Role)
    label: str | Promise = ""
    within: frozenset[PlanState] = frozenset()
    decides: bool = False
    creates: bool = False
    unsaid: frozenset[str] = frozenset()
    fits: Callable[[Any], bool] = lambda _thing: True

    @property
    def law_names(self) -> tuple[str, ...]:
        return self.law or (self.name,)

    @property
    def law_rows(self) -> list[Act]:
        return [act for name in self.law_names for act in lawful(name)]

    @property
    def roles(self) -> frozenset[Role]:
        found = frozenset(role for act in self.law_rows for role in act.by)
        return ((self.by or found) & self.only) - {Role.SYSTEM}

    @property
    def title(self) -> str | Promise:
        return self.label or next(act.label for act in self.law_rows)

    def sources(self, of: Iterable[Lifecycle] = LIFECYCLES) -> list[str]:
        """The articles, of these lifecycles only: what a 委託 rests on is not what a 認定 rests on."""
        rows = (act for name in self.law_names for act in lawful(name, of))
        return list(dict.fromkeys(str(act.source) for act in rows))


def lawful(name: str, of: Iterable[Lifecycle] = LIFECYCLES) -> Iterator[Act]:
    for lifecycle in of:
        yield from (act for act in lifecycle.acts if act.name == name)


WEIGHED = frozenset({"opinions_unweighed"})
POSTED_AS = [act.name for act in ENTRY.acts if act.end is EntryState.POSTED]

# fmt: off
ACTS = (
    #   act                       done to        what is said          who does it
    Row("start_plan",             HOUSE,         b.StartPlan,          plans.start_plan, creates=True),
    Row("start_paper_plan",       HOUSE,         b.StartPaperPlan,     plans.start_paper_plan, creates=True),
    Row("move_to_call",           PLAN,          b.Nothing,            plans.move_to_call),
    Row("invite_party",           PLAN,          b.Company,            plans.invite_party),
    Row("remove_party",           PLAN,          b.Company,            plans.remove_party),
    Row("agree_plan",             PLAN,          b.Nothing,            plans.agree_plan),
    Row("discard_draft",          PLAN,          b.Nothing,            plans.discard_draft, by=APPLICANTS | DESK | NIBN_DESK, label=_("下書きを削除する"), within=DRAFTS),
    Row("see_changes",            PLAN,          b.Nothing,            plans.see_changes, by=APPLICANTS, label=_("制度の変更を確認する"), within=DRAFTS),
    Row("file_plan",              PLAN,          b.Nothing,            plans.file_plan, creates=True),
    Row("file_plan_through_nibn", PLAN,          b.Nothing,            plans.file_plan_through_nibn, creates=True),
    Row("file_paper_plan",        PLAN,          b.FilePaper,          plans.file_paper_plan, law=("file_paper_plan", "file_paper_at_nibn"), creates=True),
    Row("forward_plan",           PLAN,          b.Nothing,            plans.forward_plan),
    Row("take_up_plan",           PLAN,          b.Nothing,            plans.take_up_plan),
    Row("assign_officer",         PLAN,          b.AssignOfficer,      plans.assign_officer, by=ASSIGN.by, label=ASSIGN.label, within=WORKING),
    Row("withdraw_plan",          PLAN,          b.Nothing,            plans.withdraw_plan, law=("agree_withdrawal", "withdraw_plan"), label=_("取り下げる")),
    Row("open_amendment",         PLAN,          b.OpenAmendment,      plans.open_amendment),
    Row("file_amendment",         PLAN,          b.Nothing,            plans.file_amendment, creates=True),

    Row("open_paper_amendment",   PLAN,          b.OpenAmendment,      plans.open_paper_amendment),
    Row("file_paper_amendment",   PLAN,          b.PaperLetter,        plans.file_paper_amendment, creates=True),
    Row("file_paper_withdrawal",  PLAN,          b.PaperWithdrawal,    plans.file_paper_withdrawal),

    Row("request_correction",     PLAN,          b.RequestCorrection,  reviews.request_correction, creates=True),
    Row("inquire",                PLAN,          b.Inquire,            reviews.inquire, creates=True, unsaid=frozenset({"declined_items"})),
    Row("answer_sheet",           SHEETS,        b.AnswerSheet,        reviews.answer_sheet, law=("answer_sheet", "answer_correction", "answer_inquiry"), only=APPLICANTS, creates=True),
    Row("answer_on_paper",        SHEETS,        b.PaperAnswer,        reviews.answer_on_paper, law=("answer_sheet", "file_paper_correction", "file_paper_answer"), only=DESK, label=_("書面による回答を受け付ける"), creates=True),
    Row("decline_on_paper",       SHEETS,        b.PaperAnswer,        reviews.decline_on_paper, law=("decline_sheet", "file_paper_decline"), only=DESK, label=_("応じない旨の書面を受け付ける"), fits=is_inquiry),
    Row("decline_inquiry",        SHEETS,        b.AnswerSheet,        reviews.decline_inquiry, law=("decline_sheet", "decline_inquiry"), only=APPLICANTS, label=_("照会に応じない"), fits=is_inquiry),
    Row("extend_correction",      SHEETS,        b.ExtendCorrection,   reviews.extend_correction, fits=is_correction),
    Row("close_correction",       SHEETS,        b.Nothing,            reviews.close_correction, law=("lapse_sheet", "close_correction"), label=_("補正を打ち切る"), fits=is_correction),
    Row("withdraw_correction",    SHEETS,        b.Nothing,            reviews.withdraw_correction, law=("close_sheet", "withdraw_correction"), label=_("補正の求めを撤回する"), fits=is_correction),
    Row("clear_defect",           SHEETS,        b.Noted,              reviews.clear_defect, fits=is_correction),
    Row("withdraw_inquiry",       SHEETS,        b.Nothing,            reviews.withdraw_inquiry, law=("close_sheet",), fits=is_inquiry),

    Row("assign_reviewer",        PLAN,          b.AssignReviewer,     reviews.assign_reviewer, within=WORKING, unsaid=frozenset({"interests"})),
    Row("declare_no_conflict",    PAIRINGS,      b.Nothing,            reviews.declare_no_conflict),
    Row("recuse",                 PAIRINGS,      b.Because,            reviews.recuse),
    Row("submit_opinion",         PAIRINGS,      b.SubmitOpinion,      reviews.submit_opinion),
    Row("write_findings",         PLAN,          b.WriteFindings,      reviews.write_findings, by=frozenset({Role.OFFICER}), label=_("審査調書を書く"), within=EXAMINED),
    Row("confirm_finding",        PLAN,          b.ConfirmFinding,     reviews.confirm_finding, by=frozenset({Role.OFFICER}), label=_("所見が最新の版でも同じである旨を記録する"), within=EXAMINED),
    Row("ask_for_paper",          PLAN,          b.AskForPaper,        reviews.ask_for_paper, by=MINISTRY, label=_("審査調書・通知書の案を PDF にする")),

    Row("prepare_consultation",   PLAN,          b.PrepareConsultation, reviews.prepare_consultation, within=WORKING, creates=True),
    Row("resolve_doubts",         PLAN,          b.Noted,              reviews.resolve_doubts),
    Row("record_sending",         CONSULTATIONS, b.RecordSending,      reviews.record_sending),
    Row("record_answer",          CONSULTATIONS, b.RecordAnswer,       reviews.record_answer, law=("record_answer", "record_continuation")),
    Row("close_consultation",     CONSULTATIONS, b.Noted,              reviews.close_consultation),

    Row("draft_certification",    PLAN,          b.DraftCertification, decisions.draft_certification, creates=True, unsaid=WEIGHED),
    Row("draft_refusal",          PLAN,          b.DraftRefusal,       decisions.draft_refusal, creates=True),
    Row("redraft_decision",       DECISIONS,     b.Redraft,            decisions.redraft_decision, by=frozenset({Role.OFFICER}), label=_("起案し直す"), creates=True, fits=is_of_plan),
    Row("approve_certification",  DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=certifies),
    Row("approve_refusal",        DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=refuses),
    Row("record_certification_approval", DECISIONS, b.RecordApproval,  decisions.record_approval, decides=True, fits=certifies),
    Row("record_refusal_approval", DECISIONS,    b.RecordApproval,     decisions.record_approval, decides=True, fits=refuses),
    Row("return_decision",        DECISIONS,     b.Noted,              decisions.return_decision),
    Row("void_decision",          DECISIONS,     b.Noted,              decisions.void_decision, decides=True),
    Row("issue_decision",         DECISIONS,     b.Nothing,            decisions.issue_decision, decides=True),
    Row("record_dispatch",        DOCUMENTS,     b.RecordDispatch,     decisions.record_dispatch, by=DESK | NIBN_DESK, label=_("発送を記録する")),
    Row("record_delivery",        DOCUMENTS,     b.RecordDelivery,     decisions.record_delivery, by=DESK | NIBN_DESK, label=_("到達を記録する")),

    Row("start_grant",            PLAN,          a.StartGrant,         grants.start_grant, creates=True),
    Row("save_grant",             GRANTS,        a.SaveGrant,          grants.save_grant, by=APPLICANTS, label=_("交付申請を保存する"), fits=may_be_typed),
    Row("discard_grant",          GRANTS,        b.Nothing,            grants.discard_grant, by=APPLICANTS, label=_("交付申請の下書きを削除する"), fits=is_draft),
    Row("file_grant",             GRANTS,        b.Nothing,            grants.file_grant),
    Row("correct_grant",          GRANTS,        b.Nothing,            grants.correct_grant),
    Row("withdraw_grant",         GRANTS,        b.Nothing,            grants.withdraw_grant, law=("withdraw_grant", "withdraw_granted"), label=_("交付申請を取り下げる")),
    Row("take_up_grant",          GRANTS,        b.Nothing,            grants.take_up_grant),
    Row("check_lines",            GRANTS,        a.CheckLines,         grants.check_lines),
    Row("ask_grant_correction",   GRANTS,        a.AskGrantCorrection, grants.ask_grant_correction),
    Row("close_grant_correction", GRANTS,        b.Nothing,            grants.close_grant_correction),
    Row("draft_grant",            GRANTS,        a.DraftGrant,         grants.draft_grant, creates=True),
    Row("draft_grant_refusal",    GRANTS,        a.DraftGrantRefusal,  grants.draft_grant_refusal, creates=True),
    Row("redraft_grant_decision", DECISIONS,     a.RedraftGrant,       grants.redraft_grant_decision, by=NIBN_DESK, label=_("交付の決定を起案し直す"), creates=True, fits=is_of_grant),
    Row("approve_grant",          DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=gives_grant),
    Row("approve_grant_refusal",  DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=refuses_grant),
    Row("record_grant_approval",  DECISIONS,     b.RecordApproval,     decisions.record_approval, decides=True, fits=gives_grant),
    Row("record_grant_refusal_approval", DECISIONS, b.RecordApproval,  decisions.record_approval, decides=True, fits=refuses_grant),
    Row("keep_evidence",          GRANTS,        e.KeepEvidence,       evidence.keep_evidence),
    Row("remove_evidence",        GRANTS,        e.NamedEvidence,      evidence.remove_evidence),
    Row("hang_evidence_file",     GRANTS,        e.HangEvidenceFile,   evidence.hang_evidence_file),
    Row("take_evidence_file",     GRANTS,        e.TakeEvidenceFile,   evidence.take_evidence_file),
    Row("start_change",           GRANTS,        a.StartChange,        changes.start_change, creates=True),
    Row("save_change",            CHANGES,       a.SaveGrant,          changes.save_change, by=APPLICANTS, label=_("変更を保存する"), fits=change_is_typed),
    Row("discard_change",         CHANGES,       b.Nothing,            changes.discard_change, by=APPLICANTS, label=_("変更の下書きを削除する"), fits=is_draft),
    Row("notify_change",          CHANGES,       b.Nothing,            changes.notify_change),
    Row("file_change",            CHANGES,       b.Nothing,            changes.file_change),
    Row("correct_change",         CHANGES,       b.Nothing,            changes.correct_change),
    Row("withdraw_change",        CHANGES,       b.Nothing,            changes.withdraw_change),
    Row("ask_change_correction",  CHANGES,       a.AskGrantCorrection, changes.ask_change_correction),
    Row("require_approval",       CHANGES,       a.AskGrantCorrection, changes.require_approval),
    Row("close_change_correction", CHANGES,      b.Nothing,            changes.close_change_correction),
    Row("draft_change",           CHANGES,       a.GrantDraft,         changes.draft_change, creates=True),
    Row("draft_change_refusal",   CHANGES,       a.DraftChangeRefusal, changes.draft_change_refusal, creates=True),
    Row("redraft_change",         DECISIONS,     a.RedraftChange,      changes.redraft_change, by=NIBN_DESK, label=_("変更の決定を起案し直す"), creates=True, fits=is_of_change),
    Row("approve_change",         DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=changes_grant),
    Row("approve_change_refusal", DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=refuses_change),
    Row("record_change_approval", DECISIONS,     b.RecordApproval,     decisions.record_approval, decides=True, fits=changes_grant),
    Row("record_change_refusal_approval", DECISIONS, b.RecordApproval, decisions.record_approval, decides=True, fits=refuses_change),
    Row("register_asset",         GRANTS,        o.RegisterAsset,      assets.register_asset, creates=True, unsaid=o.RATED),
    Row("correct_asset",          ASSETS,        o.CorrectAsset,       assets.correct_asset, unsaid=o.RATED),
    Row("set_asset_period",       ASSETS,        o.SetAssetPeriod,     assets.set_asset_period),
    Row("remove_asset",           ASSETS,        b.Because,            assets.remove_asset),
    Row("file_disposal",          ASSETS,        o.AskDisposal,        assets.file_disposal, creates=True),
    Row("ask_disposal_correction", DISPOSALS,    o.AskDisposalCorrection, assets.ask_disposal_correction),
    Row("correct_disposal",       DISPOSALS,     o.AskDisposal,        assets.correct_disposal),
    Row("close_disposal_correction", DISPOSALS,  b.Nothing,            assets.close_disposal_correction),
    Row("withdraw_disposal",      DISPOSALS,     b.Nothing,            assets.withdraw_disposal),
    Row("draft_disposal",         DISPOSALS,     o.DraftDisposal,      assets.draft_disposal, creates=True),
    Row("draft_disposal_refusal", DISPOSALS,     o.DraftDisposalRefusal, assets.draft_disposal_refusal, creates=True),
    Row("redraft_disposal",       DECISIONS,     o.RedraftDisposal,    assets.redraft_disposal, by=NIBN_DESK, label=_("財産処分の決定を起案し直す"), creates=True, fits=is_of_disposal),
    Row("approve_disposal",       DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=permits_disposal),
    Row("approve_disposal_refusal", DECISIONS,   b.Approve,            decisions.approve_decision, decides=True, fits=refuses_disposal),
    Row("record_disposal_approval", DECISIONS,   b.RecordApproval,     decisions.record_approval, decides=True, fits=permits_disposal),
    Row("record_disposal_refusal_approval", DECISIONS, b.RecordApproval, decisions.record_approval, decides=True, fits=refuses_disposal),
    Row("draft_cancellation",     GRANTS,        a.DraftCancellation,  grants.draft_cancellation, creates=True),
    Row("redraft_cancellation",   DECISIONS,     a.RedraftCancellation, grants.redraft_cancellation, by=NIBN_DESK, label=_("交付の決定の取消しを起案し直す"), creates=True, fits=cancels_grant),
    Row("approve_cancellation",   DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=cancels_grant),
    Row("record_cancellation_approval", DECISIONS, b.RecordApproval,   decisions.record_approval, decides=True, fits=cancels_grant),
    Row("draft_return_order",     GRANTS,        a.DraftReturnOrder,   grants.draft_return_order, creates=True),
    Row("redraft_return_order",   DECISIONS,     a.RedraftReturnOrder, grants.redraft_return_order, by=NIBN_DESK, label=_("返還命令を起案し直す"), creates=True, fits=orders_return),
    Row("approve_return_order",   DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=orders_return),
    Row("record_return_order_approval", DECISIONS, b.RecordApproval,   decisions.record_approval, decides=True, fits=orders_return),
    Row("start_report",           GRANTS,        a.StartReport,        reports.start_report, creates=True),
    Row("save_report",            REPORTS,       a.SaveGrant,          reports.save_report, by=APPLICANTS, label=_("実績報告を保存する"), fits=report_is_typed),
    Row("add_report_paper",       REPORTS,       a.AddReportPaper,     reports.add_report_paper, by=APPLICANTS, label=_("実績報告に書類を加える"), fits=report_is_typed),
    Row("remove_report_paper",    REPORTS,       a.RemoveReportPaper,  reports.remove_report_paper, by=APPLICANTS, label=_("実績報告の書類を取り除く"), fits=report_is_typed),
    Row("discard_report",         REPORTS,       b.Nothing,            reports.discard_report, by=APPLICANTS, label=_("実績報告の下書きを削除する"), fits=is_draft),
    Row("file_report",            REPORTS,       b.Nothing,            reports.file_report),
    Row("correct_report",         REPORTS,       b.Nothing,            reports.correct_report),
    Row("check_report_lines",     REPORTS,       a.CheckLines,         reports.check_report_lines),
    Row("check_evidence",         REPORTS,       e.CheckEvidence,      evidence.check_evidence),
    Row("ask_report_correction",  REPORTS,       a.AskGrantCorrection, reports.ask_report_correction),
    Row("close_report_correction", REPORTS,      b.Nothing,            reports.close_report_correction),
    Row("accept_report",          REPORTS,       b.Nothing,            reports.accept_report),
    Row("draft_fixing",           REPORTS,       a.DraftFixing,        reports.draft_fixing, creates=True, fits=is_completion),
    Row("redraft_fixing",         DECISIONS,     a.RedraftFixing,      reports.redraft_fixing, by=NIBN_DESK, label=_("額の確定を起案し直す"), creates=True, fits=fixes_amount),
    Row("approve_fixing",         DECISIONS,     b.Approve,            decisions.approve_decision, decides=True, fits=fixes_amount),
    Row("record_fixing_approval", DECISIONS,     b.RecordApproval,     decisions.record_approval, decides=True, fits=fixes_amount),
    Row("report_condition",       CONDITIONS,    a.ReportCondition,    grants.report_condition),
    Row("return_condition_report", CONDITIONS,   b.Noted,              grants.return_condition_report),
    Row("confirm_condition",      CONDITIONS,    b.Nothing,            grants.confirm_condition),
    Row("miss_condition",         CONDITIONS,    b.Nothing,            grants.miss_condition),

    Row("open_book",              HOUSE,         k.OpenBook,           books.open_book, creates=True),
    Row("set_book_rules",         BOOKS,         k.BookRules,          books.set_book_rules),
    Row("register_state_grant",   BOOKS,         k.StateGrant,         books.register_state_grant),
    Row("register_donation",      BOOKS,         k.Donation,           books.register_donation),
    Row("open_year",              BOOKS,         k.YearLine,           books.open_year, by=HEADS),
    Row("set_year_line",          BOOKS,         k.YearLine,           books.set_year_line, by=HEADS),
    Row("close_year",             BOOKS,         k.OfYear,             books.close_year, by=HEADS),
    Row("draft_entry",            BOOKS,         k.DraftEntry,         books.draft_entry, creates=True),
    Row("draft_reversal",         BOOKS,         k.DraftReversal,      books.draft_reversal, law=("draft_entry",), label=REVERSE_LABEL, creates=True),
    *(Row(act,                    ENTRIES,       b.Nothing,            books.confirm_entry, fits=records(act)) for act in POSTED_AS),
    Row("drop_entry",             ENTRIES,       b.Nothing,            books.drop_entry),
    Row("register_investment",    BOOKS,         k.RegisterInvestment, books.register_investment, creates=True),
    Row("redeem_investment",      INVESTMENTS,   k.Redeem,             books.redeem_investment),

    Row("enter_payee_account",    HOUSE,         m.EnterPayeeAccount,  payments.enter_payee_account, creates=True),
    Row("check_payee_account",    PAYEES,        b.Nothing,            payments.check_payee_account),
    Row("confirm_payee_account",  PAYEES,        b.Nothing,            payments.confirm_payee_account),
    Row("return_payee_account",   PAYEES,        b.Noted,              payments.return_payee_account),

    Row("claim_payment",          GRANTS,        m.ClaimPayment,       payments.claim_payment, creates=True),
    Row("withdraw_claim",         CLAIMS,        b.Nothing,            payments.withdraw_claim),
    Row("return_claim",           CLAIMS,        b.Noted,              payments.return_claim),
    Row("record_treasury_payment", CLAIMS,       m.RecordTreasuryPayment, payments.record_treasury_payment, creates=True, unsaid=frozenset({"day"})),
    Row("reverse_treasury_payment", TREASURY_PAYMENTS, b.Noted,        payments.reverse_treasury_payment, unsaid=frozenset({"why"})),
    Row("enter_appropriation",    HOUSE,         k.EnterAppropriation, books.enter_appropriation, creates=True),
    Row("confirm_appropriation",  APPROPRIATIONS, b.Nothing,           books.confirm_appropriation, decides=True),
    Row("drop_appropriation",     APPROPRIATIONS, b.Nothing,           books.drop_appropriation),
    Row("set_payer_account",      BOOKS,         m.SetPayerAccount,    payments.set_payer_account, by=frozenset({Role.NIBN_ACCOUNTANT}), label=_("振込元の口座を設定する")),
    Row("draft_run",              BOOKS,         m.DraftRun,           payments.draft_run, creates=True, unsaid=frozenset({"unconfirmed", "short", "payer_known"})),
    Row("drop_run",               RUNS,          b.Noted,              payments.drop_run),
    Row("release_run",            RUNS,          b.Nothing,            payments.release_run, decides=True),
    Row("record_paid",            TRANSFERS,     m.RecordPaid,         payments.record_paid),
    Row("record_failed",          TRANSFERS,     m.RecordFailed,       payments.record_failed),
    Row("record_remittance",      RECEIVABLES,   m.RecordRemittance,   payments.record_remittance, creates=True),
    Row("urge_payment",           RECEIVABLES,   m.UrgePayment,        payments.urge_payment),
    Row("reverse_remittance",     REMITTANCES,   b.Noted,              payments.reverse_remittance, unsaid=frozenset({"why"})),

    Row("register_bank_account",  BOOKS,         n.RegisterBankAccount, bank.register_bank_account, creates=True),
    Row("take_statement",         BANK_ACCOUNTS, n.TakeStatement,      bank.take_statement),
    Row("match_lines",            BANK_ACCOUNTS, n.MatchLines,         bank.match_lines, law=("gather_match", "match_lines"), label=_("明細と帳簿を対応付ける"), creates=True),
    Row("undo_match",             BANK_MATCHES,  b.Noted,              bank.undo_match, unsaid=frozenset({"why"})),
    Row("draft_month_sheet",      BANK_ACCOUNTS, n.DraftMonthSheet,    bank.draft_month_sheet, creates=True),
    Row("sign_month_sheet",       MONTH_SHEETS,  b.Nothing,            bank.sign_month_sheet, decides=True),
    Row("drop_month_sheet",       MONTH_SHEETS,  b.Noted,              bank.drop_month_sheet, unsaid=frozenset({"why"})),

    Row("draft_call",             HOUSE,         b.DraftCall,          calls.draft_call, creates=True),
    Row("revise_call",            CALLS,         b.CallText,           calls.revise_call),
    Row("withdraw_call",          CALLS,         b.Nothing,            calls.withdraw_call),
    Row("publish_call",           CALLS,         b.PublishCall,        calls.publish_call, decides=True, unsaid=frozenset({"as_seen"})),
    Row("propose_closing",        CALLS,         b.ProposeClosing,     calls.propose_closing),
    Row("approve_closing",        CALLS,         b.Nothing,            calls.approve_closing, decides=True),
    Row("drop_closing",           CALLS,         b.Nothing,            calls.drop_closing),
    Row("draft_ranking",          CALLS,         b.Nothing,            rankings.draft_ranking, creates=True),
    Row("revise_ranking",         RANKINGS,      r.ReviseRanking,      rankings.revise_ranking),
    Row("record_meeting",         RANKINGS,      r.RecordMeeting,      rankings.record_meeting),
    Row("propose_ranking",        RANKINGS,      r.ProposeRanking,     rankings.propose_ranking),
    Row("approve_ranking",        RANKINGS,      r.ApproveRanking,     rankings.approve_ranking, decides=True),
    Row("record_ranking_approval", RANKINGS,     b.RecordApproval,     rankings.record_ranking_approval, decides=True),
    Row("return_ranking",         RANKINGS,      b.Noted,              rankings.return_ranking),
    Row("issue_ranking",          RANKINGS,      b.Nothing,            rankings.issue_ranking, decides=True),
    Row("void_ranking",           RANKINGS,      b.Noted,              rankings.void_ranking, decides=True),
    Row("ask_ranking_paper",      RANKINGS,      b.Nothing,            rankings.ask_ranking_paper, by=MINISTRY, label=_("順位表を PDF にする"), creates=True),
    Row("start_scheme_draft",     HOUSE,         b.StartSchemeDraft,   schemes.start_scheme_draft, creates=True),
    Row("save_scheme_draft",      SCHEME_DRAFTS, b.SaveSchemeDraft,    schemes.save_scheme_draft),
    Row("propose_scheme_draft",   SCHEME_DRAFTS, b.Nothing,            schemes.propose_scheme_draft),
    Row("return_scheme_draft",    SCHEME_DRAFTS, b.Noted,              schemes.return_scheme_draft),
    Row("publish_scheme_draft",   SCHEME_DRAFTS, b.PublishSchemeDraft, schemes.publish_scheme_draft, decides=True),
    Row("withdraw_scheme_draft",  SCHEME_DRAFTS, b.Noted,              schemes.withdraw_scheme_draft),

    Row("register_company",       HOUSE,         b.RegisterCompany,    people.register_company, by=DESK | NIBN_DESK, label=_("会社を登録する"), creates=True),
    Row("register_organisation",  HOUSE,         b.RegisterOrganisation, people.register_organisation, by=ADMINISTRATOR, label=_("法人・機関を登録する"), decides=True, creates=True),
    Row("change_profile",         HOUSE,         b.ChangeProfile,      people.change_profile, by=frozenset({Role.REPRESENTATIVE}), label=_("会社情報を変更する")),
    Row("add_person",             HOUSE,         b.AddPerson,          people.add_person, by=ADMINISTRATOR, label=_("利用者を登録する"), decides=True, creates=True),
    Row("give_membership",        PERSONS,       b.GiveMembership,     people.give_membership, by=ADMINISTRATOR, label=_("所属を追加する"), decides=True),
    Row("end_membership",         PERSONS,       b.EndMembership,      people.end_membership, by=ADMINISTRATOR, label=_("所属を終える"), decides=True),
    Row("invite",                 PERSONS,       b.Nothing,            people.invite, by=ADMINISTRATOR, label=_("案内を送る"), decides=True),
    Row("anonymise_user",         PERSONS,       b.Nothing,            people.anonymise_user, by=ADMINISTRATOR, label=_("利用を終了する"), decides=True),
    Row("read_notice",            NOTICES,       b.Nothing,            people.read_notice, by=frozenset(ROLES), label=_("お知らせを読んだことにする")),

    Row("save_view",              HOUSE,         b.SaveView,           lists.save_view, by=READERS, label=_("一覧の表示を保存する")),
    Row("delete_view",            HOUSE,         b.DeleteView,         lists.delete_view, by=READERS, label=_("保存した表示を削除する")),
    Row("ask_for_export",         HOUSE,         b.AskForExport,       lists.ask_for_export, by=READERS, label=_("一覧を書き出す"), creates=True),
    Row("cancel_export",          EXPORTS,       b.Nothing,            lists.cancel_export, by=READERS, label=_("書き出しを中止する")),
    Row("retry_job",              JOBS,          b.Nothing,            lists.retry_job, by=RETRY.by, label=RETRY.label),
)
# fmt: on


def acts_on(subject: Subject) -> list[Row]:
    return [row for row in ACTS if row.on is subject]
