"""Every plan stands under a call: what was filed to a fund, under its standing intake.

A draft of another kind whose call nobody noted stays without one until it is moved to the next.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def forwards(apps, schema_editor):
    Plan, Party = apps.get_model("applications", "Plan"), apps.get_model("applications", "PlanParty")
    Call = apps.get_model("funds", "Call")
    standing = Call.objects.filter(scheme=OuterRef("scheme"), kind="standing", state="published").values("pk")
    Plan.objects.filter(call=None, scheme__kind="certification").update(call=Subquery(standing[:1]))
    Party.objects.update(seen_call=Subquery(Plan.objects.filter(pk=OuterRef("plan")).values("call")[:1]))


def backwards(apps, schema_editor):
    Plan, Party = apps.get_model("applications", "Plan"), apps.get_model("applications", "PlanParty")
    Party.objects.update(seen_call=None)
    Plan.objects.filter(scheme__kind="certification").update(call=None)


class Migration(migrations.Migration):
    dependencies = [("applications", "0009_plan_states_of_three_kinds"), ("funds", "0006_call_promises")]

    operations = [
        migrations.AddField(
            model_name="planparty",
            name="seen_call",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funds.call",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
