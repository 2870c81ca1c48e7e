"""審査基準と審査項目, 通知書の文言, 未確認の定め."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import FullWidthIntegerField
from law.lifecycle import SchemeKind

from ..checks import LETTERS
from ..places import LABELS, Document
from .base import Codes, Page, PageForm, RowForm, Rows, Values, fit, kept, past_rows, put, textbox
from .money import RateField

# Each block of words that a kind of scheme's letters may hold: letter, part, what it is called.
OF_GRANTS = (
    ("grant", "conditions", _("交付決定通知書の条件（適正化法7条3項）")),
    ("grant", "appeal_notice", _("交付の決定・不交付の教示")),
    ("fixing", "paragraphs", _("額の確定通知書の本文に加える文")),
    ("fixing", "appeal_notice", _("額の確定の教示")),
    ("change", "paragraphs", _("変更の承認の通知書の本文に加える文")),
    ("change", "appeal_notice", _("変更・中止・廃止の決定の教示")),
    ("cancellation", "paragraphs", _("交付決定取消通知書の本文に加える文")),
    ("cancellation", "appeal_notice", _("交付決定の取消しの教示")),
    ("disposal", "paragraphs", _("財産処分承認通知書の本文に加える文")),
    ("disposal", "appeal_notice", _("財産処分の承認・不承認の教示")),
    ("return_order", "paragraphs", _("返還命令書の納付の方法")),
    ("return_order", "appeal_notice", _("返還命令の教示")),
)
BLOCKS = {
    SchemeKind.CERTIFICATION.value: (
        ("certificate", "conditions", _("認定通知書の留意事項")),
        ("appeal_notice", "paragraphs", _("教示（不服申立て・訴えの案内）")),
        *OF_GRANTS,
    ),
    SchemeKind.ADOPTION.value: (
        ("adoption", "conditions", _("採択通知書の留意事項")),
        ("adoption", "paragraphs", _("採択通知書の本文に加える文")),
        ("adoption", "appeal_notice", _("採択通知書の教示")),
        ("non_adoption", "paragraphs", _("不採択通知書の本文に加える文")),
        ("non_adoption", "appeal_notice", _("不採択通知書の教示")),
        *OF_GRANTS,
    ),
    SchemeKind.COMMISSION.value: (
        ("selection", "conditions", _("選定結果通知書（選定）の留意事項")),
        ("selection", "paragraphs", _("選定結果通知書（選定）の本文に加える文")),
        ("selection", "appeal_notice", _("選定結果通知書（選定）の教示")),
        ("non_selection", "paragraphs", _("選定結果通知書（非選定）の本文に加える文")),
        ("non_selection", "appeal_notice", _("選定結果通知書（非選定）の教示")),
    ),
}


class CriterionRow(RowForm):
    name = textbox(_("基準の名称"), width="m", help=_("例：基準（ア）、対象"))
    text = textbox(_("基準の内容"), most=2000, long=True)
    article = textbox(_("根拠"), width="m", help=_("例：附則第24条第3項、公募要領"))


class ItemRow(RowForm):
    name = textbox(_("審査項目"))
    most = FullWidthIntegerField(label=_("満点"), min_value=1, max_value=100)


class CriteriaForm(PageForm):
    least_scores = FullWidthIntegerField(
        label=LABELS["ranking.least_scores"],
        min_value=1,
        max_value=20,
        help_text=_("一件の応募に、何人の審査委員の採点が要るか。空のままでは1人です。"),
    )
    threshold = RateField(
        label=LABELS["ranking.threshold"],
        max_length=20,
        help_text=_("満点に対する割合を 6/10 のように。これに届かない応募は選べません。"),
    )
    gives_reasons = forms.BooleanField(label=_("選ばれなかった理由を通知する"))

    def build(self) -> None:
        if self.kind == SchemeKind.CERTIFICATION:
            self.fields.clear()
        else:
            self.fields["least_scores"].widget.attrs["data-width"] = "s"

    @classmethod
    def read(cls, document: Document) -> Values:
        return dict(document.get("ranking") or {})

    def write(self, rows: Any) -> Values:
        return {
            "criteria": self._coded("a", "criteria", rows["criteria"]),
            "review_items": self._coded("r", "review_items", rows["review_items"]),
            "ranking": self._ranking(),
        }

    def _coded(self, letter: str, key: str, rows: list[Values]) -> list[Values]:
        standing = self.document.get(key, [])
        codes = Codes.of(letter, standing, *past_rows(self.known, key))
        return [put(kept(standing, row["code"]), row | {"code": codes.given(row["code"])}) for row in rows]

    def _ranking(self) -> Values | None:
        standing = self.document.get("ranking") or {}
        if not self.fields:
            return standing or None
        said = self.cleaned_data
        reasons = said.get("gives_reasons") or (False if "gives_reasons" in standing else None)
        threshold = said.get("threshold")
        return (
            put(
                standing,
                {"least_scores": said.get("least_scores"), "threshold": threshold, "gives_reasons": reasons},
            )
            or None
        )


class BlockRow(RowForm):
    block = forms.ChoiceField(label=_("どの文言か"))
    text = textbox(_("印字する文"), most=2000, long=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", "—"), *_choices(self.document)]

    def clean(self) -> Values:
        said = super().clean() or {}
        if said.get("text") and not said.get("block"):
            self.add_error("block", gettext("この文をどの通知書に印字するかを選んでください。"))
        return said


def _choices(document: Document) -> Iterator[tuple[str, Any]]:
    for letter, part, name in BLOCKS.get(document.get("kind", ""), ()):
        yield f"{letter}.{part}", name


def _blocks(document: Document) -> list[Values]:
    letters = document.get("letters", {})
    return [
        {"block": f"{letter}.{part}", "text": words}
        for letter, part, _name in BLOCKS.get(document.get("kind", ""), ())
        for words in letters.get(letter, {}).get(part, [])
    ]


_UNCLEARED = _("確認がまだの間は、この文言による決裁を止めます（要法務確認）。")
_UNCLEARED_IN_DEMO = _(
    "確認がまだの間は、本番ではこの文言による決裁を止めます（要法務確認）。見本では、「要法務確認」と印字して決裁できます。"
)


class LettersForm(PageForm):
    def build(self) -> None:
        for letter in LETTERS.get(self.kind, ()):
            self.fields[f"uncleared_{letter}"] = forms.BooleanField(
                label=gettext("%(letter)sの法務の確認がまだ") % {"letter": LABELS[f"letters.{letter}"]},
                help_text=_UNCLEARED_IN_DEMO if settings.DEMO else _UNCLEARED,
            )

    @classmethod
    def read(cls, document: Document) -> Values:
        letters = document.get("letters", {})
        return {f"uncleared_{letter}": block.get("needs_legal_review") for letter, block in letters.items()}

    def write(self, rows: Any) -> Values:
        return {
            "letters": {
                letter: block for letter in self._letters() if (block := self._block(letter, rows["blocks"]))
            }
        }

    def _letters(self) -> list[str]:
        standing = list(self.document.get("letters", {}))
        return [*standing, *(each for each in LETTERS.get(self.kind, ()) if each not in standing)]

    def _block(self, letter: str, rows: list[Values]) -> Values | None:
        standing = self.document.get("letters", {}).get(letter)
        uncleared = self.cleaned_data.get(f"uncleared_{letter}", False)
        parts = {
            part: [row["text"] for row in rows if row["block"] == f"{letter}.{part}"]
            for one, part, _name in BLOCKS.get(self.kind, ())
            if one == letter
        }
        if standing is None and not any(parts.values()) and letter != LETTERS[self.kind][0] and not uncleared:
            return None
        first = next(iter(parts), "")
        said = {
            part: words for part, words in parts.items() if words or part in (standing or {}) or part == first
        }
        return {**(standing or {}), **said} | {"needs_legal_review": uncleared}


class UnconfirmedForm(PageForm):
    unconfirmed = forms.CharField(
        label=LABELS["unconfirmed"],
        max_length=20_000,
        widget=forms.Textarea({"rows": 10, "data-width": "l"}),
        validators=[fit],
        help_text=_(
            "資料で確かめていない定めを、一行に一つずつ書きます。担当官の画面に注意として出ます。確かめたら消します。"
        ),
    )

    @classmethod
    def read(cls, document: Document) -> Values:
        return {"unconfirmed": "\n".join(document.get("unconfirmed", []))}

    def write(self, rows: Any) -> Values:
        said = self.cleaned_data.get("unconfirmed", "").splitlines()
        return {"unconfirmed": [line.strip() for line in said if line.strip()]}


CRITERIA = Page(
    "criteria",
    _("審査基準と審査項目"),
    _("担当官は基準ごとに適否を書き、審査委員は項目ごとに点を付けます。"),
    ("criteria", "review_items", "ranking"),
    CriteriaForm,
    (
        Rows(
            "criteria",
            _("審査基準"),
            _("審査基準を追加する"),
            CriterionRow,
            lambda document: document.get("criteria", []),
            cards=True,
        ),
        Rows(
            "review_items",
            _("審査項目"),
            _("審査項目を追加する"),
            ItemRow,
            lambda document: document.get("review_items", []),
        ),
    ),
)
WORDING = Page(
    "letters",
    _("通知書の文言"),
    _("通知書にそのまま印字する文。一つの文を一行に書きます。決まった前文や宛先はここに書きません。"),
    ("letters",),
    LettersForm,
    (Rows("blocks", _("文言"), _("文言を追加する"), BlockRow, _blocks, cards=True),),
)
UNCONFIRMED = Page(
    "unconfirmed",
    _("未確認の定め"),
    _("仮に置いた値を書き残します。なければ空のままで構いません。"),
    ("unconfirmed",),
    UnconfirmedForm,
)
