"""A lapsed 補正 whose defect ended otherwise is cleared with a word; what has ended stays so.

Reversible while no sheet has been cleared.
"""

import django.db.models.deletion
from django.db import migrations, models

from common.triggers import immutable, keeping, kept

ASKED = ["plan_id", "kind", "purpose", "responsible", "opened_at", "opened_by_id"]
ENDED = "('answered', 'declined', 'cleared', 'closed', 'ended')"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_notices_by_their_day'),
        ('applications', '0012_ended_plans'),
        ('reviews', '0008_one_pairing_per_person'),
    ]

    operations = [
        *keeping(
            [kept("sheet"), immutable("sheet", ASKED)],
            migrations.RemoveConstraint(
                model_name='sheet',
                name='sheet_state_known',
            ),
            migrations.AddField(
                model_name='sheet',
                name='cleared_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='sheet',
                name='cleared_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership'),
            ),
            migrations.AddField(
                model_name='sheet',
                name='cleared_note',
                field=models.TextField(blank=True, verbose_name='不備がなくなった経緯'),
            ),
            migrations.AlterField(
                model_name='sheet',
                name='state',
                field=models.CharField(choices=[('open', '回答待ち'), ('answered', '回答済み'), ('declined', '応じない旨の申出'), ('lapsed', '期限経過'), ('cleared', '期限経過（不備は解消）'), ('closed', '撤回'), ('ended', '終了（取下げ・処分による）')], editable=False, max_length=12),
            ),
            migrations.AddConstraint(
                model_name='sheet',
                constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'declined', 'lapsed', 'cleared', 'closed', 'ended'])), name='sheet_state_known'),
            ),
            migrations.AddConstraint(
                model_name='sheet',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('cleared_at__isnull', False), ('kind', 'correction'), ('state', 'cleared'), ('cleared_by__isnull', False), models.Q(('cleared_note', ''), _negated=True)), models.Q(models.Q(('state', 'cleared'), _negated=True), ('cleared_at__isnull', True), ('cleared_by__isnull', True), ('cleared_note', '')), _connector='OR'), name='cleared_correction_says_how'),
            ),
        ),
        immutable("sheet", ["answer", "answered_at", "answered_with_id"], when="OLD.answered_at IS NOT NULL", name="sheet_answered"),
        immutable("sheet", ["state", "due_on", "cleared_at", "cleared_by_id", "cleared_note"], when=f"OLD.state IN {ENDED}", name="sheet_ended"),
        immutable("consultation", ["state"], when="OLD.state IN ('answered', 'closed')", name="consultation_ended"),
        immutable("pairing", ["state"], when="OLD.state IN ('submitted', 'recused')", name="pairing_ended"),
    ]
