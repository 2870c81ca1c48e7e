"""Calls: made, published, their closing moved."""

from django.utils.translation import gettext as _

from funds.calls.selectors import proposed_closing
from funds.calls.services import closing, making
from funds.calls.services.making import CallText
from funds.models import Call, ClosingChange, Scheme
from law.acts import Reason, Refused

from ..problems import invalid
from .asked import Asked

WRITTEN = ("round", "name", "summary", "opens_at", "closes_at", "budget", "budget_note", "contact")


def draft_call(asked: Asked) -> Call:
    scheme = Scheme.objects.filter(code=asked.said["scheme"]).first()
    if scheme is None:
        raise invalid(scheme=_("このコードの制度はありません。"))
    return making.draft_call(scheme=scheme, text=_text(asked), membership=asked.membership)


def revise_call(asked: Asked) -> Call:
    return making.revise_call(call=asked.on, text=_text(asked), membership=asked.membership)


def _text(asked: Asked) -> CallText:
    menus, years = (tuple(asked.said[name]) for name in ("menus", "fiscal_years"))
    return CallText(**asked.take(*WRITTEN), menus=menus, fiscal_years=years)


def withdraw_call(asked: Asked) -> Call:
    return making.withdraw_call(call=asked.on, membership=asked.membership)


def publish_call(asked: Asked) -> Call:
    return making.publish_call(call=asked.on, seen=asked.said["revision"], membership=asked.membership)


def propose_closing(asked: Asked) -> Call:
    closing.propose_closing(call=asked.on, membership=asked.membership, **asked.take("closes_at", "reason"))
    return _fresh(asked)


def approve_closing(asked: Asked) -> Call:
    closing.approve_closing(change=_proposed(asked), membership=asked.membership)
    return _fresh(asked)


def drop_closing(asked: Asked) -> Call:
    closing.drop_closing(change=_proposed(asked), membership=asked.membership)
    return _fresh(asked)


def _proposed(asked: Asked) -> ClosingChange:
    change = proposed_closing(asked.on)
    if change is None:
        text = _("承認を待っている受付終了の変更はありません。公募を読み直してください。")
        raise Refused(Reason("state", text))
    return change


def _fresh(asked: Asked) -> Call:
    return Call.objects.get(pk=asked.on.pk)
