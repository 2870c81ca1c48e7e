"""What is under way is counted from indexes alone: in one's hand, of a scheme, by the way it came."""

from django.db import migrations, models
from django.db.models import Q

from common.indexes import AddIndexOnline, RemoveIndexOnline

FILED = ~Q(state="draft")
UNDER_WAY = ~Q(
    state__in=[
        "draft",
        "certified",
        "refused",
        "adopted",
        "not_adopted",
        "selected",
        "not_selected",
        "withdrawn",
    ]
)
LISTS = {
    "plan_in_hand": (["assignee", "due_on", "case"], UNDER_WAY),
    "plan_scheme_arrival": (["scheme", "arrived_at", "case", "state"], FILED),
    "plan_channel_arrival": (["channel", "arrived_at", "case", "state"], FILED),
}


def built_anew(name: str, fields: list[str], condition: Q) -> list[migrations.operations.base.Operation]:
    index = models.Index(fields=fields, name=name, condition=condition)
    return [RemoveIndexOnline(model_name="plan", name=name), AddIndexOnline(model_name="plan", index=index)]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("applications", "0018_exports_of_any_list")]
    operations = [each for name, made in LISTS.items() for each in built_anew(name, *made)]
