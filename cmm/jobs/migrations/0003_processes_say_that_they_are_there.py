from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_a_job_can_be_stopped")]
    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("worker", "Worker"), ("beat", "Beat")], max_length=10)),
                ("at", models.DateTimeField()),
                ("told", models.JSONField(default=dict)),
            ],
        ),
    ]
