from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of inquiries is read in its order."""

    atomic = False
    dependencies = [("cases", "0042_a_role_stays_as_it_was_given")]

    operations = [
        AddIndexConcurrently(
            model_name="inquiry",
            index=models.Index(fields=["-received_at", "-id"], name="inquiry_by_day"),
        ),
    ]
