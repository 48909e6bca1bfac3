import csv
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).resolve().parents[1] / "code_lists.csv"


def load(apps, schema_editor):
    """Every entry of the file stands in its list; entries a coordinator has changed stay as they are."""
    codes = apps.get_model("cases", "Code").objects.using(schema_editor.connection.alias)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)


class Migration(migrations.Migration):
    """The code lists of the register as they were when it began. From here on coordinators keep them."""

    dependencies = [("cases", "0002_journal_is_append_only")]
    # Going back leaves the entries: cases may already point at them.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
