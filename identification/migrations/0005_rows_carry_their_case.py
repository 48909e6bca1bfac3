from django.db import migrations, models

TABLES = {
    "identification_assessment": "assessment_follows_its_case",
    "identification_interview": "interview_follows_its_case",
    "identification_statusdecision": "decision_follows_its_case",
}
FILL = "\n".join(
    f"""
UPDATE {table} r SET case_organisation = c.organisation_id, case_protection = c.protection,
    case_authority = c.authority FROM cases_case c WHERE c.id = r.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""  # noqa: S608 -- names of our own
    for table, name in TABLES.items()
)
# What looks at other rows to refuse something must see them all, whoever writes.
LOOKS_AROUND = (
    "identification_forms_are_final",
    "identification_decision_fits",
    "identification_text_is_closed",
    "identification_positive_rests_on_something",
    "identification_decision_is_succeeded",
)
OPEN_EYES = "\n".join(
    f"ALTER FUNCTION {name}() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;" for name in LOOKS_AROUND
)
FORWARDS = f"""
CREATE FUNCTION identification_said(anything anyelement) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(anything) - '{{case_organisation,case_protection,case_authority}}'::text[]
$$;
CREATE OR REPLACE FUNCTION identification_decided_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A foreign key's cascade, itself a trigger, may change what the row carries of its case, and nothing else.
    IF TG_OP = 'DELETE' OR OLD.state = 'decided' AND (pg_trigger_depth() = 1
            OR identification_said(NEW) IS DISTINCT FROM identification_said(OLD)) THEN
        PERFORM identification_refuse('a decided assessment never changes', 'assessment_decided_is_final');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION identification_decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.in_force AND (pg_trigger_depth() = 1 OR NOT OLD.in_force)
            OR identification_said(NEW) - 'in_force' IS DISTINCT FROM identification_said(OLD) - 'in_force' THEN
        PERFORM identification_refuse('a decision is only succeeded by the next', 'decision_stands');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER append_only ON identification_interview;
{FILL}
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, held_at, place_id, language_id, interpreter,
    companion, representative, consent, consent_to, notes, interviewer_id, recorded_at
    ON identification_interview FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON identification_interview FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION core_append_only();
{OPEN_EYES}
"""  # noqa: S608 -- names of our own


def carried(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "case_authority", models.CharField(db_default="", editable=False, max_length=10)),
        migrations.AddField(model, "case_organisation", models.BigIntegerField(db_default=0, editable=False)),
        migrations.AddField(model, "case_protection", models.CharField(db_default="", editable=False, max_length=12)),
    ]


class Migration(migrations.Migration):
    """Assessments, interviews and decisions carry whose case they belong to. One way: the policies rest on it."""

    dependencies = [
        ("cases", "0005_rows_carry_their_case"),
        ("identification", "0004_what_was_said_and_decided_stands"),
    ]
    operations = [
        *carried("assessment"),
        *carried("interview"),
        *carried("statusdecision"),
        migrations.RunSQL(FORWARDS),
    ]
