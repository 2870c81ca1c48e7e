"""Calls whose plans compete: where they stand, the ranking, the letters it would send, its papers."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from common.paging import Order
from decisions.services.rankings import facts_of, letters_of_line, ranking_digest, whole_lines
from decisions.views.officer.rankings import missing, standing_of
from reviews.standings import Rule, competing, competitions, lines_of, standings

from .. import showing_ranking as showing
from ..doors import Door
from ..finding import RANKING_READERS, competition_or_404, ranking_or_404
from ..paging import page_of
from ..problems import told
from ..serializers.office import PaperShape
from ..serializers.ranking import CompetitionShape, RankingLettersShape, RankingShape, StandingsShape
from .kept import hands_out, lists, pages, shows


class Rankings(Door):
    audience = RANKING_READERS

    @pages(CompetitionShape, "rankings", _("申請が競う公募と、その順位表"), "rankings")
    def get(self, request: Request) -> Response:
        found = page_of(request, competitions(), Order("opens_at", falling=True), lambda call: call)
        running = {each.call_id: each for each in standing_of(found["items"])}
        found["items"] = [showing.competition(call, running.get(call.pk)) for call in found["items"]]
        return Response(found)


class Standings(Door):
    audience = RANKING_READERS

    @shows(StandingsShape, "call_standings", _("一つの公募の、いまの採点の順"), "rankings")
    def get(self, request: Request, pk: UUID) -> Response:
        call = competition_or_404(request.membership, pk)
        found = standings(call, Rule.of(call))
        waiting = competing(call).exclude(pk__in=[each.plan.pk for each in found])
        return Response(
            {
                "items": [showing.standing(each) for each in found],
                "waiting": list(waiting.values_list("number", flat=True)),
            }
        )


class Ranking(Door):
    audience = RANKING_READERS

    @shows(RankingShape, "ranking", _("一つの順位表"), "rankings")
    def get(self, request: Request, pk: UUID) -> Response:
        found = ranking_or_404(request.membership, pk)
        open_now = [] if found.approved_at else missing(facts_of(found, request.membership))
        return Response(showing.ranking(found, lines_of(found), told(open_now)))


class RankingLetters(Door):
    audience = RANKING_READERS

    @shows(RankingLettersShape, "ranking_letters", _("順位表の、全件の通知書"), "rankings")
    def get(self, request: Request, pk: UUID) -> Response:
        found = ranking_or_404(request.membership, pk)
        lines = whole_lines(found) if found.cut_off is not None else []
        return Response(
            {
                "items": [
                    {
                        "plan": line.plan_id,
                        "number": line.plan.number,
                        "letters": letters_of_line(found, line),
                    }
                    for line in lines
                ],
                "sha256": ranking_digest(found) if lines else "",
            }
        )


class RankingPapers(Door):
    audience = RANKING_READERS

    @lists(PaperShape, "ranking_papers", _("順位表の PDF"), "rankings")
    def get(self, request: Request, pk: UUID) -> Response:
        found = ranking_or_404(request.membership, pk)
        return Response({"items": [showing.paper(each) for each in found.papers.all()[:50]]})


class RankingPaper(Door):
    audience = RANKING_READERS

    @hands_out("ranking_paper", _("作成した順位表の PDF"), "rankings")
    def get(self, request: Request, pk: UUID, paper: UUID) -> HttpResponseBase:
        ranking = ranking_or_404(request.membership, pk)
        found = get_object_or_404(ranking.papers.select_related("file"), pk=paper, file__isnull=False)
        return files.serve(found.file, name=f"{ranking.call.name}_{_('順位表')}.pdf")
