from django.db import migrations, models

from common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("common", "0003_job_case")]
    operations = [
        migrations.CreateModel(
            name="DocumentNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
            ],
        ),
        append_only("DocumentNumber"),
    ]
