"""What each place of a scheme's document is called, and how its value reads.

A place is a path of keys and positions: ("menus", 0, "rate") is 支援メニュー「設備整備」の補助率.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.assets import AssetKind, RepaymentBase, Tax
from law.calculator.labels import CHOICES
from law.changes import Base
from law.deadlines import era, fiscal_year_label
from law.evidence import PaperKind
from law.money import yen

from ..models import KINDS
from ..sections import TITLES

Path = tuple[str | int, ...]
Document = Mapping[str, Any]
# fmt: off
LABELS: dict[str, str | Promise] = {
    "schema":                    gettext_lazy("様式の名"),
    "schema_version":            gettext_lazy("様式の版"),
    "code":                      gettext_lazy("制度のコード"),
    "kind":                      gettext_lazy("制度の種類"),
    "prefix":                    gettext_lazy("管理番号の頭の英字"),
    "issuer":                    gettext_lazy("通知書の発出者"),
    "name":                      gettext_lazy("制度の名称"),
    "valid_from":                gettext_lazy("適用の日"),
    "fund":                      gettext_lazy("基金"),
    "fund.code":                 gettext_lazy("基金のコード"),
    "fund.name":                 gettext_lazy("基金の名称"),
    "fund.law_fund":             gettext_lazy("法律上の基金"),
    "law":                       gettext_lazy("根拠"),
    "law.act":                   gettext_lazy("根拠となる法律"),
    "law.act_number":            gettext_lazy("法律番号"),
    "law.object":                gettext_lazy("申請の対象を指す語"),
    "law.apply":                 gettext_lazy("申請の条項"),
    "law.joint":                 gettext_lazy("共同の申請の条項"),
    "law.certify":               gettext_lazy("認定の条項"),
    "law.notify":                gettext_lazy("認定の通知の条項"),
    "law.mof":                   gettext_lazy("財務大臣への協議の条項"),
    "law.jftc":                  gettext_lazy("公正取引委員会への協議の条項"),
    "law.fund":                  gettext_lazy("基金の条項"),
    "law.ordinance":             gettext_lazy("省令"),
    "law.ordinance_items":       gettext_lazy("記載事項を定める省令の条項"),
    "law.ordinance_through":     gettext_lazy("経由を定める省令の条項"),
    "sections":                  gettext_lazy("申請書の項目"),
    "measure":                   gettext_lazy("内容・実施時期の書き方"),
    "measure.word":              gettext_lazy("申請の内容を呼ぶ語"),
    "measure.article":           gettext_lazy("種類を定める条項"),
    "measure.kinds":             gettext_lazy("種類"),
    "measure.kinds.*":           gettext_lazy("種類"),
    "measure.designated":        gettext_lazy("政令で定める種類"),
    "measure.designated.*":      gettext_lazy("政令で定める種類"),
    "measure.note":              gettext_lazy("種類についての説明"),
    "consultations":             gettext_lazy("協議先"),
    "budget":                    gettext_lazy("予算"),
    "budget.text":               gettext_lazy("予算の名称"),
    "budget.fiscal_year":        gettext_lazy("予算の年度"),
    "budget.amount":             gettext_lazy("予算額"),
    "public":                    gettext_lazy("公表の一覧に載せるか"),
    "last_days":                 gettext_lazy("各手続の最終日"),
    "last_days.filing":          gettext_lazy("申請の最終日"),
    "last_days.certification":   gettext_lazy("認定の最終日"),
    "last_days.decision":        gettext_lazy("交付の決定の最終日"),
    "last_days.work":            gettext_lazy("事業の実施の最終日"),
    "last_days.report":          gettext_lazy("実績の報告の最終日"),
    "last_days.fixing":          gettext_lazy("額の確定の最終日"),
    "last_days.payment":         gettext_lazy("支払の最終日"),
    "fiscal_years":              gettext_lazy("記入できる年度"),
    "payable_years":             gettext_lazy("支払の対象となる年度"),
    "most_plan_years":           gettext_lazy("計画の年数の上限"),
    "cut_to":                    gettext_lazy("端数の切捨て"),
    "uses_standard_amount":      gettext_lazy("基準額の使用"),
    "calculation":               gettext_lazy("計算の方法"),
    "calculation.fixing.rule":   gettext_lazy("額の確定の方法"),
    "calculation.fixing.cut_to": gettext_lazy("額の確定の端数の切捨て"),
    "calculation.caps.order":    gettext_lazy("上限をかける順"),
    "calculation.caps.spread":   gettext_lazy("上限の残りの配り方"),
    "calculation.caps.rest":     gettext_lazy("切捨ての残りの配り方"),
    "calculation.caps.ties":     gettext_lazy("端数が同じときの順"),
    "calculation.caps.takes":    gettext_lazy("全体の上限で減らす年度"),
    "menus":                     gettext_lazy("支援メニュー"),
    "menus.*":                   gettext_lazy("支援メニュー"),
    "menus.*.rate":              gettext_lazy("補助率"),
    "menus.*.cost_categories":   gettext_lazy("経費区分"),
    "menus.*.cost_categories.*": gettext_lazy("経費区分"),
    "menus.*.cost_categories.*.evidence": gettext_lazy("実績報告に必要な証憑"),
    "caps":                      gettext_lazy("上限額"),
    "caps.*":                    gettext_lazy("上限額"),
    "caps.*.most":               gettext_lazy("金額"),
    "caps.*.menu":               gettext_lazy("支援メニュー"),
    "caps.*.per":                gettext_lazy("かかる単位"),
    "criteria":                  gettext_lazy("審査基準"),
    "criteria.*":                gettext_lazy("審査基準"),
    "criteria.*.text":           gettext_lazy("内容"),
    "criteria.*.article":        gettext_lazy("根拠"),
    "review_items":              gettext_lazy("審査項目"),
    "review_items.*":            gettext_lazy("審査項目"),
    "review_items.*.most":       gettext_lazy("満点"),
    "ranking":                   gettext_lazy("順位の付け方"),
    "ranking.tie_break":         gettext_lazy("同点のときに比べる順"),
    "ranking.least_scores":      gettext_lazy("必要な採点の数"),
    "ranking.threshold":         gettext_lazy("採択に必要な得点の割合"),
    "ranking.gives_reasons":     gettext_lazy("選ばれなかった理由の通知"),
    "documents":                 gettext_lazy("必要書類"),
    "documents.*":               gettext_lazy("書類"),
    "documents.*.per_party":     gettext_lazy("各社ごとに出すこと"),
    "documents.*.required":      gettext_lazy("必ず出すこと"),
    "documents.*.confidential":  gettext_lazy("非開示の扱い"),
    "documents.*.desk":          gettext_lazy("窓口だけが登録すること"),
    "documents.*.kinds":         gettext_lazy("ファイルの形式"),
    "limits":                    gettext_lazy("受け付ける量"),
    "limits.file_bytes":         gettext_lazy("一つのファイルの大きさの上限"),
    "limits.files":              gettext_lazy("ファイルの数の上限"),
    "limits.products":           gettext_lazy("品目の数の上限"),
    "standard_period_days":      gettext_lazy("標準処理期間"),
    "standard_period_days.minister": gettext_lazy("標準処理期間（厚生労働大臣）"),
    "standard_period_days.nibn": gettext_lazy("標準処理期間（経由機関）"),
    "correction_days":           gettext_lazy("補正の期間"),
    "grant_span":                gettext_lazy("交付の決定の単位"),
    "grant_withdrawal_days":     gettext_lazy("交付決定後に申請を取り下げられる日数"),
    "grant_fixing":              gettext_lazy("実績から補助金の額を計算する方法"),
    "grant_report_days":         gettext_lazy("完了の実績報告の期間"),
    "grant_rival_quote_from":    gettext_lazy("相見積又は選定理由を求める取引の額"),
    "grant_minor_changes":       gettext_lazy("届出で足りる軽微な変更"),
    "grant_minor_changes.percent": gettext_lazy("軽微な変更：経費の流用の限度"),
    "grant_minor_changes.base":  gettext_lazy("軽微な変更：流用の限度のもとになる額"),
    "grant_minor_changes.days":  gettext_lazy("軽微な変更：完了の予定日の延長の限度"),
    "grant_return_days":         gettext_lazy("返還命令の納期限までの日数"),
    "grant_assets":              gettext_lazy("財産の台帳と処分の制限"),
    "grant_assets.threshold":    gettext_lazy("台帳に載せて処分を制限する財産の単価"),
    "grant_assets.tax":          gettext_lazy("財産の単価の税の扱い"),
    "grant_assets.repayment_base": gettext_lazy("財産処分の納付の計算のもとになる額"),
    "grant_assets.years":        gettext_lazy("処分の制限の期間"),
    "grant_assets.years.real_estate": gettext_lazy("処分の制限の期間：不動産"),
    "grant_assets.years.vessel": gettext_lazy("処分の制限の期間：船舶・航空機等"),
    "grant_assets.years.fixture": gettext_lazy("処分の制限の期間：不動産・船舶等の従物"),
    "grant_assets.years.machine": gettext_lazy("処分の制限の期間：機械・器具"),
    "grant_assets.years.other":  gettext_lazy("処分の制限の期間：その他の財産"),
    "letters":                   gettext_lazy("通知書の文言"),
    "letters.certificate":       gettext_lazy("認定通知書の文言"),
    "letters.grant":             gettext_lazy("交付決定通知書・不交付決定通知書の文言"),
    "letters.fixing":            gettext_lazy("額の確定通知書の文言"),
    "letters.change":            gettext_lazy("変更・中止・廃止の通知書の文言"),
    "letters.cancellation":      gettext_lazy("交付決定取消通知書の文言"),
    "letters.return_order":      gettext_lazy("返還命令書の文言"),
    "letters.disposal":          gettext_lazy("財産処分承認通知書・不承認通知書の文言"),
    "letters.adoption":          gettext_lazy("採択通知書の文言"),
    "letters.non_adoption":      gettext_lazy("不採択通知書の文言"),
    "letters.selection":         gettext_lazy("選定結果通知書（選定）の文言"),
    "letters.non_selection":     gettext_lazy("選定結果通知書（非選定）の文言"),
    "letters.appeal_notice":     gettext_lazy("教示の文言"),
    "unconfirmed":               gettext_lazy("未確認の定め"),
}
# How a fund's grant is decided.
GRANTS = (
    "grant_span",
    "grant_withdrawal_days",
    "grant_fixing",
    "grant_report_days",
    "grant_rival_quote_from",
    "grant_return_days",
)
# What a part of a row or a letter is called wherever it stands.
PARTS: dict[str, str | Promise] = {
    "code":               gettext_lazy("コード"),
    "name":               gettext_lazy("名称"),
    "short_name":         gettext_lazy("略称"),
    "conditions":         gettext_lazy("留意事項"),
    "paragraphs":         gettext_lazy("本文"),
    "appeal_notice":      gettext_lazy("教示"),
    "needs_legal_review": gettext_lazy("法務の確認"),
}
WORDS: dict[str, dict[Any, str | Promise]] = {
    "kind": dict(KINDS),
    "sections": TITLES,
    "consultations": {"mof": gettext_lazy("財務大臣"), "jftc": gettext_lazy("公正取引委員会")},
    "per": {
        "menu": gettext_lazy("支援メニューごと"),
        "year": gettext_lazy("年度ごと"),
        "party": gettext_lazy("各社ごと"),
    },
    "law_fund": {
        "generics": gettext_lazy("後発医薬品製造基盤整備基金"),
        "innovation": gettext_lazy("革新的医薬品等実用化支援基金"),
    },
    "grant_span": {
        "plan": gettext_lazy("計画の全期間を一つの決定とする"),
        "year": gettext_lazy("年度ごとに決定する"),
    },
    "grant_fixing": {**CHOICES["rule"]},
    "evidence": {each.value: each.label for each in PaperKind},
    "base": dict(Base.choices()),
    "tax": dict(Tax.choices()),
    "repayment_base": dict(RepaymentBase.choices()),
    "needs_legal_review": {True: gettext_lazy("まだ"), False: gettext_lazy("済み")},
    "issuer": {"mhlw": gettext_lazy("厚生労働大臣"), "nibn": gettext_lazy("基盤研 理事長")},
    **{name: {**CHOICES[name]} for name in ("rule", "order", "spread", "rest", "ties", "takes")},
}
# fmt: on
UNITS: dict[str, str | Promise] = {
    "standard_period_days": gettext_lazy("%(n)s日"),
    "correction_days": gettext_lazy("%(n)s日"),
    "grant_withdrawal_days": gettext_lazy("%(n)s日"),
    "grant_report_days": gettext_lazy("%(n)s日"),
    "grant_rival_quote_from": gettext_lazy("%(n)s円"),
    "percent": gettext_lazy("%(n)s%%"),
    "days": gettext_lazy("%(n)s日"),
    "grant_return_days": gettext_lazy("%(n)s日"),
    **{kind.value: gettext_lazy("%(n)s年") for kind in AssetKind},
    "threshold": gettext_lazy("%(n)s円"),
    "cut_to": gettext_lazy("%(n)s円未満切捨て"),
    "file_bytes": gettext_lazy("%(n)sバイト"),
    "review_items": gettext_lazy("%(n)s点"),
}


def pattern(path: Path) -> str:
    """menus.*.rate"""
    return ".".join("*" if isinstance(step, int) else step for step in path)


def label(document: Document, path: Path) -> str:
    """What a person calls the place; rows by their name, or by their position while they have none."""
    said: list[str] = []
    found: Any = document
    for place, step in enumerate(path):
        found = _step(found, step)
        whole = pattern(path[: place + 1])
        if isinstance(step, int):
            said = [*said[:-1], _row(whole, step, found)]
        elif whole in LABELS and "*" not in whole:
            said = [str(LABELS[whole])]
        elif name := LABELS.get(whole) or PARTS.get(step):
            said.append(str(name))
        else:
            said.append(step)
    return _("の").join(said)


def _step(found: Any, step: str | int) -> Any:
    try:
        return found[step]
    except (KeyError, IndexError, TypeError):
        return None


def _row(whole: str, place: int, found: Any) -> str:
    what = str(
        LABELS.get(whole) or LABELS.get(whole.removesuffix(".*")) or PARTS.get(whole.split(".")[-2], "")
    )
    name = found.get("short_name") or found.get("name") if isinstance(found, Mapping) else None
    if name:
        return _("%(what)s「%(name)s」") % {"what": what, "name": name}
    return _("%(what)s（%(n)s番目）") % {"what": what, "n": place + 1}


# A document as lines, to be set beside another


Lines = dict[tuple[str, ...], tuple[str, str]]


def lines(document: Document) -> Lines:
    """Each value under a key that stays when rows move, with its label and how it reads."""
    return {key: (label(document, path), _reads(path, value)) for key, path, value in _leaves(document)}


def _leaves(
    found: Any, key: tuple[str, ...] = (), path: Path = ()
) -> Iterator[tuple[tuple[str, ...], Path, Any]]:
    if isinstance(found, Mapping):
        for name, value in found.items():
            if name == "code" and path and isinstance(path[-1], int):
                continue  # a row's own key: it moves with the row and tells nobody anything
            yield from _leaves(value, (*key, str(name)), (*path, name))
    elif isinstance(found, list) and any(isinstance(each, Mapping) for each in found):
        for place, row in enumerate(found):
            yield from _leaves(row, (*key, _own_key(row, place)), (*path, place))
    else:
        yield key, path, found


def _own_key(row: Any, place: int) -> str:
    """A row is the same one by its code; a cap by what it holds."""
    if not isinstance(row, Mapping):
        return str(place)
    if "code" in row:
        return str(row["code"])
    return f"{row.get('menu', '')}/{'+'.join(row.get('per', []))}"


def _reads(path: Path, value: Any) -> str:
    if isinstance(value, list):
        joint = "\n" if path[-1] in ("conditions", "paragraphs", "appeal_notice", "unconfirmed") else "、"
        return joint.join(_reads(path, each) for each in value) or _("なし")
    name = str(path[-1])
    if value in WORDS.get(name, {}):
        return str(WORDS[name][value])
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, int):
        return _figure(path, value)
    if value and pattern(path) in ("valid_from", *(f"last_days.{day}" for day in LAST_DAYS)):
        return _day(str(value))
    return str(value) if value else _("なし")


LAST_DAYS = ("filing", "certification", "decision", "work", "report", "fixing", "payment")


def _figure(path: Path, value: int) -> str:
    whole = pattern(path)
    if whole in ("caps.*.most", "budget.amount"):
        return yen(value)
    if whole in ("fiscal_years", "payable_years", "budget.fiscal_year"):
        return fiscal_year_label(value)
    unit = UNITS.get(str(path[-1])) or UNITS.get(str(path[0]))
    return str(unit) % {"n": f"{value:,}"} if unit else f"{value:,}"


def _day(text: str) -> str:
    try:
        return era(date.fromisoformat(text))
    except ValueError:
        return text
