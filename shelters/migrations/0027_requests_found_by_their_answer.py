from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was answered last is read first."""

    atomic = False
    dependencies = [("shelters", "0026_requests_stand_in_the_ledger")]

    operations = [
        AddIndexConcurrently(
            model_name="placementrequest",
            index=models.Index(fields=["-answered_at", "-id"], name="shelters_request_answered"),
        ),
    ]
