from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Those that wait are read in the order they were sent, by an index that a plan made once for every state can use."""

    atomic = False
    dependencies = [("identification", "0023_kinds_of_criminal_acts_and_ages_in_years")]

    operations = [
        AddIndexConcurrently(
            model_name="assessment",
            index=models.Index(fields=["state", "submitted_at", "id"], name="assessment_in_line"),
        ),
    ]
