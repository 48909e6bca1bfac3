from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Those in hand are read with what cannot wait first."""

    atomic = False
    dependencies = [("cases", "0043_inquiries_found_by_their_day")]

    operations = [
        AddIndexConcurrently(
            model_name="inquiry",
            index=models.Index(fields=["outcome", "-urgent", "received_at", "id"], name="inquiry_in_hand"),
        ),
    ]
