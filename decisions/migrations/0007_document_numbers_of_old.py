"""Every 文書番号 given so far. Where two letters had one before this was asked, the first keeps the row."""

from django.db import migrations


def claim_all(apps, schema_editor):
    kept = apps.get_model("common", "DocumentNumber")
    decisions = apps.get_model("decisions", "Decision").objects
    notices = apps.get_model("decisions", "Document").objects.filter(kind="nibn_notice")
    consultations = apps.get_model("reviews", "Consultation").objects
    sources = (
        ("decision", decisions.exclude(document_number=None).values_list("document_number", "pk")),
        ("nibn_notice", notices.exclude(document_number="").values_list("document_number", "decision_id")),
        ("consultation", consultations.order_by("prepared_at").values_list("document_number", "pk")),
    )
    for kind, rows in sources:
        found = [kept(number=number, kind=kind, subject_id=subject) for number, subject in rows if number]
        kept.objects.bulk_create(found, ignore_conflicts=True, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_promises"),
        ("common", "0004_document_number"),
        ("reviews", "0008_one_pairing_per_person"),
    ]
    operations = [migrations.RunPython(claim_all, migrations.RunPython.noop)]
