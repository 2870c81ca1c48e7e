"""The bigrams of each text as they follow one another, so that a word is found by one condition; and the
day of arrival beside the order by which the API's list begins.

The old way of asking finds what it found in the new text too, so nothing is undone on the way back.
"""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.db import migrations, models

from applications.selectors import search_text
from common.indexes import AddIndexOnline, RemoveIndexOnline


def write_anew(apps: Any, _editor: Any) -> None:
    """In bundles, each kept when it is done; run again, it writes what is missing."""
    Plan, Party = apps.get_model("applications", "Plan"), apps.get_model("applications", "PlanParty")
    keys = iter(list(Plan.objects.order_by("pk").values_list("pk", flat=True)))
    while bundle := list(islice(keys, 1_000)):
        names: dict[Any, list[str]] = defaultdict(list)
        parties = Party.objects.filter(plan__in=bundle).order_by("plan", "order", "id")
        for plan, name in parties.values_list("plan_id", "organisation__name"):
            names[plan].append(name)
        moved = []
        for plan in Plan.objects.filter(pk__in=bundle).only("title", "search"):
            was, plan.search = plan.search, search_text(plan.title, *names[plan.pk])
            if plan.search != was:
                moved.append(plan)
        Plan.objects.bulk_update(moved, ["search"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("applications", "0012_ended_plans")]
    operations = [
        RemoveIndexOnline(model_name='plan', name='plan_updated'),
        AddIndexOnline(
            model_name='plan',
            index=models.Index(condition=models.Q(models.Q(('state', 'draft'), _negated=True), ('channel', 'paper'), _connector='OR'), fields=['updated_at', 'case', 'arrived_at'], name='plan_updated'),
        ),
        migrations.RunPython(write_anew, migrations.RunPython.noop, atomic=False),
    ]
