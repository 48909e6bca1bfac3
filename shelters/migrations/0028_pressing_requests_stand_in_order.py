from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Requests without an answer are read with the pressing first."""

    atomic = False
    dependencies = [("shelters", "0027_requests_found_by_their_answer")]

    operations = [
        AddIndexConcurrently(
            model_name="placementrequest",
            index=models.Index(fields=["state", "-urgent", "wanted_from", "id"], name="shelters_request_pressing"),
        ),
    ]
