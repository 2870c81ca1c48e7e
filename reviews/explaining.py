"""Why a ranking stands as it does, in words: what parted equal means, and why the line is where it is."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from law.money import yen
from law.ranking import Marks, Place, parting, rank, shown
from law.states import PairingState

from .models import Pairing, Ranking, RankingLine
from .standings import Rule, amount_of, is_chosen


def partings(lines: Iterable[RankingLine], rule: Rule) -> dict[Any, str]:
    """Per line whose mean another has too, at another place: the items that decided, with its means."""
    scored = [line for line in lines if line.mean is not None]
    found: dict[Any, str] = {}
    for _mean, group in groupby(sorted(scored, key=lambda line: -line.mean), key=lambda line: line.mean):
        equal = list(group)
        if len({line.rank for line in equal}) > 1:
            found |= _parted(equal, rule)
    return found


def _parted(equal: Sequence[RankingLine], rule: Rule) -> dict[Any, str]:
    places = _places(equal, rule)
    names = {item["code"]: item["name"] for item in rule.items}
    codes = parting(places, rule.tie_break)
    told = {place.plan: [_item(place, code, names.get(code, code)) for code in codes] for place in places}
    text = _("同点（%(mean)s点）：%(items)sにより順を決定")
    return {
        line.pk: text % {"mean": shown(line.mean), "items": "、".join(told[str(line.plan_id)])}
        for line in equal
        if told.get(str(line.plan_id))
    }


def _item(place: Place, code: str, name: str) -> str:
    return _("「%(item)s」の平均%(mean)s点") % {"item": name, "mean": shown(place.items.get(code))}


def _places(lines: Iterable[RankingLine], rule: Rule) -> list[Place]:
    """Read from the opinions themselves, which nobody changes once they are in."""
    scores: dict[str, list[dict[str, int]]] = {str(line.plan_id): [] for line in lines}
    heard = Pairing.objects.filter(plan__in=scores, state=PairingState.SUBMITTED).prefetch_related("scores")
    for pairing in heard:
        scores[str(pairing.plan_id)].append({each.item: each.points for each in pairing.scores.all()})
    return rank([Marks(plan, tuple(given)) for plan, given in scores.items()], rule.tie_break)


def why_here(ranking: Ranking, lines: Sequence[RankingLine], rule: Rule) -> str:
    """Why the line is not one place lower."""
    if ranking.cut_off is None:
        return ""
    below = next((line for line in lines if not is_chosen(ranking, line)), None)
    if below is None:
        return _("すべての応募が境界の内にあります。")
    if rule.least_mean is not None and (below.mean is None or below.mean < rule.least_mean):
        text = _("%(place)s位の平均点（%(mean)s点）は、この制度の最低の平均点（%(least)s点）に届きません。")
        return text % {"place": below.place, "mean": shown(below.mean), "least": shown(rule.least_mean)}
    rest = _rest(ranking, lines)
    asked = sum(each.asked for each in below.amounts.all())
    if rest is not None and rest < asked:
        text = _("残りの予算（%(rest)s）は、%(place)s位の計算した額（%(asked)s）に足りません。")
        return text % {"rest": yen(rest), "place": below.place, "asked": yen(asked)}
    return _("予算の残りや最低の平均点によらず、この順位案で決めた境界です。審査会の記録を見てください。")


def _rest(ranking: Ranking, lines: Iterable[RankingLine]) -> int | None:
    if ranking.budget is None:
        return None
    return ranking.budget - sum(amount_of(line) for line in lines if is_chosen(ranking, line))
