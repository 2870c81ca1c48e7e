"""What the acts of evidence are told. Services decide; this is shape."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from common import corporate_number
from grants.evidence.cells import across
from law.evidence import PaperKind, PayMethod

from .bodies import MOST_YEN, Body
from .fields import Day, Note, Scan, Text, Whole, Yes

MOST_AT_ONCE = 500


def _day() -> Day:
    return Day(allow_null=True, default=None)


def _sum() -> Whole:
    return Whole(min_value=0, max_value=MOST_YEN, allow_null=True, default=None, help_text=gettext_lazy("円"))


class EvidenceRow(Body):
    """One payment, by its 証憑番号. A column that is left out is empty."""

    number = Text(max_length=40)
    line = Whole(
        min_value=1, max_value=10_000, help_text=gettext_lazy("経費の番号（evidence/needs の place）")
    )
    seen = Whole(
        min_value=0,
        max_value=2**31 - 1,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("読んだときの edition。新しい証憑は 0。null なら上書きします。"),
    )
    item = Text(max_length=200, allow_blank=True, default="")
    supplier = Text(max_length=200, allow_blank=True, default="")
    supplier_number = Text(max_length=13, allow_blank=True, default="", help_text=gettext_lazy("法人番号"))
    is_related = Yes(default=False)
    quoted_on = _day()
    quoted_sum = _sum()
    rival_on = _day()
    rival_sum = _sum()
    choice_reason = Note(allow_blank=True, default="")
    ordered_on = _day()
    ordered_sum = _sum()
    contracted_on = _day()
    contracted_sum = _sum()
    delivered_on = _day()
    delivered_sum = _sum()
    inspected_on = _day()
    inspected_sum = _sum()
    invoiced_on = _day()
    invoiced_sum = _sum()
    invoice_number = Text(max_length=60, allow_blank=True, default="")
    paid_on = _day()
    paid_sum = _sum()
    paid_by = serializers.ChoiceField([("", "—"), *PayMethod.choices()], allow_blank=True, default="")
    eligible_sum = _sum()
    note = Note(allow_blank=True, default="")

    def validate_supplier_number(self, value: str) -> str:
        if value:
            corporate_number.validate(value)
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if wrong := across(attrs):
            raise serializers.ValidationError(wrong)
        return attrs


class KeepEvidence(Body):
    rows = EvidenceRow(many=True, allow_empty=False, max_length=MOST_AT_ONCE)


class NamedEvidence(Body):
    evidence = serializers.UUIDField(help_text=gettext_lazy("証憑（evidence の id）"))


class HangEvidenceFile(Body):
    scan = Scan()
    name = Text(max_length=200)
    evidence = serializers.ListField(
        child=serializers.UUIDField(),
        allow_empty=False,
        max_length=MOST_AT_ONCE,
        help_text=gettext_lazy("この書類を付ける証憑（evidence の id）"),
    )
    shows = serializers.ListField(
        child=serializers.ChoiceField(PaperKind.choices()),
        allow_empty=False,
        max_length=len(PaperKind),
        help_text=gettext_lazy("書類の種類"),
    )


class TakeEvidenceFile(Body):
    file = serializers.UUIDField(help_text=gettext_lazy("証憑に付けた書類（files の id）"))


class EvidenceMark(Body):
    evidence = serializers.UUIDField()
    asks = Text(
        max_length=1_000,
        allow_blank=True,
        default="",
        help_text=gettext_lazy("問うこと。空なら、見たことだけを記録します。"),
    )


class CheckEvidence(Body):
    rows = EvidenceMark(many=True, allow_empty=False, max_length=MOST_AT_ONCE)
