import csv
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).resolve().parents[1] / "code_lists.csv"
LISTS = {"appeal_body", "court"}


def load(apps, schema_editor):
    """The two new lists; whatever stands there already stays as it is."""
    codes = apps.get_model("cases", "Code").objects.using(schema_editor.connection.alias)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["list"] in LISTS:
                codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)


class Migration(migrations.Migration):
    """Whoever works on a case may record an appeal and a court's finding; both name their body from a list."""

    dependencies = [("cases", "0016_duplicates_are_proposed")]
    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "permissions": [
                    ("assign_case", "Can choose the caseworker"),
                    ("write_journal_case", "Can write in the journal"),
                    ("interview_case", "Can record interviews"),
                    ("assess_case", "Can prepare assessments"),
                    ("decide_case", "Can decide assessments"),
                    ("set_periods_case", "Can set reflection and restitution periods"),
                    ("record_ruling_case", "Can record appeals and findings of courts"),
                    ("request_place_case", "Can ask for a place"),
                    ("control_access_case", "Can see and end who has access, and raise walls"),
                ]
            },
        ),
        # Going back leaves the entries: rows may already point at them.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
