"""基本, 根拠, 期間と最終日."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, FullWidthIntegerField, YenField
from law.lifecycle import SchemeKind

from ..places import GRANTS, LABELS, LAST_DAYS, WORDS, Document
from .base import Page, PageForm, Values, put, textbox

NEW = "new"
CERTIFICATION, ADOPTION = SchemeKind.CERTIFICATION.value, SchemeKind.ADOPTION.value
MINOR = ("minor_percent", "minor_base", "minor_days")


def _number(label: Any, low: int, high: int, help: Any = "") -> FullWidthIntegerField:
    found = FullWidthIntegerField(label=label, min_value=low, max_value=high, help_text=help)
    found.widget.attrs["data-width"] = "s"
    return found


class BasicForm(PageForm):
    name = textbox(LABELS["name"], help=_("例：見本原薬備蓄支援事業。通知書にもこの名称を印字します。"))
    prefix = textbox(
        LABELS["prefix"],
        most=4,
        width="s",
        help=_("大文字2〜4字。例：GB（管理番号はGB2026-00001のようになります）。"),
    )
    valid_from = EraDateField(
        label=LABELS["valid_from"], help_text=_("この日から、新しく提出される申請にこの定めを適用します。")
    )
    fund = forms.ChoiceField(label=LABELS["fund"], help_text=_("認定の制度は、どの基金によるかを選びます。"))
    fund_code = textbox(
        _("新しい基金のコード"), most=40, width="m", help=_("新しい基金のときだけ。例：drug-stock")
    )
    fund_name = textbox(_("新しい基金の名称"), help=_("新しい基金のときだけ。"))
    law_fund = forms.ChoiceField(
        label=_("新しい基金の法律上の区分"),
        choices=[("", "—"), *WORDS["law_fund"].items()],
        help_text=_("新しい基金のときだけ。支援の最後の日（法律の期限）がこれで決まります。"),
    )
    budget_text = textbox(
        LABELS["budget.text"], help=_("例：令和７年度補正予算。基金による制度では空のままにします。")
    )
    budget_year = _number(LABELS["budget.fiscal_year"], 2019, 2100, _("西暦で。2026は令和8年度です。"))
    budget_amount = YenField(label=LABELS["budget.amount"], help_text=_("例：20億円、2,000,000,000"))
    public = forms.BooleanField(
        label=_("認定・採択を公表の一覧に載せる"),
        help_text=_("事業者名、事業の名称、日付、管理番号を、だれでも見られる一覧に載せます。"),
    )

    def build(self) -> None:
        if self.kind == SchemeKind.COMMISSION:
            del self.fields["public"]
        if self.kind != CERTIFICATION:
            for name in ("fund", "fund_code", "fund_name", "law_fund"):
                del self.fields[name]
        else:
            named = [(code, name) for code, (name, _law) in self.known.funds.items()]
            self.fields["fund"].choices = [("", "—"), *named, (NEW, gettext("新しい基金"))]
        if self.known.latest:
            for name in self.fields.keys() & {"prefix", "fund", "fund_code", "fund_name", "law_fund"}:
                self.fields[name].disabled = True

    @classmethod
    def read(cls, document: Document) -> Values:
        fund, budget = document.get("fund") or {}, document.get("budget") or {}
        return {
            "name": document.get("name", ""),
            "prefix": document.get("prefix", ""),
            "valid_from": document.get("valid_from", ""),
            "fund": fund.get("code", ""),
            "budget_text": budget.get("text", ""),
            "budget_year": budget.get("fiscal_year"),
            "budget_amount": budget.get("amount"),
            "public": document.get("public", True),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund = self.document.get("fund") or {}
        if "fund" in self.fields and fund and fund.get("code") not in self.known.funds:
            self.initial |= {
                "fund": NEW,
                "fund_code": fund.get("code", ""),
                "fund_name": fund.get("name", ""),
                "law_fund": fund.get("law_fund", ""),
            }

    def write(self, rows: Any) -> Values:
        said = self.cleaned_data
        day = said.get("valid_from")
        budget = {
            "text": said.get("budget_text"),
            "fiscal_year": said.get("budget_year"),
            "amount": said.get("budget_amount"),
        }
        return {
            "name": said.get("name") or None,
            "prefix": (said.get("prefix") or "").upper() or None,
            "valid_from": day.isoformat() if day else None,
            "fund": self._fund(said),
            "budget": put(self.document.get("budget") or {}, budget) or None,
            "public": False if said.get("public") is False else None,
        }

    def _fund(self, said: Values) -> Values | None:
        chosen = said.get("fund")
        if chosen == NEW:
            typed = {"code": said["fund_code"], "name": said["fund_name"], "law_fund": said["law_fund"]}
            return put({}, typed) or None
        if chosen:
            name, law_fund = self.known.funds[chosen]
            return {"code": chosen, "name": name, "law_fund": law_fund}
        return None


# fmt: off
CLAUSES = {
    "act":               _("例：補助金等に係る予算の執行の適正化に関する法律。委託では空のままにします。"),
    "act_number":        _("例：昭和30年法律第179号"),
    "object":            _("通知書で申請の対象を指す語です。例：事業、製造基盤整備措置"),
    "apply":             _("例：附則第24条第1項"),
    "joint":             _("例：附則第24条第2項"),
    "certify":           _("例：附則第24条第3項"),
    "notify":            _("例：附則第24条第5項"),
    "mof":               _("例：附則第25条。財務大臣に協議するときに要ります。"),
    "jftc":              _("例：附則第26条第1項。公正取引委員会に協議するときに要ります。"),
    "fund":              _("例：附則第20条第1項"),
    "ordinance":         _("例：令和7年厚生労働省令第104号"),
    "ordinance_items":   _("例：第5条第1項"),
    "ordinance_through": _("例：第5条第2項"),
}
# fmt: on
OF_ANY_KIND = ("act", "act_number", "object")


class LawForm(PageForm):
    def build(self) -> None:
        for key, hint in CLAUSES.items():
            if self.kind == CERTIFICATION or key in OF_ANY_KIND:
                self.fields[key] = textbox(LABELS[f"law.{key}"], help=hint)
        if self.kind == CERTIFICATION:
            self.fields["consultations"] = forms.MultipleChoiceField(
                label=LABELS["consultations"],
                choices=list(WORDS["consultations"].items()),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("公正取引委員会に協議する制度では、項目「売上高・事業再編」が要ります。"),
            )

    @classmethod
    def read(cls, document: Document) -> Values:
        return {**(document.get("law") or {}), "consultations": document.get("consultations", [])}

    def write(self, rows: Any) -> Values:
        clauses = {key: self.cleaned_data.get(key) for key in CLAUSES if key in self.fields}
        return {
            "law": put(self.document.get("law") or {}, clauses),
            "consultations": self.cleaned_data.get("consultations", []),
        }


class DaysForm(PageForm):
    years_from = _number(_("記入できる最初の年度"), 2019, 2100, _("西暦で。2026は令和8年度です。"))
    years_to = _number(_("記入できる最後の年度"), 2019, 2100)
    payable_from = _number(
        _("支払の対象となる最初の年度"),
        2019,
        2100,
        _("記入できる年度のすべてが対象のときは、空のままにします。"),
    )
    payable_to = _number(_("支払の対象となる最後の年度"), 2019, 2100)
    most_plan_years = _number(LABELS["most_plan_years"], 1, 15, _("年。定めがないときは、空のままにします。"))
    minister = _number(
        LABELS["standard_period_days.minister"], 1, 400, _("日。到達した日の翌日から数えます。")
    )
    nibn = _number(
        LABELS["standard_period_days.nibn"], 1, 400, _("日。経由機関に到達した日の翌日から数えます。")
    )
    correction_days = _number(
        LABELS["correction_days"], 1, 400, _("日。補正を求めるときの期限の目安です。例：14")
    )
    grant_span = forms.ChoiceField(
        label=LABELS["grant_span"],
        choices=[("", _("定めない（計画の全期間を一つの決定とする）")), *WORDS["grant_span"].items()],
        required=False,
    )
    grant_withdrawal_days = _number(
        LABELS["grant_withdrawal_days"],
        1,
        400,
        _("日。交付の決定の通知を受けた日から起算します。空のままのときは15日です。"),
    )

    grant_fixing = forms.ChoiceField(
        label=LABELS["grant_fixing"],
        choices=[("", _("定めない（実績の経費に応じて按分する）")), *WORDS["grant_fixing"].items()],
        required=False,
    )
    grant_report_days = _number(
        LABELS["grant_report_days"],
        1,
        400,
        _(
            "日。完了した日から起算します。空のままのときは1か月です。翌年度の4月10日が先に来るときは、その日までです。"
        ),
    )
    minor_percent = _number(
        LABELS["grant_minor_changes.percent"],
        0,
        100,
        _(
            "%。経費の間で動かす額がこの割合までなら、届出で足ります。空のままのときは、すべて承認が要ります。"
        ),
    )
    minor_base = forms.ChoiceField(
        label=LABELS["grant_minor_changes.base"],
        choices=[("", _("定めない")), *WORDS["base"].items()],
        required=False,
    )
    minor_days = _number(
        LABELS["grant_minor_changes.days"],
        0,
        366,
        _("日。同じ年度の中で、この日数までの延長なら、届出で足ります。"),
    )

    grant_rival_quote_from = YenField(
        label=LABELS["grant_rival_quote_from"],
        required=False,
        help_text=_(
            "一件がこの額以上のとき、相見積か選定の理由を確かめます。空のままのときは100万円です（実務の例）。"
        ),
    )

    grant_return_days = _number(
        LABELS["grant_return_days"],
        1,
        400,
        _("日。返還命令書の施行日から数えます。空のままのときは20日です。"),
    )

    def build(self) -> None:
        days = {key: EraDateField(label=LABELS[f"last_days.{key}"]) for key in LAST_DAYS}
        if self.kind != CERTIFICATION:
            del days["certification"]
            absent = ("grant_span",) if self.kind == ADOPTION else (*MINOR, *GRANTS)
            for key in ("nibn", *absent):
                del self.fields[key]
        self.fields = days | self.fields

    @classmethod
    def read(cls, document: Document) -> Values:
        years, payable = document.get("fiscal_years") or [], document.get("payable_years") or []
        return {
            **(document.get("last_days") or {}),
            **(document.get("standard_period_days") or {}),
            "years_from": years[0] if years else None,
            "years_to": years[-1] if years else None,
            "payable_from": payable[0] if payable else None,
            "payable_to": payable[-1] if payable else None,
            "most_plan_years": document.get("most_plan_years"),
            "correction_days": document.get("correction_days"),
            **{key: document.get(key) for key in GRANTS},
            **{f"minor_{key}": each for key, each in (document.get("grant_minor_changes") or {}).items()},
        }

    def clean(self) -> Values:
        said = super().clean() or {}
        for stem in ("years", "payable"):
            first, last = said.get(f"{stem}_from"), said.get(f"{stem}_to")
            if (first is None) != (last is None):
                missing = f"{stem}_to" if last is None else f"{stem}_from"
                self.add_error(missing, gettext("最初の年度と最後の年度を、両方とも入れてください。"))
            elif first is not None and last is not None and last < first:
                self.add_error(f"{stem}_to", gettext("最後の年度を、最初の年度以後にしてください。"))
            elif first is not None and last is not None and last - first > 14:
                self.add_error(f"{stem}_to", gettext("年度は15年度分までにしてください。"))
        lacking = [name for name in MINOR if name in self.fields and said.get(name) in (None, "")]
        if lacking and len(lacking) < len(MINOR):
            self.add_error(
                lacking[0], gettext("軽微な変更は、割合、もとになる額、日数をそろえて入れてください。")
            )
        return said

    def write(self, rows: Any) -> Values:
        said = self.cleaned_data
        days = {key: _iso(said.get(key)) for key in LAST_DAYS if key in self.fields}
        periods = {key: said.get(key) for key in ("minister", "nibn") if key in self.fields}
        return {
            "last_days": put(self.document.get("last_days") or {}, days),
            "fiscal_years": _years(said.get("years_from"), said.get("years_to")),
            "payable_years": _years(said.get("payable_from"), said.get("payable_to")),
            "most_plan_years": said.get("most_plan_years"),
            "standard_period_days": put(self.document.get("standard_period_days") or {}, periods),
            "correction_days": said.get("correction_days"),
            **{key: said.get(key) or None for key in GRANTS},
            "grant_minor_changes": self._minor(),
        }

    def _minor(self) -> Values | None:
        """All three or none: without them nothing is minor."""
        said = {name.removeprefix("minor_"): self.cleaned_data.get(name) for name in MINOR}
        return None if None in said.values() or not said["base"] else said


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _years(first: int | None, last: int | None) -> list[int] | None:
    return list(range(first, last + 1)) if first is not None and last is not None else None


BASIC = Page(
    "basic",
    _("基本"),
    _("制度の名称、管理番号、いつから適用するか、何の財源によるか。"),
    ("name", "prefix", "valid_from", "fund", "budget", "public"),
    BasicForm,
)
LAW = Page(
    "law",
    _("根拠"),
    _("通知書と画面に示す法令の条項。法令にないものは書きません。"),
    ("law", "consultations"),
    LawForm,
)
DAYS = Page(
    "days",
    _("期間と最終日"),
    _("各手続の最後の日と、申請者が金額を書く年度。日は、申請から支払まで順に並ぶようにします。"),
    (
        "last_days",
        "fiscal_years",
        "payable_years",
        "most_plan_years",
        "standard_period_days",
        "correction_days",
        *GRANTS,
        "grant_minor_changes",
    ),
    DaysForm,
)
