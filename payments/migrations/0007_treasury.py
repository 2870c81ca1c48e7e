"""A payment that the ministry made elsewhere, as it is recorded; and what its officer takes in."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.triggers import VendorSQL, append_only, immutable, kept, refused_when

CLAIMS = import_module("payments.migrations.0004_claim_guards")
REMITTANCES = import_module("payments.migrations.0006_remittance_guards")
held = import_module("payments.migrations.0002_guards").held
OF_MINISTRY = """SELECT 1 FROM grants_grant g WHERE g.case_id = {grant} AND g.authority = 'ministry'"""
CLAIMED = "(SELECT c.grant_id FROM payments_paymentclaim c WHERE c.id = NEW.claim_id)"
STRAY = f"""NEW.state <> 'recorded' OR NOT EXISTS ({OF_MINISTRY.format(grant=CLAIMED)})
    OR NOT EXISTS (SELECT 1 FROM payments_paymentclaim c WHERE c.id = NEW.claim_id AND c.state = 'open'
        AND c.amount = NEW.amount)"""
DECIDED = """EXISTS (SELECT 1 FROM payments_paymentclaim c JOIN decisions_decision d ON d.grant_id = c.grant_id
    JOIN decisions_approval a ON a.decision_id = d.id
    WHERE c.id = NEW.claim_id AND a.approver_id = NEW.recorder_id)"""
ELSEWHERE = """NOT EXISTS (SELECT 1 FROM payments_treasurypayment t JOIN payments_paymentclaim c ON c.id = t.claim_id
    JOIN funds_posting p ON p.id = NEW.posting_id
    WHERE t.id = NEW.payment_id AND t.state = 'recorded' AND p.decision = c.decision_id
        AND p.act = CASE c.kind WHEN 'advance' THEN 'pay_advance' ELSE 'pay_fixed' END)"""
# Of the ministry's grants nothing goes through a bank's file, of NIBN's nothing is merely recorded.
RUN_OF_MINISTRY = f"EXISTS ({OF_MINISTRY.format(grant=CLAIMED)})"
RECORDED = """EXISTS (SELECT 1 FROM payments_treasurypayment t
    WHERE t.claim_id = NEW.id AND t.state = 'recorded' AND t.amount = NEW.amount
        AND t.amount = (SELECT SUM(p.amount) FROM payments_treasuryposting tp
            JOIN funds_posting p ON p.id = tp.posting_id WHERE tp.payment_id = t.id))"""
POSTED = f"{CLAIMS.POSTED} AND NOT {RECORDED}"
RECEIVED = "(SELECT r.grant_id FROM decisions_receivable r WHERE r.id = NEW.receivable_id)"
# In brackets: PL/pgSQL would take the first THEN for its own.
BY_WHOM = f"""(CASE WHEN EXISTS ({OF_MINISTRY.format(grant=RECEIVED)})
    THEN {held('recorded_by_id', 'recorder_id', 'officer')}
    ELSE {held('recorded_by_id', 'recorder_id', 'nibn_accountant')} END)"""
TO_TREASURY = "('recover', 'record_income', 'recover_to_treasury', 'charges_to_treasury')"
OF_ITS_ORDER = REMITTANCES.ELSEWHERE.replace("('recover', 'record_income')", TO_TREASURY)
NOT_MET = REMITTANCES.NOT_MET.replace(
    "p.act = 'recover'", "p.act IN ('recover', 'recover_to_treasury')"
).replace("p.act = 'record_income'", "p.act IN ('record_income', 'charges_to_treasury')")
SAID = ["claim_id", "paid_on", "amount", "reference", "recorded_by_id", "recorder_id", "recorded_at"]
REVERSED = ["state", "reversed_by_id", "reversed_at", "note"]


def changed(name, model, events, was, now, text):
    """The guard as it was goes, and comes again as it is now; undone the other way round."""
    before, after = (refused_when(name, model, events, condition, text) for condition in (was, now))
    return VendorSQL(
        model,
        {vendor: before.backwards[vendor] + after.forwards[vendor] for vendor in before.forwards},
        {vendor: after.backwards[vendor] + before.forwards[vendor] for vendor in before.forwards},
        triggers=after.triggers,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_notices_by_their_day'),
        ('funds', '0015_appropriations'),
        ('payments', '0006_remittance_guards'),
        ('grants', '0007_authority'),
        ('decisions', '0016_cancelling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TreasuryPayment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('paid_on', models.DateField(verbose_name='支払の日')),
                ('amount', models.BigIntegerField(verbose_name='支払額')),
                ('reference', models.CharField(max_length=60, verbose_name='支払の番号')),
                ('state', models.CharField(choices=[('recorded', '支払済み'), ('reversed', '記録の取消し')], editable=False, max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('reversed_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True, verbose_name='取消しの理由')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='treasury_payments', to='payments.paymentclaim')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reversed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['recorded', 'reversed'])), name='treasury_payment_state_known'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0), models.Q(('reference', ''), _negated=True)), name='treasury_payment_says_what'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reversed_at__isnull', True), ('reversed_by__isnull', True), ('state', 'recorded')), models.Q(('reversed_at__gte', models.F('recorded_at')), ('reversed_by__isnull', False), ('state', 'reversed'), models.Q(('note', ''), _negated=True)), _connector='OR'), name='treasury_payment_reversed_by_someone'),
                    models.UniqueConstraint(condition=models.Q(('state', 'recorded')), fields=('claim',), name='one_treasury_payment_of_a_claim'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TreasuryPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='payments.treasurypayment')),
                ('posting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.posting')),
            ],
        ),
        append_only("treasuryposting"),
        kept("treasurypayment"),
        immutable("treasurypayment", SAID),
        immutable("treasurypayment", REVERSED, when="OLD.state = 'reversed'", name="treasurypayment_ended"),
        refused_when("treasurypayment_of_a_claim", "treasurypayment", ("INSERT",), STRAY, "a payment is recorded of an open claim on the ministry, with its sum"),
        refused_when("treasurypayment_by_an_officer", "treasurypayment", ("INSERT",), held("recorded_by_id", "recorder_id", "officer"), "a payment is recorded by an officer of the ministry"),
        refused_when("treasurypayment_apart_from_deciding", "treasurypayment", ("INSERT",), DECIDED, "whoever decided a grant does not record its payment"),
        refused_when("treasuryposting_of_its_claim", "treasuryposting", ("INSERT",), ELSEWHERE, "what a payment posted is of its claim"),
        refused_when("transfer_of_a_fund", "transfer", ("INSERT",), RUN_OF_MINISTRY, "no bank is told of what the ministry pays"),
        changed("paymentclaim_paid_is_posted", "paymentclaim", ("UPDATE OF state",), CLAIMS.POSTED, POSTED, "a paid claim is posted"),
        changed("remittance_by_the_till", "remittance", ("INSERT",), held("recorded_by_id", "recorder_id", "nibn_accountant"), BY_WHOM, "money is taken in by the till of NIBN"),
        changed("remittanceposting_of_its_order", "remittanceposting", ("INSERT",), REMITTANCES.ELSEWHERE, OF_ITS_ORDER, "what a receipt posted is of its grant"),
        changed("receivable_met_as_posted", "decisions.receivable", ("UPDATE OF state",), REMITTANCES.NOT_MET, NOT_MET, "nothing is settled but as it came in and was posted"),
    ]
