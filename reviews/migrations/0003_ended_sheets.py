from django.db import migrations, models

from common.triggers import again, kept


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_promises'),
        ('applications', '0002_guards'),
        ('reviews', '0002_guards'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sheet',
            name='sheet_state_known',
        ),
        migrations.AlterField(
            model_name='sheet',
            name='state',
            field=models.CharField(choices=[('open', '回答待ち'), ('answered', '回答済み'), ('declined', '応じない旨の申出'), ('lapsed', '期限経過'), ('closed', '撤回'), ('ended', '終了（取下げ・処分による）')], editable=False, max_length=12),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'declined', 'lapsed', 'closed', 'ended'])), name='sheet_state_known'),
        ),
        again(kept("sheet")),
    ]
