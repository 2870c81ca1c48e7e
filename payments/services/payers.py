"""振込元の口座 of a fund: what the accountant says of whoever pays, from a day on."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.authority import require
from accounts.models import Membership
from common import audit, clock
from common.actor import actor_of
from funds.ledger.models import Book
from law.acts import Reason, Refused
from law.payees import code
from law.roles import Role
from law.zengin import as_sent

from ..models import PayerAccount
from ..models.payer import CLIENT_DIGITS, MOST_CLIENT
from .payees import read_bank


@transaction.atomic
def set_payer_account(
    *,
    book: Book,
    since: date,
    client_code: str,
    client_name: str,
    bank: dict[str, str],
    membership: Membership,
) -> PayerAccount:
    """Holds from `since` until the next one's day. What was sent before stays as it was sent."""
    actor = actor_of(membership)
    require(actor, Role.NIBN_ACCOUNTANT)
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)
    if since < clock.today():
        raise Refused(Reason("day_gone", _("今日より前の日からは設定できません。")))
    if PayerAccount.objects.filter(book=book, since=since).exists():
        text = _("この日からの口座は、すでに設定されています。別の日を選んでください。")
        raise Refused(Reason("payer_known", text))
    payer = PayerAccount.objects.create(
        book=book,
        since=since,
        client_code=code(client_code, CLIENT_DIGITS),
        client_name=as_sent(client_name, MOST_CLIENT),
        set_by=membership,
        set_at=clock.now(),
        **read_bank(**bank),
    )
    facts = {"book": book.pk, "since": since.isoformat()}
    audit.record(act="set_payer_account", subject=payer, actor=actor, facts=facts)
    return payer
