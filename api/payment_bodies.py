"""What the acts of payments are told, by their names. Services decide; this is shape."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from law.payees import BANK_DIGITS, BRANCH_DIGITS, DEPOSIT_LABELS, MOST_HOLDER, MOST_NAME, NUMBER_DIGITS
from law.payments import KIND_LABELS
from law.zengin import MOST_AMOUNT
from payments.models.payer import CLIENT_DIGITS, MOST_CLIENT

from .bodies import MOST_YEN, Body
from .fields import Day, Note, Scan, Text, Whole


class EnterPayeeAccount(Body):
    """Names in any width; what the bank gets is told by the account that was made."""

    bank_code = Text(max_length=BANK_DIGITS)
    bank_name = Text(max_length=MOST_NAME, help_text=gettext_lazy("カナ"))
    branch_code = Text(max_length=BRANCH_DIGITS)
    branch_name = Text(max_length=MOST_NAME, help_text=gettext_lazy("カナ"))
    kind = serializers.ChoiceField(
        [kind.value for kind in DEPOSIT_LABELS], help_text=gettext_lazy("1 普通、2 当座")
    )
    number = Text(max_length=NUMBER_DIGITS)
    holder = Text(max_length=MOST_HOLDER, help_text=gettext_lazy("カナ"))
    scan = Scan(help_text=gettext_lazy("通帳の見開きの写し"))


class ClaimPayment(Body):
    kind = serializers.ChoiceField(
        [kind.value for kind in KIND_LABELS], help_text=gettext_lazy("advance 概算払、fixed 精算払")
    )
    fiscal_year = Whole(min_value=2000, max_value=2100, help_text=gettext_lazy("年度の始まる年"))
    amount = Whole(min_value=1, max_value=MOST_AMOUNT, help_text=gettext_lazy("円"))
    reason = Note(
        max_length=2000, allow_blank=True, default="", help_text=gettext_lazy("概算払を必要とする理由")
    )


class PaidFrom(Body):
    bank_code = Text(max_length=BANK_DIGITS)
    bank_name = Text(max_length=MOST_NAME, help_text=gettext_lazy("カナ"))
    branch_code = Text(max_length=BRANCH_DIGITS)
    branch_name = Text(max_length=MOST_NAME, help_text=gettext_lazy("カナ"))
    kind = serializers.ChoiceField(
        [kind.value for kind in DEPOSIT_LABELS], help_text=gettext_lazy("1 普通、2 当座")
    )
    number = Text(max_length=NUMBER_DIGITS)


class SetPayerAccount(Body):
    since = Day(help_text=gettext_lazy("使い始める日"))
    client_code = Text(max_length=CLIENT_DIGITS, help_text=gettext_lazy("委託者コード、10桁"))
    client_name = Text(max_length=MOST_CLIENT, help_text=gettext_lazy("カナ"))
    bank = PaidFrom()


class DraftRun(Body):
    claims = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=1000, help_text=gettext_lazy("請求の ID")
    )
    transfer_on = Day(help_text=gettext_lazy("振込指定日"))


class RecordPaid(Body):
    on = Day(help_text=gettext_lazy("銀行が支払った日"))


class RecordFailed(Body):
    on = Day(help_text=gettext_lazy("組戻しの日"))
    reason = Text(max_length=200)


class RecordTreasuryPayment(Body):
    on = Day(help_text=gettext_lazy("国庫から支払われた日"))
    reference = Text(max_length=60, help_text=gettext_lazy("支払をした仕組みでの番号"))


class RecordRemittance(Body):
    on = Day(help_text=gettext_lazy("入金の日"))
    amount = Whole(min_value=1, max_value=MOST_YEN, help_text=gettext_lazy("円"))
    reference = Text(max_length=60, help_text=gettext_lazy("銀行の照会番号"))


class UrgePayment(Body):
    pay_by = Day(help_text=gettext_lazy("督促で指定する期限（納期限は変わりません）"))
