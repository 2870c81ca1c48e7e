"""振込元の口座 of a fund, dated: what is sent on a day is sent from the account of that day."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from funds.ledger.models import Book
from law.payees import BANK_DIGITS, BRANCH_DIGITS, MOST_NAME, NUMBER_DIGITS

from .payee import KINDS, only_of

CLIENT_DIGITS, MOST_CLIENT = 10, 40


class PayerAccount(models.Model):
    """What the header of a file says of whoever pays. Written once; the next one holds from its day on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="payer_accounts")
    since = models.DateField(_("使い始める日"))
    client_code = models.CharField(_("委託者コード"), max_length=CLIENT_DIGITS)
    client_name = models.CharField(_("委託者名"), max_length=MOST_CLIENT)
    bank_code = models.CharField(_("金融機関コード"), max_length=BANK_DIGITS)
    bank_name = models.CharField(_("金融機関名"), max_length=MOST_NAME)
    branch_code = models.CharField(_("支店コード"), max_length=BRANCH_DIGITS)
    branch_name = models.CharField(_("支店名"), max_length=MOST_NAME)
    kind = models.CharField(_("預金種目"), max_length=1, choices=KINDS)
    number = models.CharField(_("口座番号"), max_length=NUMBER_DIGITS)
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_payer_account_a_day", fields=["book", "since"]),
            models.CheckConstraint(
                name="payer_client_code_digits", condition=models.Q(only_of("client_code", "0123456789"))
            ),
        ]
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.branch_name}"
