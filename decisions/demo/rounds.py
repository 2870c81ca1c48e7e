"""The demo's other calls: in every scheme that takes in by a call, one case in each of its states.

Each of these schemes has a round that was decided and told, and one whose applications stand in every
state before the end. What a story of its own shows already (calls.py) is not shown twice.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from applications.services.filing import withdraw_plan
from common import clock

from .acting import Case, ask_correction, member, moment
from .calls import apply_to, heard, open_call, proposed, told

COMPANIES = ("lead", "yoshino", "takasaki", "minohon")


@dataclass(frozen=True)
class Rounds:
    """`decided`: titles in the order of their marks, the first is chosen; `running`: one per state.

    `total` is the cost of one project in a year, in yen.
    """

    scheme: str
    name: str
    menu: str
    total: int
    decided: tuple[str, ...] = ()
    running: tuple[str, ...] = ()


BEFORE_THE_STORIES = (
    Rounds(
        "cluster-campus",
        "創薬クラスターキャンパス整備事業　試行公募",
        "facilities",
        250_000_000,
        decided=("見本北大学発ラボの共用化", "見本南医療機器倉庫の改装"),
    ),
    Rounds(
        "bio-training-basic",
        "バイオ製造人材の基礎的な研修　前期の公募",
        "all",
        45_000_000,
        decided=("培養と精製の基礎研修", "座学講座の録画配信"),
    ),
)
AFTER_THE_STORIES = (
    Rounds(
        "biosimilar-facility",
        "バイオ後続品国内製造施設整備支援事業　第3次公募",
        "drug-product",
        500_000_000,
        running=("充填ラインの増設", "検査棟の改修", "包装設備の更新", "冷蔵倉庫の新設", "洗浄設備の更新"),
    ),
    Rounds(
        "ecosystem-development",
        "創薬エコシステム発展支援事業　委託先の第2次公募",
        "all",
        300_000_000,
        running=(
            "投資家との面談会の運営",
            "海外の専門家による助言",
            "創業前の研究者の伴走",
            "治験の相談窓口の運営",
            "知財の調査の支援",
        ),
    ),
    Rounds(
        "generic-restructuring",
        "後発医薬品企業の再編に向けた事業",
        "cooperation",
        60_000_000,
        decided=("二社の生産管理の統合の検討", "自社倉庫の移転の検討"),
        running=(
            "品質管理の共同化の検討",
            "原薬の共同購入の検討",
            "共同物流の検討",
            "試験室の集約の検討",
            "事業譲渡の準備",
        ),
    ),
    Rounds(
        "supply-emergency",
        "医薬品安定供給体制緊急整備事業",
        "stopped-supply",
        90_000_000,
        decided=("去痰薬の増産", "胃腸薬の包装の更新"),
        running=("鎮咳薬の増産", "解熱鎮痛薬の増産", "抗菌薬の増産", "点滴用製剤の増産", "小児用製剤の増産"),
    ),
    Rounds(
        "bio-training-practical",
        "バイオ製造人材の実践的な研修",
        "fee",
        20_000_000,
        decided=("培養実習への派遣", "見学会への参加"),
        running=(
            "精製実習への派遣",
            "充填実習への派遣",
            "品質試験実習への派遣",
            "工程管理実習への派遣",
            "細胞保管実習への派遣",
        ),
    ),
)


def build_rounds(rounds: tuple[Rounds, ...], today: date) -> None:
    for each in rounds:
        if each.decided:
            _decided(each, today - timedelta(days=70))
        if each.running:
            _running(each, today - timedelta(days=12))


def _decided(each: Rounds, day: date) -> None:
    with clock.at(moment(day, 8)):
        call = open_call(each.scheme, _named(each, "公募"), day, 15)
    cases = []
    for place, title in enumerate(each.decided):
        with clock.at(moment(day + timedelta(days=4 + place))):
            cases.append(apply_to(call, title, (COMPANIES[place],), (each.menu,), each.total))
    for place, case in enumerate(cases):
        with clock.at(moment(day + timedelta(days=17))):
            heard(case, (4 - place, 4 - place, 4 - place))
    with clock.at(moment(day + timedelta(days=30))):
        told(proposed(call, 1, each.total, clock.today()))


def _running(each: Rounds, day: date) -> None:
    with clock.at(moment(day, 8)):
        call = open_call(each.scheme, _named(each, "第2回の公募") if each.decided else each.name, day, 30)
    *filed, drafted = each.running
    with clock.at(moment(day + timedelta(days=2))):
        _waiting, examined, corrected, withdrawn = (
            apply_to(call, title, (who,), (each.menu,), each.total)
            for title, who in zip(filed, COMPANIES, strict=True)
        )
        Case.start(call.scheme, drafted, "lead")
    with clock.at(moment(day + timedelta(days=5))):
        examined.take_up()
        corrected.take_up()
        ask_correction(corrected)
        withdraw_plan(plan=withdrawn.fresh, membership=member("minohon"))


def _named(each: Rounds, which: str) -> str:
    return each.name if "公募" in each.name else f"{each.name}　{which}"
