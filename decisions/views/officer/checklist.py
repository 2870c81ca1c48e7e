"""What must be true before the next act, each line with the way there. For who sees the findings."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from applications.models import Plan
from applications.selectors import latest_version
from common.templatetags.components import era_short
from law.states import ConsultationState, PairingState, PlanState
from reviews.models import Consultation
from reviews.selectors import consultations_on_older_versions, findings_by_criterion
from reviews.services.pairings import WORKING

from ...contents.header import Filed
from .page import CasePage

Line = dict[str, Any]


def checklist_of(page: CasePage) -> list[Line]:
    if page.plan.status not in WORKING:
        return []
    lines = [_examination(page), *_findings(page), *_consultations(page), _sheets(page), *_opinions(page)]
    return [*lines, *_version(page), *_formal_defect(page), *_names(page)]


def _line(done: bool, text: str, url: str = "", url_label: str = "", reason: str = "") -> Line:
    return {"done": done, "text": text, "url": url, "url_label": url_label, "reason": reason}


def _examination(page: CasePage) -> Line:
    done = page.plan.state == PlanState.EXAMINATION
    return _line(
        done, _("審査中である"), reason=_("いまは「%(state)s」です。") % {"state": page.plan.status.label}
    )


def _findings(page: CasePage) -> Iterator[Line]:
    """No act of a call waits for them."""
    if page.ranking_url:
        return
    url = page.url("case_findings")
    for criterion, finding in findings_by_criterion(page.plan):
        words = {"name": criterion["name"]}
        text = _("%(name)sの審査調書") % words
        if finding is not None:
            text = _("%(name)s：適合する") % words if finding.fits else _("%(name)s：適合しない") % words
        stale = criterion["name"] in page.facts["findings_stale"]
        reason = _("第%(number)s版についての所見です。") % {"number": finding.version.number} if stale else ""
        yield _line(finding is not None and not stale, text, url, _("審査調書を開く"), reason)


def _consultations(page: CasePage) -> Iterator[Line]:
    url = page.url("case_consultations")
    facts = page.facts
    if "jftc" in page.plan.scheme_version.document["consultations"]:
        settled = facts["jftc_required"] is not None
        text = {
            True: _("公正取引委員会への協議の要否：必要"),
            False: _("公正取引委員会への協議の要否：不要"),
            None: _("公正取引委員会への協議の要否"),
        }[facts["jftc_required"]]
        yield _line(settled, text, url, _("要否の判定を見る"), " ".join(facts["jftc_missing"]))
        if facts["doubts_open"]:
            yield _line(
                False, _("協議の要否の確認"), url, _("確かめた結果を記録する"), " ".join(facts["doubts_open"])
            )
    running = {each.body: each for each in page.plan.consultations.exclude(state=ConsultationState.CLOSED)}
    for body in facts["bodies"]:
        yield _consulted(body, running.get(body), url)


def _consulted(body: str, consultation: Consultation | None, url: str) -> Line:
    words = {"body": dict(Consultation.Body.choices)[body]}
    text = _("%(body)sの回答") % words
    if consultation is None:
        return _line(False, text, url, _("協議書を作成する"), _("まだ協議していません。"))
    if consultation.state == ConsultationState.ANSWERED:
        said = {
            **words,
            "answer": consultation.get_answer_display(),
            "day": era_short(consultation.answered_on),
        }
        return _line(True, _("%(body)s：%(answer)s（%(day)s）") % said, url, _("協議を開く"))
    reason = _("いまは「%(state)s」です。") % {"state": consultation.get_state_display()}
    return _line(False, text, url, _("協議を開く"), reason)


def _sheets(page: CasePage) -> Line:
    waiting = page.facts["sheets_open"]
    url = f"{page.url('case')}#sheets"
    return _line(not waiting, _("回答待ちの補正・照会がない"), url, _("補正・照会を見る"))


def _opinions(page: CasePage) -> Iterator[Line]:
    """Advice: told, never asked for by any guard."""
    states = [each.state for each in page.plan.pairings.all() if each.state != PairingState.RECUSED]
    if states:
        words = {"given": states.count(PairingState.SUBMITTED.value), "all": len(states)}
        text = _("審査委員の意見 %(given)s／%(all)s件（参考）") % words
        yield _line(words["given"] == words["all"], text, page.url("case_findings"), _("意見を読む"))


def _formal_defect(page: CasePage) -> Iterator[Line]:
    """行政手続法7条: a formal defect is corrected or refused. Where a call decides, only told."""
    if page.facts["formal_defect"]:
        reason = _("期限までに補正されず、その後の提出もありません。")
        url = f"{page.url('case')}#sheets"
        yield _line(False, _("形式上の不備が補正されている"), url, _("補正・照会を見る"), reason)


def _names(page: CasePage) -> Iterator[Line]:
    """A letter is addressed as the company wrote itself: told, for the officer to ask."""
    for told in names_to_ask(page.plan):
        yield _line(False, _("宛名となる名称が登録と同じ"), page.url("case"), _("申請内容を見る"), told)


def names_to_ask(plan: Plan) -> list[str]:
    """Of each company that wrote itself otherwise than it is registered."""
    version = latest_version(plan)
    if version is None:
        return []
    version.scheme_version = plan.scheme_version  # pinned by the first filing
    text = _(
        "申請書の名称（%(name)s）は、登録されている名称（%(registered)s、法人番号 %(number)s）と違います。"
        "通知書はこの名称で出ます。起案の前に申請者に確かめてください。"
    )
    return [
        text % {"name": name, "registered": party["name"], "number": party["corporate_number"] or "—"}
        for name, party in Filed(version).other_names()
    ]


def _version(page: CasePage) -> Iterator[Line]:
    for older in consultations_on_older_versions(page.plan):
        words = {"body": older, "number": older.version.number}
        text = _("%(body)sへの協議は第%(number)s版について") % words
        reason = _("その後に修正されています。もう一度協議するかどうかを判断してください（参考）。")
        yield _line(False, text, page.url("case_consultations"), _("協議を開く"), reason)
    if page.decision is not None:
        reason = _("起案の後に申請が修正されました。起案し直してください。")
        text = _("起案が最新の版による")
        yield _line(
            page.facts["version_is_current"], text, page.url("case_decision"), _("起案を見る"), reason
        )
