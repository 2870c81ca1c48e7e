"""What happened to a plan, for its applicants: acts on the plan itself, by role and without names.

Drafts of decisions, consultations and reviewers' advice hang on other things and never come here:
nothing before issue tells anyone.
"""

from typing import Any

from django.utils.translation import gettext as _

from common.models import AuditEvent
from law.lifecycle import SchemeKind
from law.roles import ROLES, Role
from law.visibility import Kind

from ...sight import PlanView


def events_of(view: PlanView) -> list[dict[str, Any]]:
    """What components/timeline.html draws, newest first."""
    if not view.viewer.sees(Kind.HISTORY):
        return []
    told = _told_of(view)
    rows = AuditEvent.objects.filter(case_id=view.plan.pk, subject_type=view.plan._meta.label_lower)
    rows = rows.order_by("-id").values_list("at", "act", "role")
    return [{"at": at, "what": told[act], "who": _role(role)} for at, act, role in rows if act in told]


def _told_of(view: PlanView) -> dict[str, str]:
    bound = view.plan.kind is SchemeKind.CERTIFICATION
    alone = {"agree_plan": _("提出する内容を確かめました")} if len(view.parties) == 1 else {}
    return _told() | ({} if bound else _told_by_call()) | alone


def _role(role: str) -> str:
    return _(ROLES[Role(role)].label) if role in ROLES else _("システム")


def _told() -> dict[str, str]:
    return {
        "start_plan": _("下書きを作成しました"),
        "start_paper_plan": _("紙の申請の入力を始めました"),
        "invite_party": _("共同申請者を加えました"),
        "remove_party": _("共同申請者を外しました"),
        "agree_plan": _("共同申請に同意しました"),
        "file_plan": _("申請を提出しました"),
        "file_plan_through_nibn": _("基盤研を経由して申請を提出しました"),
        "file_paper_plan": _("紙の申請を受け付けました"),
        "file_paper_at_nibn": _("基盤研が紙の申請を受け付けました"),
        "forward_plan": _("基盤研が厚生労働大臣へ送付しました"),
        "take_up_plan": _("審査が始まりました"),
        "request_correction": _("補正を求められました"),
        "extend_correction": _("補正の期限が変わりました"),
        "answer_correction": _("補正を提出しました"),
        "file_paper_correction": _("書面の補正が届きました"),
        "close_correction": _("補正の期限が過ぎました"),
        "withdraw_correction": _("補正の求めが撤回されました"),
        "inquire": _("照会・修正の依頼がありました"),
        "answer_inquiry": _("照会に回答しました"),
        "decline_inquiry": _("照会に応じない旨を伝えました"),
        "file_paper_answer": _("書面の回答が届きました"),
        "file_paper_decline": _("照会に応じない旨の書面が届きました"),
        "open_amendment": _("自らの修正を始めました"),
        "file_amendment": _("修正を提出しました"),
        "file_paper_amendment": _("書面の修正が届きました"),
        "file_paper_withdrawal": _("取下げの書面が届きました"),
        "withdraw_plan": _("申請を取り下げました"),
        "withdraw_paper_plan": _("書面により申請が取り下げられました"),
        "certify_plan": _("認定されました"),
        "refuse_plan": _("不認定となりました"),
        "adopt_plan": _("採択されました"),
        "not_adopt_plan": _("不採択となりました"),
        "select_plan": _("委託先に選定されました"),
        "not_select_plan": _("選定されませんでした"),
    }


def _told_by_call() -> dict[str, str]:
    """Who answers a call makes no 申請: no statute knows one here."""
    return {
        "start_paper_plan": _("紙の応募の入力を始めました"),
        "invite_party": _("共同応募者を加えました"),
        "remove_party": _("共同応募者を外しました"),
        "agree_plan": _("共同の応募に同意しました"),
        "file_plan": _("応募書類を提出しました"),
        "file_paper_plan": _("紙の応募を受け付けました"),
        "withdraw_plan": _("応募を取り下げました"),
        "withdraw_paper_plan": _("書面により応募が取り下げられました"),
    }
