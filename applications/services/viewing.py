"""A work list as somebody likes it, kept under a name; each post has its own."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from law.acts import Reason, Refused

from ..models import SavedView

MOST = 20


@transaction.atomic
def save_view(*, name: str, query: str, membership: Membership) -> SavedView:
    """`query` as it stands in an address. Under a name in use the newer list takes the older one's place."""
    Membership.objects.select_for_update().get(pk=membership.pk)  # two clicks at once are counted
    if not name:
        raise Refused(Reason("no_name", _("保存する表示の名前を入力してください。")))
    if membership.saved_views.exclude(name=name).count() >= MOST:
        text = _("保存できる表示は%(most)s件までです。使わないものを削除してください。")
        raise Refused(Reason("too_many_views", text % {"most": MOST}))
    view, _new = SavedView.objects.update_or_create(
        membership=membership, name=name, defaults={"query": query}
    )
    return view


@transaction.atomic
def delete_view(*, view: SavedView) -> None:
    view.delete()
