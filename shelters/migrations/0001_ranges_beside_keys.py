from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """GiST indexes over a key and a range together, for the two exclusion constraints."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension()]
