import csv
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from cmm.core.migrating import touching

SOURCE = Path(__file__).resolve().parents[1] / "code_lists.csv"
LISTS = {"caller_type", "consent_refusal"}

# A call to the hotline says who rang. What a channel counts as is what a coordinator made of it.
FORWARDS = """
CREATE FUNCTION cases_hotline_has_a_caller() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_call boolean;
BEGIN
    SELECT coalesce(nullif(statistics_code, ''), code) = 'hotline' INTO is_call FROM public.cases_code WHERE id = NEW.channel_id;
    IF is_call <> (NEW.caller_type_id IS NOT NULL) THEN
        RAISE EXCEPTION 'a call to the hotline has a caller, and nothing else has' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hotline_has_a_caller BEFORE INSERT OR UPDATE OF channel_id, caller_type_id ON cases_inquiry
    FOR EACH ROW EXECUTE FUNCTION cases_hotline_has_a_caller();
"""
BACKWARDS = """
DROP TRIGGER hotline_has_a_caller ON cases_inquiry;
DROP FUNCTION cases_hotline_has_a_caller();
"""
CALLS = (
    "channel_id IN (SELECT id FROM cases_code WHERE list = 'referral_channel'"
    " AND coalesce(nullif(statistics_code, ''), code) = 'hotline')"
)


def load(apps, schema_editor):
    """The two new lists; whatever stands there already stays as it is."""
    codes = apps.get_model("cases", "Code").objects.using(schema_editor.connection.alias)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["list"] in LISTS:
                codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)


class Migration(migrations.Migration):
    """A call says who rang, and an inquiry about several persons becomes several cases."""

    dependencies = [("cases", "0010_documents")]
    operations = [
        # Going back leaves the entries: inquiries may already point at them.
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.AddField(
            "inquiry",
            "caller_type",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.code",
                verbose_name="who called",
            ),
        ),
        migrations.AddField(
            "inquiry",
            "whole",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="cases.inquiry",
            ),
        ),
        touching(
            "UPDATE cases_inquiry SET caller_type_id ="  # noqa: S608 -- the migration's own words
            f" (SELECT id FROM cases_code WHERE list = 'caller_type' AND code = 'not_said') WHERE {CALLS}",
            every=f"cases_inquiry WHERE {CALLS}",
        ),
        migrations.AddConstraint(
            "inquiry",
            models.CheckConstraint(
                name="inquiry_part_is_one_person_with_a_case",
                condition=models.Q(
                    ("whole__isnull", True), models.Q(("outcome", "case_opened"), ("persons", 1)), _connector="OR"
                ),
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
