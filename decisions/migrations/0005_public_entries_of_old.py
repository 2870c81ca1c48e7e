"""What was issued before the lists were: entered from the letters, which hold all that an entry says."""

import json
from typing import Any

from django.db import migrations, models

from applications.selectors import search_text
from common.indexes import AddIndexOnline, text_index
from common.triggers import append_only


def enter(apps: Any, _editor: Any) -> None:
    """The representative's letter of each; run again, it enters what is missing."""
    Document, Entry = apps.get_model("decisions", "Document"), apps.get_model("decisions", "PublicEntry")
    issued = Document.objects.filter(kind__in=("certificate", "adoption"), issued_at__isnull=False)
    missing = issued.filter(number__endswith="-1", public_entry=None).select_related("decision__plan")
    for letter in missing.order_by("issued_at", "number").iterator(chunk_size=500):
        said = json.loads(letter.content)
        names, title = [party["name"] for party in said["parties"]], said["plan"]["title"]
        Entry.objects.create(
            kind=letter.kind,
            decision=letter.decision,
            letter=letter,
            scheme_id=letter.decision.plan.scheme_id,
            number=letter.number,
            dated_on=letter.dated_on,
            parties=names,
            title=title,
            search=search_text(*names, title),
        )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("common", "0002_guards"), ("decisions", "0004_public_entry")]
    operations = [
        migrations.RunPython(enter, migrations.RunPython.noop, atomic=True),
        append_only("publicentry"),
        AddIndexOnline(
            model_name='document',
            index=models.Index(condition=models.Q(('status', 'valid'), _negated=True), fields=['status'], name='document_fallen'),
        ),
        text_index("publicentry", "search", "entry_search"),
    ]
