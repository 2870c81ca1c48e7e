"""A finding is written once; a later one about the same criterion stands in its place."""

from django.db import migrations, models

from common.triggers import again, append_only, kept


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_ranking")]
    operations = [
        migrations.RemoveConstraint(model_name="finding", name="one_finding_per_criterion"),
        migrations.AlterModelOptions(name="finding", options={"ordering": ["criterion", "id"]}),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["plan", "criterion", "id"], name="finding_standing"),
        ),
        again(kept("finding")),
        append_only("finding"),
    ]
