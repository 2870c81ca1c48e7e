"""The shape of what is typed about a call's ranking; the services decide."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import EraDateField, YenField
from reviews.forms import LONGEST, PlainForm
from reviews.models import Ranking, RankingLine
from reviews.services.rankings import Proposal
from reviews.standings import lines_of, sum_label

from .forms import MomentForm


class RevisionForm(PlainForm):
    """Order, cut-off and amounts: one block per plan."""

    budget = YenField(label=_("この公募の予算額"), required=False)
    cut_off = forms.IntegerField(
        label=_("何位までとするか（境界）"),
        min_value=0,
        required=False,
        help_text=_("0 とすると、だれも選ばれません。"),
    )

    def __init__(self, *args: Any, ranking: Ranking, **kwargs: Any) -> None:
        self.ranking = ranking
        self.lines = lines_of(ranking)
        kwargs["initial"] = {"budget": ranking.budget, "cut_off": ranking.cut_off}
        super().__init__(*args, **kwargs)
        for line in self.lines:
            self._add(line)

    def _add(self, line: RankingLine) -> None:
        key = line.plan_id
        area = forms.Textarea(attrs={"rows": 2})
        self.fields[f"place-{key}"] = forms.IntegerField(label=_("順位"), min_value=1, initial=line.place)
        for each in line.amounts.all():
            label = f"{sum_label(self.ranking.call.scheme.kind)}　{each.party.organisation.name}"
            self.fields[f"amount-{each.party_id}"] = YenField(label=label, initial=each.amount)
        self.fields[f"departure-{key}"] = forms.CharField(
            label=_("採点の順と違う順位にした理由"),
            max_length=LONGEST,
            required=False,
            initial=line.departure,
            widget=area,
        )
        self.fields[f"reason-{key}"] = forms.CharField(
            label=_("選ばない場合に通知する理由"),
            max_length=LONGEST,
            required=False,
            initial=line.reason,
            widget=area,
            help_text=_("公募要領で理由を通知するとしている場合に書きます。"),
        )

    def common(self) -> list[forms.BoundField]:
        return [self[name] for name in ("budget", "cut_off")]

    def blocks(self) -> Iterator[tuple[RankingLine, list[forms.BoundField]]]:
        for line in self.lines:
            amounts = [f"amount-{each.party_id}" for each in line.amounts.all()]
            names = [f"place-{line.plan_id}", *amounts]
            yield line, [self[name] for name in (*names, *self._words(line))]

    @staticmethod
    def _words(line: RankingLine) -> tuple[str, str]:
        return f"departure-{line.plan_id}", f"reason-{line.plan_id}"

    def proposal(self) -> Proposal:
        typed = self.cleaned_data
        return Proposal(
            budget=typed["budget"],
            cut_off=typed["cut_off"],
            places={line.plan_id: typed[f"place-{line.plan_id}"] for line in self.lines},
            amounts={
                each.party_id: typed[f"amount-{each.party_id}"]
                for line in self.lines
                for each in line.amounts.all()
            },
            departures={line.plan_id: typed[f"departure-{line.plan_id}"] for line in self.lines},
            reasons={line.plan_id: typed[f"reason-{line.plan_id}"] for line in self.lines},
        )


class MeetingForm(PlainForm):
    met_on = EraDateField(label=_("審査会の開催日"), initial=clock.today)
    members = forms.CharField(
        label=_("出席した委員"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行に一人ずつ書きます。"),
    )
    minutes = forms.CharField(
        label=_("審査の概要"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )


class ProposingForm(MomentForm):
    """The day on all letters, and the minute at which all are told."""

    field_order = ("dated_on", "issue", "issue_on", "issue_time")

    def proposed(self) -> dict[str, Any]:
        return {"dated_on": self.cleaned_data["dated_on"], "issue_at": self.moment()}
