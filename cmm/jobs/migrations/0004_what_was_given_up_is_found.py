from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # An index of a table that has rows is made while others go on writing in it.
    atomic = False
    dependencies = [("jobs", "0003_processes_say_that_they_are_there")]
    operations = [
        AddIndexConcurrently(
            model_name="job",
            index=models.Index(condition=models.Q(("state", "failed")), fields=["not_before"], name="jobs_failed"),
        ),
    ]
