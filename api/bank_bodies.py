"""What the acts on a fund's account at the bank are told. Services decide; this is shape."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from law.bank import Known
from payments.bank.reading import MOST_ROWS
from payments.models.bank import MOST_TEXT

from .bodies import MOST_YEN, Body
from .fields import Day, Note, Whole
from .payment_bodies import PaidFrom


class RegisterBankAccount(Body):
    bank = PaidFrom()
    opening_on = Day(help_text=gettext_lazy("記録を始める日"))
    opening_balance = Whole(
        min_value=0, max_value=MOST_YEN, help_text=gettext_lazy("その前日の銀行の残高、円")
    )


class StatementLine(Body):
    """One of `came_in` and `went_out` is above 0."""

    on = Day()
    came_in = Whole(min_value=0, max_value=MOST_YEN, default=0, help_text=gettext_lazy("円"))
    went_out = Whole(min_value=0, max_value=MOST_YEN, default=0, help_text=gettext_lazy("円"))
    balance = Whole(
        min_value=0,
        max_value=MOST_YEN,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("銀行の書いた残高、円"),
    )
    counterpart = Note(max_length=MOST_TEXT, allow_blank=True, default="")
    remark = Note(max_length=MOST_TEXT, allow_blank=True, default="")


class TakeStatement(Body):
    """Lines in the order of their days. A file of the bank is read on the page; a program sends lines."""

    lines = StatementLine(many=True, max_length=MOST_ROWS)
    until = Day(help_text=gettext_lazy("この日までの明細"))
    closing = Whole(min_value=0, max_value=MOST_YEN, help_text=gettext_lazy("期間の終わりの残高、円"))
    known = serializers.ChoiceField(
        ["", *(known.value for known in Known)],
        default="",
        help_text=gettext_lazy("取込済みの行と同じ内容の行：skip 飛ばす、keep 別の取引として取り込む"),
    )


class MatchLines(Body):
    lines = serializers.ListField(
        child=serializers.UUIDField(), max_length=1000, help_text=gettext_lazy("明細の行の ID")
    )
    items = serializers.ListField(
        child=serializers.CharField(max_length=100),
        max_length=1000,
        help_text=gettext_lazy("帳簿の取引のコード（GET bank-accounts/{id}/unmatched/）"),
    )


class Explanation(Body):
    line = serializers.UUIDField()
    text = Note(max_length=2000)


class DraftMonthSheet(Body):
    month = Day(help_text=gettext_lazy("月の初めの日"))
    explanations = Explanation(
        many=True, max_length=1000, help_text=gettext_lazy("帳簿に対応するもののない明細の説明")
    )
    reason = Note(
        max_length=2000, allow_blank=True, default="", help_text=gettext_lazy("確認済みの月を作り直す理由")
    )
