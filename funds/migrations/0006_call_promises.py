"""What is promised of calls and their papers, whoever writes the SQL."""

from django.db import migrations, models

from common.triggers import immutable, kept

PUBLISHED = "OLD.state = 'published'"
FIXED = [
    "scheme_id",
    "kind",
    "state",
    "round",
    "name",
    "summary",
    "opens_at",
    "budget",
    "budget_note",
    "menus",
    "fiscal_years",
    "contact",
    "revision",
    "made_by_id",
    "published_by_id",
    "published_at",
]
TOLD = "OLD.published_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_standing_intakes"), ("common", "0002_guards")]

    operations = [
        migrations.RemoveField(model_name='call', name='made_by'),
        migrations.RenameField(model_name='call', old_name='maker', new_name='made_by'),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['opens_at', 'id'], name='call_opens'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['closes_at', 'id'], name='call_closes'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('scheme', 'round'), name='one_call_per_round'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'standing'), models.Q(('state', 'withdrawn'), _negated=True)), fields=('scheme',), name='one_standing_intake_per_scheme'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'withdrawn'])), name='call_state_known'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', False), ('kind', 'round')), models.Q(('closes_at__isnull', True), ('kind', 'standing')), _connector='OR'), name='only_a_standing_intake_has_no_end'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('made_by__isnull', True), ('published_by__isnull', True), models.Q(('made_by', models.F('published_by')), _negated=True), _connector='OR'), name='call_published_by_another'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('published_at__isnull', False), models.Q(('published_by__isnull', False), ('made_by__isnull', True), _connector='OR')), _connector='OR'), name='published_call_names_its_publisher'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('budget__isnull', True), ('budget__gte', 0), _connector='OR'), name='call_budget_not_negative'),
        ),
        # Nothing of a published call moves but its closing.
        immutable("call", FIXED, when=PUBLISHED, name="call_published"),
        kept("call", when=PUBLISHED),
        immutable("calldocument", ["call_id", "kind", "title"]),
        immutable(
            "calldocumentversion",
            ["document_id", "number", "name", "file_id", "changes", "added_by_id", "added_at"],
        ),
        immutable("calldocumentversion", ["published_at"], when=TOLD, name="calldocumentversion_told"),
        kept("calldocumentversion", when=TOLD),
        immutable(
            "closingchange", ["call_id", "was", "closes_at", "reason", "proposed_by_id", "proposed_at"]
        ),
        immutable(
            "closingchange",
            ["state", "decided_by_id", "decided_at"],
            when="OLD.state <> 'proposed'",
            name="closingchange_decided",
        ),
        kept("closingchange"),
    ]
