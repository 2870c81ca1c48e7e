"""Of the letters of 継続 that were recorded before, each consultation's last one is kept in its own row.

It stands on the day its package was made, the earliest it can have been recorded.
"""

from typing import Any

from django.db import migrations


def keep_the_last(apps: Any, _editor: Any) -> None:
    """Run again, it keeps what is missing; the way back leaves the rows, for nobody changes them."""
    continuations = apps.get_model("reviews", "Continuation").objects
    rows = apps.get_model("reviews", "Consultation").objects
    for each in rows.filter(answer="continued", answered_on__isnull=False, continuations=None):
        continuations.create(
            consultation_id=each.pk,
            answered_on=each.answered_on,
            number=each.answer_number,
            text=each.answer_text,
            scan_id=each.answer_scan_id,
            recorded_at=each.prepared_at,
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_continuations")]
    operations = [migrations.RunPython(keep_the_last, migrations.RunPython.noop)]
