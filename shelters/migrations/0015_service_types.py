import csv
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).resolve().parents[2] / "cases" / "code_lists.csv"


def load(apps, schema_editor):
    """The new list; whatever stands there already stays as it is."""
    codes = apps.get_model("cases", "Code").objects.using(schema_editor.connection.alias)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["list"] == "service_type":
                codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)


class Migration(migrations.Migration):
    """The services a house may log are a code list."""

    dependencies = [("shelters", "0014_what_a_house_writes"), ("cases", "0003_code_lists")]
    # Going back leaves the entries: rows may already point at them.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
