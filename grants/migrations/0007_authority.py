"""Who grants: NIBN of a fund, the ministry of its own money; by the kind of the scheme, for good."""

from django.db import migrations, models

from common.triggers import immutable, rebuilding, refused_when, unread

OTHER = """NOT EXISTS (SELECT 1 FROM applications_plan p JOIN funds_scheme s ON s.code = p.scheme_id
    WHERE p.case_id = NEW.plan_id
        AND NEW.authority = CASE s.kind WHEN 'certification' THEN 'nibn' WHEN 'adoption' THEN 'ministry' END)"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_notices_by_their_day'),
        ('applications', '0018_exports_of_any_list'),
        ('grants', '0006_evidence'),
    ]

    operations = [
        *rebuilding("grants_grant", *unread(
        migrations.AddField(
            model_name='grant',
            name='authority',
            field=models.CharField(choices=[('nibn', 'nibn'), ('ministry', 'ministry')], default='nibn', editable=False, max_length=10, verbose_name='交付する者'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('authority__in', ['nibn', 'ministry'])), name='grant_authority_known'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('authority', 'ministry'), _negated=True), ('fiscal_year__isnull', False), _connector='OR'), name='ministry_grants_year_by_year'),
        ),
        )),
        immutable("grant", ["authority"], name="grant_of_its_authority"),
        refused_when("grant_by_its_schemes_authority", "grant", ("INSERT",), OTHER, "who grants hangs on the kind of the scheme"),
    ]
