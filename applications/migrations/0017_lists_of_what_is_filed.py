"""The office's lists hold what was filed, and so do their indexes; what a desk types is a list of its own."""

from django.db import migrations, models
from django.db.models import Q

from common.indexes import AddIndexOnline, RemoveIndexOnline

FILED = ~Q(state="draft")
LISTS = {
    "plan_number": ["number", "case"],
    "plan_arrival": ["arrived_at", "case"],
    "plan_due": ["due_on", "case"],
    "plan_updated": ["updated_at", "case", "arrived_at"],
    "plan_state_number": ["state", "number", "case"],
    "plan_state_arrival": ["state", "arrived_at", "case"],
    "plan_state_due": ["state", "due_on", "case"],
    "plan_state_updated": ["state", "updated_at", "case"],
    "plan_assignee_number": ["assignee", "number", "case"],
    "plan_assignee_arrival": ["assignee", "arrived_at", "case"],
    "plan_assignee_due": ["assignee", "due_on", "case"],
    "plan_assignee_updated": ["assignee", "updated_at", "case"],
    "plan_scheme_arrival": ["scheme", "arrived_at", "case"],
    "plan_channel_arrival": ["channel", "arrived_at", "case"],
    "plan_in_hand": ["assignee", "state", "case"],
}


def built_anew(name: str, fields: list[str], condition: Q) -> list[migrations.operations.base.Operation]:
    index = models.Index(fields=fields, name=name, condition=condition)
    return [RemoveIndexOnline(model_name="plan", name=name), AddIndexOnline(model_name="plan", index=index)]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("applications", "0016_paper_desk")]
    operations = [
        *(each for name, fields in LISTS.items() for each in built_anew(name, fields, FILED)),
        *built_anew("plan_paper_drafts", ["desk", "updated_at", "case"], Q(state="draft", desk__isnull=False)),
    ]
