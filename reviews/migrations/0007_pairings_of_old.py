"""Each pairing's person. A second pairing of one person for one plan stays, but has none (null)."""

from django.db import migrations


def name_people(apps, schema_editor):
    seen = set()
    pairing = apps.get_model("reviews", "Pairing")
    for each in pairing.objects.select_related("reviewer").order_by("assigned_at", "pk").iterator():
        key = (each.plan_id, each.reviewer.user_id)
        if key not in seen:
            pairing.objects.filter(pk=each.pk).update(user=each.reviewer.user_id)
        seen.add(key)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0006_pairing_person")]
    operations = [migrations.RunPython(name_people, migrations.RunPython.noop)]
