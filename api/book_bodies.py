"""What the acts on a fund's book are told, by their names. Services decide; this is shape."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from funds.ledger.models import Entry
from law.accounts import ATTRIBUTION_LABELS, DRAW_LABELS, MOVEMENTS
from law.investments import MEANS

from .bodies import COMPANIES, MOST_YEN, Body
from .fields import Day, Named, Text, Whole

ENTRIES = [act for act, _label in Entry.ACTS if act in MOVEMENTS]
MOST_KEY = 10**15 - 1


def yen(**more: object) -> Whole:
    return Whole(min_value=1, max_value=MOST_YEN, help_text=gettext_lazy("円"), **more)


class BookRules(Body):
    """No law sets them: each fund sets whose income counts as whose, and what is spent first."""

    attribution = serializers.ChoiceField([each.value for each in ATTRIBUTION_LABELS])
    draw = serializers.ChoiceField([each.value for each in DRAW_LABELS])


class OpenBook(BookRules):
    fund = serializers.SlugField(max_length=40, help_text=gettext_lazy("基金のコード"))


class StateGrant(Body):
    budget = Text(max_length=100)
    number = Text(max_length=60, help_text=gettext_lazy("交付決定の文書番号"))
    dated_on = Day()
    ceiling = yen()


class EnterAppropriation(Body):
    scheme = serializers.SlugField(max_length=40, help_text=gettext_lazy("制度のコード"))
    fiscal_year = Whole(min_value=2000, max_value=2100, help_text=gettext_lazy("年度の始まる年"))
    budget = Text(max_length=100, help_text=gettext_lazy("予算の科目"))
    number = Text(max_length=60, help_text=gettext_lazy("配賦の番号"))
    dated_on = Day(help_text=gettext_lazy("配賦の日"))
    amount = yen()


class Donation(Body):
    donor = Named(COMPANIES)
    dated_on = Day()
    ceiling = yen()
    condition = Text(max_length=2000, allow_blank=True, default="")


class OfYear(Body):
    fiscal_year = Whole(min_value=2000, max_value=2100, help_text=gettext_lazy("年度の始まる年"))


class YearLine(OfYear):
    line = Whole(
        min_value=0,
        max_value=MOST_YEN,
        allow_null=True,
        help_text=gettext_lazy("年度の枠、円。null なら枠を設けない。"),
    )


class DraftEntry(Body):
    act = serializers.ChoiceField(ENTRIES, help_text=gettext_lazy("確認されたときに記帳される事由"))
    source = serializers.UUIDField(
        allow_null=True, default=None, help_text=gettext_lazy("財源の ID（運用益などでは null）")
    )
    amount = yen()
    effective_on = Day()
    number = Text(max_length=60, allow_blank=True, default="")
    numbered_on = Day(allow_null=True, default=None)
    note = Text(max_length=200, allow_blank=True, default="")


class DraftReversal(Body):
    posting = Whole(min_value=1, max_value=MOST_KEY, help_text=gettext_lazy("取り消す記帳の番号"))
    note = Text(max_length=200)


class RegisterInvestment(Body):
    means = serializers.ChoiceField(list(MEANS))
    held_with = Text(max_length=200)
    amount = yen()
    terms = Text(max_length=100, allow_blank=True, default="")
    since = Day()
    until = Day(allow_null=True, default=None)


class Redeem(Body):
    on = Day()
