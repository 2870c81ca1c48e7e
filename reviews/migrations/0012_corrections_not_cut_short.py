"""The day by which a 補正 is asked for moves on, never back (行政手続法7条)."""

from django.db import migrations

from common.triggers import refused_when

EARLIER = "NEW.due_on < OLD.due_on"


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_continuations_of_old")]
    operations = [
        refused_when("sheet_is_not_cut_short", "sheet", ("UPDATE OF due_on",), EARLIER, "the time of a sheet is never cut short"),
    ]
