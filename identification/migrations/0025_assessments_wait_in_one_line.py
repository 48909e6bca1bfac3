from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    """The index no plan could use."""

    atomic = False
    dependencies = [("identification", "0024_assessments_wait_in_line")]

    operations = [RemoveIndexConcurrently(model_name="assessment", name="assessment_waiting")]
