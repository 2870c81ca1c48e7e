"""In whose name letters leave: the office, who holds it, its number form."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from common import audit
from common.actor import Actor
from law.acts import Reason, Refused

from ..models import Issuer, OfficeHolder
from ..outcomes import DocumentKind as Kind
from ..seals import Seal


@transaction.atomic
def set_issuer(
    *,
    code: str,
    title: str,
    organisation: Organisation,
    document_series: str,
    actor: Actor,
    seals: Mapping[str, str] | None = None,
) -> Issuer:
    """Create or change an issuer; `code` names its key. Letters already issued keep what they say.

    `seals`: kind of letter → how it is sealed; what is not named keeps what it had, at first a signature.
    """
    if "{n}" not in document_series:
        text = _(
            "文書番号の形式には、番号の入る位置 {n} を含めてください（例：厚生労働省発医政{mmdd}第{n}号）。"
        )
        raise Refused(Reason("series", text))
    known = Issuer.objects.filter(code=code).values_list("seals", flat=True).first() or {}
    kept = known | _known_seals(seals or {})
    issuer, _created = Issuer.objects.update_or_create(
        code=code,
        defaults={
            "title": title,
            "organisation": organisation,
            "document_series": document_series,
            "seals": kept,
        },
    )
    audit.record(act="set_issuer", subject=issuer, actor=actor, facts={"code": code, "seals": kept})
    return issuer


def _known_seals(seals: Mapping[str, str]) -> dict[str, str]:
    wrong = [f"{kind}={seal}" for kind, seal in seals.items() if kind not in Kind or seal not in Seal]
    if wrong:
        text = _(
            "公印の扱いは「種類=扱い」で指定してください（%(wrong)s）。種類：%(kinds)s。扱い：%(seals)s。"
        )
        words = {"wrong": "、".join(wrong), "kinds": "、".join(Kind.values), "seals": "、".join(Seal.values)}
        raise Refused(Reason("seals", text % words))
    return dict(seals)


@transaction.atomic
def change_holder(*, issuer: Issuer, name: str, since: date, actor: Actor) -> OfficeHolder:
    """A new office-holder from a day on; the one before ends the day before."""
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    before = issuer.holders.filter(valid_until=None).first()
    if before and before.valid_from >= since:
        raise Refused(Reason("holder", _("今の在任者の開始日より後の日を指定してください。")))
    issuer.holders.filter(valid_until=None).update(valid_until=since - timedelta(days=1))
    holder = OfficeHolder.objects.create(issuer=issuer, name=name, valid_from=since)
    audit.record(act="change_holder", subject=holder, actor=actor, facts={"since": since})
    return holder
