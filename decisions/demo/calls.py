"""The demo's calls: a subsidy without a fund with its ranking told, one still being ranked, a 委託.

Eight projects of the biosimilar scheme's shape by invented companies; the third has three applicants.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.services.filing import withdraw_plan
from common import clock
from common.jobs import run_pending
from funds.calls.services.closing import approve_closing, propose_closing
from funds.calls.services.making import CallText, draft_call, publish_call
from funds.calls.services.papers import add_call_document, revise_call_document
from funds.models import Call, CallDocumentVersion, Scheme
from reviews.models import Ranking
from reviews.services.pairings import assign_reviewer, declare_no_conflict, submit_opinion
from reviews.services.rankings import Proposal, draft_ranking, propose_ranking, record_meeting, revise_ranking

from ..services.rankings import approve_ranking, issue_ranking
from . import typing as t
from .acting import Case, actor_of, ask_correction, member, moment, paper
from .office import CONTACT

PRODUCT, SUBSTANCE = "drug-product", "drug-substance"
# title, companies, menus, points of the three review items, total of the year
PROJECTS = (
    ("抗体製剤の充填・包装ラインの整備", ("lead",), (PRODUCT,), (5, 5, 4), 2_400_000_000),
    ("抗体原薬の培養設備の整備", ("takasaki",), (SUBSTANCE,), (5, 4, 4), 1_900_000_000),
    ("原薬・製剤一貫製造", ("yoshino", "takasaki", "minohon"), (SUBSTANCE, PRODUCT), (4, 5, 4), 900_000_000),
    ("プレフィルドシリンジ製剤の製造棟の改修", ("minohon",), (PRODUCT,), (4, 4, 4), 1_100_000_000),
    ("動物細胞培養原薬の精製設備の整備", ("yoshino",), (SUBSTANCE,), (4, 4, 3), 1_000_000_000),
    ("凍結乾燥製剤ラインの新設", ("takasaki",), (PRODUCT,), (4, 3, 3), 800_000_000),
    ("製剤の検査・包装設備の更新", ("lead",), (PRODUCT,), (3, 3, 3), 700_000_000),
    ("二次包装の自動化", ("minohon",), (PRODUCT,), (2, 3, 3), 600_000_000),
)  # fmt: skip
ADOPTED = 6


def build_calls(today: date) -> None:
    _intakes_get_papers()
    _biosimilar(today)
    _still_ranking(today)
    _commission(today)
    _open_upcoming_and_drafted(today)


def _intakes_get_papers() -> None:
    for call in Call.objects.filter(kind=Call.Kind.STANDING).order_by("scheme"):
        add_paper(call, "terms", "交付要綱")
        add_paper(call, "form", "認定申請書の様式")


def _open_upcoming_and_drafted(today: date) -> None:
    """One open with a FAQ in its second version, one to come, one that waits for its second person."""
    day = today - timedelta(days=9)
    with clock.at(moment(day, 8)):
        second = open_call(
            "biosimilar-facility",
            "バイオ後続品国内製造施設整備支援事業　第2次公募",
            day,
            21,
            summary="バイオ後続品の原薬又は製剤を国内で製造する施設・設備の整備を支援します。",
            budget=3_500_000_000,
            budget_note="令和8年度予算（見本）",
        )
        faq = add_paper(second, "faq", "よくある質問")
        add_paper(second, "form", "様式第1（事業計画書）")
    with clock.at(moment(day + timedelta(days=4))):
        revise_call_document(
            document=faq.document,
            changes="問7（既存の建物の改修）を加えました。",
            upload=_upload("よくある質問（第2版）", second.name),
            membership=member("officer"),
        )
    with clock.at(moment(today - timedelta(days=2), 8)):
        open_call(
            "supply-emergency",
            "医薬品安定供給体制緊急整備事業　公募",
            today + timedelta(days=14),
            30,
            summary="増産の要請を受けた医薬品の製造設備の整備を支援します。",
            budget=1_200_000_000,
        )
    with clock.at(moment(today - timedelta(days=1))):
        opens, closes = moment(today + timedelta(days=20), 9), moment(today + timedelta(days=50), 17)
        drafted_call(
            "generic-restructuring",
            "後発医薬品の産業構造改革のための支援事業　公募",
            opens,
            closes,
            summary="企業間の連携・協力・再編に向けた調査を支援します。",
        )


def extended(call: Call, days: int, reason: str) -> None:
    """Asked for by the officer, approved by the decider."""
    closes_at = call.closes_at + timedelta(days=days)
    change = propose_closing(call=call, closes_at=closes_at, reason=reason, membership=member("officer"))
    approve_closing(change=change, membership=member("decider"))


def open_call(code: str, name: str, day: date, days: int, **said: Any) -> Call:
    """Made by the officer with its 公募要領, published by the decider; it opens at 9 and closes at 17."""
    call = drafted_call(code, name, moment(day, 9), moment(day + timedelta(days=days), 17), **said)
    return publish_call(call=call, seen=call.revision, membership=member("decider"))


def drafted_call(code: str, name: str, opens_at: datetime, closes_at: datetime, **said: Any) -> Call:
    scheme = Scheme.objects.get(code=code)
    text = CallText(
        round=scheme.calls.count() + 1,
        name=name,
        opens_at=opens_at,
        closes_at=closes_at,
        contact=CONTACT,
        **said,
    )
    call = draft_call(scheme=scheme, text=text, membership=member("officer"))
    add_paper(call, "guidelines", "公募要領")
    call.refresh_from_db()
    return call


def add_paper(call: Call, kind: str, title: str) -> CallDocumentVersion:
    upload = _upload(title, call.name)
    return add_call_document(call=call, kind=kind, title=title, upload=upload, membership=member("officer"))


def _upload(title: str, call: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{title}.pdf", paper(title, call), content_type="application/pdf")


def apply_to(call: Call, title: str, companies: tuple[str, ...], menus: tuple[str, ...], total: int) -> Case:
    """Everything typed, agreed and filed within the call."""
    case = typed_for(call, title, companies, menus, total)
    case.file(companies[0])
    return case


def typed_for(call: Call, title: str, companies: tuple[str, ...], menus: tuple[str, ...], total: int) -> Case:
    """Everything typed and agreed, nothing filed; each company bears its own costs of the year."""
    lead, *partners = companies
    case = Case.start(call.scheme, title, lead, tuple(partners))
    document = case.plan.scheme.versions.latest("number").document
    year = document["fiscal_years"][0]
    case.type(lead, "measure", t.measure(
        title=title, content=f"{title}を行い、国内での供給を確保します。", kinds=(), menus=menus,
        until="令和9-3-31",
    ))  # fmt: skip
    if "precondition" in document["sections"]:
        case.type(lead, "precondition", t.request("r0000001", name="カルボシステイン錠500mg「見本」"))
    if "facilities" in document["sections"]:
        case.type(lead, "facilities", t.facility("f0000001", kind=menus[0], name=title))
    case.type(lead, "effects", t.effects(range(year, year + 1)))
    case.type(lead, "other", {"text": "結果の通知を受けてから、新たに着手します。"})
    for place, who in enumerate(companies):
        menu = next(each for each in document["menus"] if each["code"] == menus[min(place, len(menus) - 1)])
        _own_parts(case, who, menu, year, total)
    case.fund(*companies)
    case.attach(lead, "schedule", "実施工程表.pdf")
    case.agree(*companies)
    return case


def _own_parts(case: Case, who: str, menu: dict, year: int, total: int) -> None:
    person = member(who).user.name
    notice = "paper" if who == "minohon" else "electronic"
    case.type(who, "applicant", t.applicant(department="事業開発部", person=person, notice=notice), own=True)
    codes = [each["code"] for each in menu["cost_categories"]]
    categories = (codes[0], codes[min(1, len(codes) - 1)])
    years = range(year, year + 1)
    costs = t.costs(menu=menu["code"], categories=categories, years=years, total=total)
    case.type(who, "costs", costs, own=True)
    case.attach(who, "financials", "決算書.pdf", own=True)
    case.attach(who, "registry", "登記事項証明書.pdf", own=True)


def heard(case: Case, points: Iterable[int]) -> None:
    """Taken up, and scored by a reviewer."""
    case.take_up()
    reviewer = member("reviewer")
    pairing = assign_reviewer(plan=case.fresh, reviewer=reviewer, due_on=None, membership=member("officer"))
    declare_no_conflict(pairing=pairing, membership=reviewer)
    items = case.plan.scheme_version.document["review_items"]
    submit_opinion(
        pairing=pairing,
        opinion="公募要領の審査の観点に照らして採点した。",
        scores={item["code"]: (each, "") for item, each in zip(items, points, strict=True)},
        membership=reviewer,
    )


def proposed(call: Call, cut_off: int, budget: int, day: date) -> Ranking:
    """Ranked, given its meeting's record, and put before the decider."""
    officer = member("officer")
    ranking = draft_ranking(call=call, membership=officer)
    record_meeting(
        ranking=ranking,
        met_on=clock.today(),
        members="見本 委員長\n評価 委員",
        minutes="採点の順のとおりとすることで一致した。",
        membership=officer,
    )
    revise_ranking(ranking=ranking, proposal=Proposal(budget, cut_off), membership=officer)
    ranking.refresh_from_db()
    return propose_ranking(ranking=ranking, dated_on=day, issue_at=None, membership=officer)


def told(ranking: Ranking) -> None:
    approve_ranking(ranking=ranking, membership=member("decider"))
    run_pending()
    ranking.refresh_from_db()
    issue_ranking(ranking=ranking, actor=actor_of(member("officer")))


def _biosimilar(today: date) -> None:
    day = today - timedelta(days=60)
    with clock.at(moment(day, 8)):
        call = open_call("biosimilar-facility", "バイオ後続品国内製造施設整備支援事業　第1次公募", day, 20)
    for offset, (title, companies, menus, points, total) in enumerate(PROJECTS):
        with clock.at(moment(day + timedelta(days=3 + offset))):
            case = apply_to(call, title, companies, menus, total)
        with clock.at(moment(day + timedelta(days=22))):
            heard(case, points)
    with clock.at(moment(day + timedelta(days=35))):
        told(proposed(call, ADOPTED, 6_500_000_000, clock.today()))


def _still_ranking(today: date) -> None:
    """A second call: one in each state that a plan can have before the end."""
    day = today - timedelta(days=25)
    with clock.at(moment(day, 8)):
        call = open_call("cluster-campus", "創薬クラスターキャンパス整備事業　第1次公募", day, 14)
    menus = (
        Scheme.objects.get(code="cluster-campus").versions.latest("number").document["menus"][0]["code"],
    )
    with clock.at(moment(day + timedelta(days=2))):
        first = apply_to(call, "共用動物実験施設の建設", ("lead",), menus, 900_000_000)
        second = apply_to(call, "インキュベーションラボの整備", ("yoshino",), menus, 500_000_000)
        corrected = apply_to(call, "共用機器室の整備", ("takasaki",), menus, 300_000_000)
        apply_to(call, "交流棟の整備", ("minohon",), menus, 200_000_000)
        withdrawn = apply_to(call, "貸会議室の整備", ("minohon",), menus, 100_000_000)
        withdraw_plan(plan=withdrawn.fresh, membership=member("minohon"))
        Case.start(call.scheme, "低温保管庫の整備", "takasaki")
    with clock.at(moment(day + timedelta(days=16))):
        heard(first, (5, 4, 4))
        heard(second, (4, 4, 4))
        corrected.take_up()
        ask_correction(corrected)
        draft_ranking(call=call, membership=member("officer"))


def _commission(today: date) -> None:
    """One selected, one not; and a second call whose bids stand in every state before the end."""
    day = today - timedelta(days=50)
    with clock.at(moment(day, 8)):
        call = open_call("ecosystem-development", "創薬エコシステム発展支援事業　委託先の公募", day, 15)
    document = call.scheme.versions.latest("number").document
    menus = (document["menus"][0]["code"],)
    with clock.at(moment(day + timedelta(days=2))):
        first = apply_to(call, "起業前後の伴走支援と試験の提供", ("lead", "takasaki"), menus, 700_000_000)
        second = apply_to(call, "研究支援の窓口の運営", ("minohon",), menus, 650_000_000)
    with clock.at(moment(day + timedelta(days=18))):
        heard(first, (5, 5, 4))
        heard(second, (3, 4, 3))
    with clock.at(moment(day + timedelta(days=30))):
        told(proposed(call, 1, 3_000_000_000, clock.today()))
    _bids_under_way(today)


def _bids_under_way(today: date) -> None:
    day = today - timedelta(days=20)
    with clock.at(moment(day, 8)):
        call = open_call("bio-training-basic", "バイオ製造人材の基礎的な研修　委託先の公募", day, 23)
    document = call.scheme.versions.latest("number").document
    menus = (document["menus"][0]["code"],)
    with clock.at(moment(day + timedelta(days=2))):
        taken_up = apply_to(call, "抗体製造の基礎研修", ("yoshino",), menus, 60_000_000)
        corrected = apply_to(call, "細胞加工製品の基礎研修", ("takasaki",), menus, 50_000_000)
        apply_to(call, "AAVの基礎研修", ("lead",), menus, 40_000_000)
        withdrawn = apply_to(call, "座学のみの研修", ("minohon",), menus, 10_000_000)
        withdraw_plan(plan=withdrawn.fresh, membership=member("minohon"))
        Case.start(call.scheme, "実習設備の見学", "minohon")
    with clock.at(moment(day + timedelta(days=5))):
        taken_up.take_up()
        corrected.take_up()
        ask_correction(corrected)
        extended(call, 7, "応募書類の準備に時間を要するとの照会が多く寄せられたため。")
