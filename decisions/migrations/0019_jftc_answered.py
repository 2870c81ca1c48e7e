"""No certification before the JFTC has answered, where the version it is about requires that or leaves it open."""

from django.db import migrations

from common.triggers import refused_when

NOT_ANSWERED = (
    "NEW.outcome = 'certification' AND NEW.state IN ('approved', 'sealed', 'issued')"
    " AND EXISTS (SELECT 1 FROM applications_planversion v"
    " WHERE v.id = NEW.version_id AND v.jftc_required IN ('yes', 'open'))"
    " AND NOT EXISTS (SELECT 1 FROM reviews_consultation c"
    " WHERE c.plan_id = NEW.plan_id AND c.body = 'jftc' AND c.state = 'answered')"
)
# A later migration that rebuilds the decision's table sets it again, and lifts it first if it rebuilds one it asks.
ANSWERED = refused_when("decision_follows_jftc", "decision", ("INSERT", "UPDATE OF state"), NOT_ANSWERED, "no certification before the JFTC has answered")


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0022_jftc_required'),
        ('decisions', '0018_recorded_by_another'),
        ('reviews', '0013_doubts'),
    ]

    operations = [ANSWERED]
