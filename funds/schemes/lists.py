"""Drafts of schemes, narrowed by where they stand and by words of their name."""

from django.db.models import QuerySet

from law.states import SchemeDraftState as State

from .models import SchemeDraft

BY_STATE = {
    "open": [State.EDITING, State.PROPOSED, State.RETURNED],
    "ended": [State.PUBLISHED, State.WITHDRAWN],
}


def drafts_listed(shown: str, words: str) -> QuerySet[SchemeDraft]:
    """What is neither open nor ended shows all."""
    rows = SchemeDraft.objects.filter(state__in=BY_STATE.get(shown, list(State)))
    return rows.filter(document__name__icontains=words) if words else rows
