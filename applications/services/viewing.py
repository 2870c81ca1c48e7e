"""A work list as somebody likes it, kept under a name; each post has its own."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import Membership
from common.lists import cleaned
from law.acts import Reason, Refused

from ..models import SavedView

MOST = 20


@transaction.atomic
def save_view(*, name: str, query: str, membership: Membership) -> SavedView:
    """Under a name that is used already the newer list takes the older one's place."""
    Membership.objects.select_for_update().get(pk=membership.pk)  # two clicks at once are counted
    if not name:
        raise Refused(Reason("no_name", _("保存する表示の名前を入力してください。")))
    if membership.saved_views.exclude(name=name).count() >= MOST:
        text = _("保存できる表示は%(most)s件までです。使わないものを削除してください。")
        raise Refused(Reason("too_many_views", text % {"most": MOST}))
    kept = cleaned(QueryDict(query)).urlencode()
    view, _new = SavedView.objects.update_or_create(
        membership=membership, name=name, defaults={"query": kept}
    )
    return view


@transaction.atomic
def delete_view(*, view: SavedView) -> None:
    view.delete()
