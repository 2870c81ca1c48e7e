"""Calls get their state and kind; each scheme of 認定 gets the standing intake that stood open unsaid.

What was published by code before there were two people is kept as published by whoever wrote it. Back
again, a person's first post stands for the one that was named, and the standing intakes made here go.
"""

from datetime import datetime, time

from django.db import migrations
from django.db.models import Max, Min

from common import clock


def forwards(apps, schema_editor):
    Call, Scheme = apps.get_model("funds", "Call"), apps.get_model("funds", "Scheme")
    for call in Call.objects.select_related("made_by"):
        maker = call.made_by.user_id if call.made_by else None
        call.kind = "round" if call.closes_at else "standing"
        call.state = "published" if call.published_at else "draft"
        call.published_by_id, call.maker_id = (maker, None) if call.published_at else (None, maker)
        call.save()
    certifying = Scheme.objects.filter(kind="certification").exclude(calls__kind="standing")
    for scheme in certifying.annotate(since=Min("versions__valid_from")).filter(since__isnull=False):
        Call.objects.create(
            scheme=scheme,
            kind="standing",
            state="published",
            round=(scheme.calls.aggregate(last=Max("round"))["last"] or 0) + 1,
            name=f"{scheme.name}\u3000随時の受付",
            opens_at=datetime.combine(scheme.since, time(), tzinfo=clock.TOKYO),
            published_at=clock.now(),
        )


def backwards(apps, schema_editor):
    Call, Membership = apps.get_model("funds", "Call"), apps.get_model("accounts", "Membership")
    Call.objects.filter(kind="standing", maker=None, published_by=None).delete()
    for call in Call.objects.all():
        person = call.maker_id or call.published_by_id
        call.made_by = Membership.objects.filter(user=person).order_by("pk").first()
        call.save()


class Migration(migrations.Migration):
    dependencies = [("funds", "0004_call_papers"), ("accounts", "0003_visibility_indexes")]

    operations = [migrations.RunPython(forwards, backwards)]
