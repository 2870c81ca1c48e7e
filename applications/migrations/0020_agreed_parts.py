"""What a company agreed to is kept part by part, with the joint files; a word still true is kept so."""

import hashlib

from django.db import migrations, models

from common import canonical


def _hash(value):
    return hashlib.sha256(canonical.dumps(value)).hexdigest()


def carry_over(apps, _editor):
    """Who agreed to what stands now agreed to its parts; whoever agreed to another text is asked anew."""
    for party in apps.get_model("applications", "PlanParty").objects.exclude(agreed_at=None).iterator():
        typed = {part.key: part.data for part in party.plan.parts.filter(party=None)}
        if party.agreed_digest != _hash(typed):
            continue
        files = party.plan.attachments.filter(party=None, confidential=False).select_related("file")
        hung = sorted([each.document, each.file.sha256, each.name] for each in files)
        parts = {key: _hash(data) for key, data in typed.items() if data}
        party.agreed_parts = parts | ({"attachments": _hash(hung)} if hung else {})
        party.agreed_digest = _hash(party.agreed_parts)
        party.save(update_fields=["agreed_parts", "agreed_digest"])


class Migration(migrations.Migration):
    dependencies = [("applications", "0019_what_is_under_way_counted_from_indexes")]
    operations = [
        migrations.AddField(
            model_name="planparty", name="agreed_parts", field=models.JSONField(null=True)
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
