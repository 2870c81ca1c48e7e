"""The acts on a ranking: begin, put in order, record the meeting, propose, approve or return, issue, drop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from common import files
from law.roles import MINISTRY, Role
from reviews.models import Ranking
from reviews.services.rankings import (
    draft_ranking,
    propose_ranking,
    record_meeting,
    return_ranking,
    revise_ranking,
)
from reviews.standings import competitions
from reviews.views.acting import ActPage, act_at_once, act_page, posted
from reviews.views.officer_consulting import SCANS

from ...forms import ElsewhereForm, NoteForm
from ...forms_ranking import MeetingForm, ProposingForm, RevisionForm
from ...services.approving import Elsewhere
from ...services.papers import ask_for_ranking_paper
from ...services.rankings import approve_ranking, issue_ranking, record_ranking_approval, void_ranking

opens_to_officers = opens_to(Role.OFFICER)
opens_to_deciders = opens_to(Role.DECIDER)
opens_to_ministry = opens_to(*MINISTRY)
get_or_post = require_http_methods(["GET", "POST"])


@opens_to_officers
@require_POST
def draft(request: HttpRequest, call: Any) -> HttpResponse:
    found = get_object_or_404(competitions(), pk=call)
    done = _("採点の順に順位案を作成しました。境界と金額を決めてください。")
    return act_at_once(
        request,
        reverse("ranking", args=[found.pk]),
        done,
        lambda: draft_ranking(call=found, membership=request.membership),
    )


@opens_to_officers
@get_or_post
def revise(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    form = RevisionForm(posted(request), ranking=found)
    page = _page(
        found,
        _("順位案を直す"),
        _("順位案を保存する"),
        _("順位案を保存しました。"),
        lead=_("順位、境界、各社の金額を決めます。保存すると、最新の応募と採点を読み直します。"),
        template="decisions/rankings/revise.html",
    )
    member = request.membership
    return act_page(
        request,
        page,
        form,
        lambda _typed: revise_ranking(ranking=found, proposal=form.proposal(), membership=member),
    )


@opens_to_officers
@get_or_post
def meeting(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    said = {name: getattr(found, name) for name in ("met_on", "members", "minutes") if found.met_on}
    page = _page(found, _("審査会の記録を書く"), _("記録を保存する"), _("審査会の記録を保存しました。"))
    member = request.membership
    return act_page(
        request,
        page,
        MeetingForm(posted(request), initial=said),
        lambda typed: record_meeting(ranking=found, membership=member, **typed),
    )


@opens_to_officers
@get_or_post
def propose(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    form = ProposingForm(posted(request))
    page = _page(
        found,
        _("順位案を起案する"),
        _("起案する"),
        _("起案しました。決裁者が内容を確かめて決裁します。"),
        lead=_("選ばれたものも選ばれなかったものも、全件を同じ日時に施行します。"),
    )
    member = request.membership
    return act_page(
        request,
        page,
        form,
        lambda _typed: propose_ranking(ranking=found, membership=member, **form.proposed()),
    )


@opens_to_deciders
@require_POST
def approve(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    return act_at_once(
        request,
        _back(found),
        _("決裁しました。全件の署名した文書を作成しています。"),
        lambda: approve_ranking(
            ranking=found, membership=request.membership, seen=request.POST.get("seen", "")
        ),
    )


@opens_to_deciders
@get_or_post
def send_back(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    page = _page(found, _("順位案を差し戻す"), _("差し戻す"), _("順位案を差し戻しました。"))
    member = request.membership
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda typed: return_ranking(ranking=found, membership=member, **typed),
    )


@opens_to_officers
@get_or_post
def record(request: HttpRequest, pk: Any) -> HttpResponse:
    """A 決裁 taken in the office's own system."""
    found = _ranking(pk)
    page = _page(
        found,
        _("順位表の決裁を記録する"),
        _("決裁を記録する"),
        _("決裁を記録しました。全件の署名した文書を作成しています。"),
        lead=_(
            "省内の決裁システムなど、ここの外で受けた決裁を、起案にかかわっていない人が記録します。起案した内容のまま確定します。"
        ),
    )
    form = ElsewhereForm(posted(request), request.FILES or None)
    member = request.membership

    def keep(typed: dict[str, Any]) -> Ranking:
        scan = files.store(upload=typed.pop("scan"), limits=SCANS)
        elsewhere = Elsewhere(**typed, scan=scan)
        return record_ranking_approval(ranking=found, elsewhere=elsewhere, membership=member)

    return act_page(request, page, form, keep)


@opens_to_ministry
@require_POST
def issue(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    return act_at_once(
        request,
        _back(found),
        _("全件を施行しました。文書を開き、応募者に知らせました。"),
        lambda: issue_ranking(ranking=found, actor=request.actor),
    )


@opens_to_ministry
@get_or_post
def drop(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _ranking(pk)
    lead = _("決裁で付いた番号は、全件とも欠番となり、理由とともに残ります。") if found.approved_at else ""
    page = _page(
        found,
        _("順位表を廃案とする"),
        _("廃案とする"),
        _("順位表を廃案としました。"),
        lead=lead,
        danger=True,
    )
    actor = request.actor
    return act_page(
        request,
        page,
        NoteForm(posted(request)),
        lambda typed: void_ranking(ranking=found, actor=actor, **typed),
    )


@opens_to_ministry
@require_POST
def ask_paper(request: HttpRequest, pk: Any) -> HttpResponse:
    """Let a Job draw the ranking as a PDF."""
    found = _ranking(pk)
    return act_at_once(
        request,
        _back(found) + "#papers",
        _("PDFの作成を始めました。できあがると一覧から開けます。"),
        lambda: ask_for_ranking_paper(ranking=found, membership=request.membership),
    )


def _ranking(pk: Any) -> Ranking:
    rows = Ranking.objects.select_related("call__scheme", "drafted_by", "proposed_by")
    return get_object_or_404(rows, pk=pk)


def _back(ranking: Ranking) -> str:
    return reverse("ranking", args=[ranking.call_id])


def _page(ranking: Ranking, title: str, submit: str, done: str, **more: Any) -> ActPage:
    template = more.pop("template", "decisions/rankings/act.html")
    context = {"ranking": ranking, "call": ranking.call}
    return ActPage(None, title, submit, _back(ranking), done, template=template, context=context, **more)
