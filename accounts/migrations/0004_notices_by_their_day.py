from django.db import migrations, models

from common.indexes import AddIndexOnline, RemoveIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('accounts', '0003_visibility_indexes'),
    ]

    operations = [
        AddIndexOnline(
            model_name='notice',
            index=models.Index(fields=['recipient', '-created_at', '-id'], name='notice_newest_first'),
        ),
        RemoveIndexOnline(
            model_name='notice',
            name='notice_newest',
        ),
    ]
