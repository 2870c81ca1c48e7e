from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0002_guards'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='case_id',
            field=models.UUIDField(null=True),
        ),
    ]
