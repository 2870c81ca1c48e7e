"""Appropriations of schemes without a fund: a book of a scheme, a source of one fiscal year, and who entered it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.triggers import immutable, kept, rebuilding, refused_when, unread

SAID = ["scheme_id", "fiscal_year", "budget", "number", "dated_on", "amount", "drafted_by_id", "drafter_id", "drafted_at"]
CONFIRMED = ["state", "source_id", "confirmed_by_id", "confirmer_id", "confirmed_at"]
# An appropriation's money stands in its own year alone.
OTHER_YEAR = """NEW.kind <> 'returned' AND EXISTS (SELECT 1 FROM funds_source s JOIN funds_year y ON y.id = NEW.year_id
    WHERE s.id = NEW.source_id AND s.fiscal_year IS NOT NULL AND y.fiscal_year <> s.fiscal_year)"""
OF_A_FUND = """NOT EXISTS (SELECT 1 FROM funds_book b WHERE b.id = NEW.book_id
    AND (b.scheme_id IS NOT NULL) = (NEW.origin = 'budget'))"""
GRANTED = """NEW.scheme_id IS NOT NULL AND EXISTS (SELECT 1 FROM funds_scheme s
    WHERE s.code = NEW.scheme_id AND (s.kind <> 'adoption' OR s.fund_id IS NOT NULL))"""
NOT_AS_BOOKED = """NEW.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM funds_source s JOIN funds_book b ON b.id = s.book_id
    WHERE s.id = NEW.source_id AND s.ceiling = NEW.amount AND s.fiscal_year = NEW.fiscal_year
        AND b.scheme_id = NEW.scheme_id)"""


def held(by, person, role):
    """SQL over NEW: whoever is named acts on a post of this role, which is that person's own."""
    return (
        f"NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.id = NEW.{by}"
        f" AND m.user_id = NEW.{person} AND m.role = '{role}')"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_notices_by_their_day'),
        ('funds', '0014_balances_moved_at_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *rebuilding("funds_book", *unread(
        migrations.AddField(
            model_name='book',
            name='scheme',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='book', to='funds.scheme'),
        ),
        migrations.AlterField(
            model_name='book',
            name='fund',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='book', to='funds.fund'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fund__isnull', False), ('scheme__isnull', True)), models.Q(('fund__isnull', True), ('scheme__isnull', False)), _connector='OR'), name='book_of_a_fund_or_a_scheme'),
        ),
        )),
        *rebuilding("funds_source", *unread(
        migrations.RemoveConstraint(
            model_name='source',
            name='source_origin_known',
        ),
        migrations.AddField(
            model_name='source',
            name='fiscal_year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='年度'),
        ),
        migrations.AlterField(
            model_name='source',
            name='origin',
            field=models.CharField(choices=[('state', '国費'), ('donation', '出えん金'), ('yield', '運用益・その他の収入'), ('budget', '年度の予算')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['state', 'donation', 'yield', 'budget'])), name='source_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ceiling__gt', 0), ('fiscal_year__isnull', False), ('is_state', True), ('origin', 'budget')), models.Q(models.Q(('origin', 'budget'), _negated=True), ('fiscal_year__isnull', True)), _connector='OR'), name='appropriation_is_of_a_year'),
        ),
        )),
        migrations.AlterField(
            model_name='posting',
            name='act',
            field=models.CharField(choices=[('receive_state_money', '国の補助金を受け入れる'), ('receive_donation', '出えん金を受け入れる'), ('record_interest', '運用益を記録する'), ('record_income', 'その他の収入を記録する'), ('record_administration', '管理費を記録する'), ('return_to_treasury', '国庫に納付する'), ('commit', '交付を決定する'), ('release', '決定した額を減らす'), ('move_committed', '決定した額の年度を移す'), ('fix', '額を確定する'), ('release_fixed', '確定した額を減らす'), ('pay_advance', '概算払をする'), ('pay_fixed', '精算払をする'), ('recover', '返還を受ける'), ('recover_to_treasury', '返還を受け、国庫に納める'), ('charges_to_treasury', '加算金・延滞金を受け、国庫に納める'), ('receive_appropriation', '予算を記入する'), ('carry_committed', '未確定の額を翌年度へ移す'), ('carry_payable', '未払の額を翌年度へ移す'), ('reverse_posting', '記帳を取り消す')], max_length=24, verbose_name='事由'),
        ),
        migrations.CreateModel(
            name='Appropriation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('budget', models.CharField(max_length=100, verbose_name='予算の科目')),
                ('number', models.CharField(max_length=60, verbose_name='配賦の番号')),
                ('dated_on', models.DateField(verbose_name='配賦の日')),
                ('amount', models.BigIntegerField(verbose_name='金額')),
                ('state', models.CharField(choices=[('drafted', '確認待ち'), ('confirmed', '確認済み'), ('dropped', '取りやめ')], editable=False, max_length=10)),
                ('drafted_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('confirmer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('drafter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appropriations', to='funds.scheme')),
                ('source', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appropriation', to='funds.source')),
            ],
            options={
                'ordering': ['-fiscal_year', 'scheme_id', 'drafted_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='appropriation_above_zero'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'confirmed', 'dropped'])), name='appropriation_state_known'),
                    models.CheckConstraint(condition=models.Q(('confirmer__isnull', True), models.Q(('confirmer', models.F('drafter')), _negated=True), _connector='OR'), name='appropriation_confirmed_by_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('confirmer__isnull', False), ('source__isnull', False), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmer__isnull', True), ('source__isnull', True)), _connector='OR'), name='appropriation_confirmed_is_booked'),
                    models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('scheme', 'fiscal_year', 'number'), name='one_appropriation_per_number'),
                ],
            },
        ),
        immutable("book", ["scheme_id"], name="book_of_its_scheme"),
        refused_when("book_of_what_is_adopted", "book", ("INSERT",), GRANTED, "a book is of a fund, or of a scheme of adoption without one"),
        refused_when("source_of_its_kind_of_book", "source", ("INSERT",), OF_A_FUND, "an appropriation stands in a book of a scheme, and nothing else does"),
        refused_when("account_of_its_appropriation", "account", ("INSERT",), OTHER_YEAR, "an appropriation stands in its own year"),
        immutable("appropriation", SAID),
        immutable("appropriation", CONFIRMED, when="OLD.state <> 'drafted'", name="appropriation_stays"),
        kept("appropriation"),
        refused_when("appropriation_by_an_officer", "appropriation", ("INSERT",), f"NEW.state <> 'drafted' OR {held('drafted_by_id', 'drafter_id', 'officer')}", "an appropriation is entered by an officer of the ministry"),
        refused_when("appropriation_by_a_decider", "appropriation", ("UPDATE OF state",), f"NEW.state = 'confirmed' AND {held('confirmed_by_id', 'confirmer_id', 'decider')}", "an appropriation is confirmed by a decider of the ministry"),
        refused_when("appropriation_as_booked", "appropriation", ("UPDATE OF state",), NOT_AS_BOOKED, "an appropriation is confirmed as its source says"),
    ]
