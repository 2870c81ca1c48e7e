"""項目, 必要書類: what an applicant is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.files.kinds import LABELS as KIND_LABELS
from common.forms import FullWidthIntegerField
from law.lifecycle import SchemeKind

from ...sections import TITLES
from ..blank import MEGABYTE
from ..checks import SECTIONS_OF
from ..places import LABELS, Document
from .base import Codes, Page, PageForm, RowForm, Rows, Values, kept, put, textbox

# fmt: off
WHAT = {
    "applicant":    _("会社の名称・所在地・代表者・担当者。どの制度にも要ります。"),
    "precondition": _("国からの増産要請の日・番号・品目。増産の要請を前提とする制度で使います。"),
    "measure":      _("名称・支援メニュー・内容・場所・期間。どの制度にも要ります。"),
    "products":     _("対象とする医薬品の品目の一覧。"),
    "facilities":   _("整備して共用に供する施設・設備と、その利用の条件。"),
    "costs":        _("年度ごと・経費区分ごとの金額。どの制度にも要ります。"),
    "funding":      _("年度ごとの資金の調達方法。"),
    "effects":      _("見込まれる効果と、年度ごとの目標。"),
    "other":        _("その他の事項。"),
    "competition":  _("国内売上高と事業再編。公正取引委員会に協議する制度で使います。"),
    "volumes":      _("品目ごとの生産数量。「品目」も使います。"),
}
# fmt: on


KIND_LISTS = ("kinds", "designated")


class SectionsForm(PageForm):
    word = textbox(
        LABELS["measure.word"], most=30, width="m", help=_("申請書で内容を呼ぶ語です。例：事業、措置、業務")
    )
    article = textbox(
        LABELS["measure.article"], width="m", help=_("種類を法令が定めるときだけ。例：省令第3条")
    )
    note = textbox(
        LABELS["measure.note"], most=2000, long=True, help=_("種類の下に示す説明。なければ空のままにします。")
    )

    def build(self) -> None:
        numbers = {}
        for key, title in TITLES.items():
            if self.kind in SECTIONS_OF.get(key, (self.kind,)):
                numbers[f"place_{key}"] = _place(title, WHAT[key])
        if self.kind != SchemeKind.CERTIFICATION:
            del self.fields["article"]
        self.fields = numbers | self.fields

    @classmethod
    def read(cls, document: Document) -> Values:
        places = {f"place_{key}": place for place, key in enumerate(document.get("sections", []), start=1)}
        return places | dict(document.get("measure") or {})

    def write(self, rows: Any) -> Values:
        said = self.cleaned_data
        places = [(said[f"place_{key}"], key) for key in TITLES if said.get(f"place_{key}") is not None]
        measure = self.document.get("measure") or {}
        known = [measure, *(each.get("measure") or {} for each in self.known.past)]
        codes = Codes.of("k", *(each.get(name, []) for each in known for name in KIND_LISTS))
        words = {name: said.get(name) for name in ("word", "article", "note") if name in self.fields}
        lists = {
            name: [
                put(kept(measure.get(name, []), row["code"]), row | {"code": codes.given(row["code"])})
                for row in rows.get(name, [])
            ]
            for name in KIND_LISTS
            if name == "kinds" or name in measure or rows.get(name)
        }
        standing = {name: value for name, value in measure.items() if name not in words | lists}
        ordered = {**measure, **words, **lists} | standing
        return {
            "sections": [key for _place_, key in sorted(places)],
            "measure": {name: value for name, value in ordered.items() if value not in ("", None)},
        }


def _place(title: Any, what: Any) -> FullWidthIntegerField:
    found = FullWidthIntegerField(label=title, min_value=1, max_value=99, help_text=what)
    found.widget.attrs["data-width"] = "s"
    return found


class KindRow(RowForm):
    name = textbox(_("名称"))
    short_name = textbox(_("略称"), most=30, width="m")

    def clean(self) -> Values:
        said = super().clean() or {}
        return said | {"short_name": said.get("short_name") or said.get("name", "")[:30]}


class DocumentRow(RowForm):
    name = textbox(_("書類の名称"), help=_("例：直近の決算書"))
    required = forms.BooleanField(label=_("必ず出す書類"))
    per_party = forms.BooleanField(label=_("共同で申請する会社がそれぞれ出す"))
    confidential = forms.BooleanField(label=_("非開示（提出した会社と当局だけが見る）"))
    kinds = forms.MultipleChoiceField(
        label=LABELS["documents.*.kinds"],
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )


class DocumentsForm(PageForm):
    megabytes = FullWidthIntegerField(
        label=LABELS["limits.file_bytes"], min_value=1, max_value=100, help_text=_("MB。例：20")
    )
    files = FullWidthIntegerField(
        label=LABELS["limits.files"], min_value=1, max_value=500, help_text=_("件。例：60")
    )
    products = FullWidthIntegerField(
        label=LABELS["limits.products"],
        min_value=1,
        max_value=1000,
        help_text=_("件。項目「品目」を使うときの上限。"),
    )

    def build(self) -> None:
        for name in ("megabytes", "files", "products"):
            self.fields[name].widget.attrs["data-width"] = "s"

    @classmethod
    def read(cls, document: Document) -> Values:
        limits = document.get("limits") or {}
        return {**limits, "megabytes": limits.get("file_bytes", 0) // MEGABYTE or None}

    def write(self, rows: Any) -> Values:
        said, standing = self.cleaned_data, self.document.get("documents", [])
        codes = Codes.of("d", standing, *(each.get("documents", []) for each in self.known.past))
        limits = {
            "file_bytes": said["megabytes"] * MEGABYTE if said.get("megabytes") else None,
            "files": said.get("files"),
            "products": said.get("products"),
        }
        return {
            "documents": [
                put(kept(standing, row["code"]), row | {"code": codes.given(row["code"])})
                for row in rows["documents"]
            ],
            "limits": put(self.document.get("limits") or {}, limits),
        }


SECTIONS = Page(
    "sections",
    _("申請書の項目"),
    _("使う項目に順番（1、2、3…）を書きます。空のままの項目は使いません。"),
    ("sections", "measure"),
    SectionsForm,
    (
        Rows(
            "kinds",
            _("種類"),
            _("種類を追加する"),
            KindRow,
            lambda document: (document.get("measure") or {}).get("kinds", []),
            help=_("申請者が選ぶ種類（例：一　工程統合）。種類を分けない制度では、行を作りません。"),
        ),
        Rows(
            "designated",
            LABELS["measure.designated"],
            _("政令で定める種類を追加する"),
            KindRow,
            lambda document: (document.get("measure") or {}).get("designated", []),
            help=_("法令の後に政令が定めた種類。申請者には、上の種類に続けて示します。"),
            of_kind=SchemeKind.CERTIFICATION.value,
        ),
    ),
    columns=True,
)
DOCUMENTS = Page(
    "documents",
    _("必要書類"),
    _("申請に添える書類。法令が定めない書類は、添付がないことだけを理由に不利益に扱えません。"),
    ("documents", "limits"),
    DocumentsForm,
    (
        Rows(
            "documents",
            _("書類"),
            _("書類を追加する"),
            DocumentRow,
            lambda document: document.get("documents", []),
            cards=True,
        ),
    ),
    lists_first=True,
    prefilled=True,
)
