from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="job",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting"),
                    ("running", "Working"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("cancelled", "Stopped"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
    ]
