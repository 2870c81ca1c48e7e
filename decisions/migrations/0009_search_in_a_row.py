"""What an entry is found by, written anew from what it says, which does not change."""

from typing import Any

from django.db import migrations

from applications.selectors import search_text
from common.triggers import append_only, lifted


def write_anew(apps: Any, _editor: Any) -> None:
    Entry = apps.get_model("decisions", "PublicEntry")
    for entry in Entry.objects.iterator(chunk_size=500):
        Entry.objects.filter(pk=entry.pk).update(search=search_text(*entry.parties, entry.title))


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0013_lists_of_a_million"),
        ("decisions", "0008_states_that_rest_on_decisions"),
    ]
    operations = [
        lifted(append_only("publicentry")),
        migrations.RunPython(write_anew, migrations.RunPython.noop),
        append_only("publicentry"),
    ]
