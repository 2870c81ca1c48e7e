"""What the acts of payments are told, by their names. Services decide; this is shape."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from law.payees import BANK_DIGITS, BRANCH_DIGITS, DEPOSIT_LABELS, MOST_HOLDER, MOST_NAME, NUMBER_DIGITS

from .bodies import Body
from .fields import Scan, Text


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
