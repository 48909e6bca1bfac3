from django.conf import settings
from django.db import migrations, models

# What was published before there were seals stays as it is, and nothing more comes to be so: NOT VALID looks at new
# rows and changed ones only.
SECOND = """
ALTER TABLE reports_edition ADD CONSTRAINT reports_reviewed_by_a_second_person CHECK (
    state NOT IN ('reviewed', 'sealed', 'published')
    OR (reviewed_by_id IS NOT NULL AND reviewed_at IS NOT NULL AND reviewed_by_id <> requested_by_id)
) NOT VALID;
"""
SEALED = """
ALTER TABLE reports_edition ADD CONSTRAINT reports_sealed_has_a_seal CHECK (
    state NOT IN ('sealed', 'published') OR (sealed_at IS NOT NULL AND seal ?& array['figures', 'files'])
) NOT VALID;
"""
CORRECTS = """
ALTER TABLE reports_edition ADD CONSTRAINT reports_edition_and_its_year UNIQUE (id, year);
ALTER TABLE reports_edition ADD CONSTRAINT reports_corrects_its_own_year
    FOREIGN KEY (corrects_id, year) REFERENCES reports_edition (id, year);
"""
GUARD = """
CREATE OR REPLACE FUNCTION reports_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('published', 'unchanged', 'stopped', 'cancelled') THEN
        RAISE EXCEPTION 'a published edition never changes';
    END IF;
    IF OLD.figures IS NOT NULL AND (NEW.figures IS DISTINCT FROM OLD.figures OR NEW.digest <> OLD.digest) THEN
        RAISE EXCEPTION 'frozen figures never change';
    END IF;
    IF NEW.year <> OLD.year OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'an edition keeps its year and number';
    END IF;%s
    RETURN NEW;
END $$;
"""
STEPS = """
    IF NEW.state <> OLD.state AND NOT (OLD.state || ' ' || NEW.state) = ANY (ARRAY[
        'requested frozen', 'requested unchanged', 'requested stopped', 'requested cancelled',
        'frozen drawn', 'frozen stopped', 'frozen cancelled',
        'drawn reviewed', 'drawn cancelled',
        'reviewed sealed', 'reviewed stopped', 'reviewed cancelled',
        'sealed published', 'sealed reviewed', 'sealed cancelled'
    ]) THEN
        RAISE EXCEPTION 'an edition does not go from % to %', OLD.state, NEW.state;
    END IF;
    IF NEW.seal <> OLD.seal AND NEW.state <> 'sealed' THEN
        RAISE EXCEPTION 'a seal is set when the edition is sealed';
    END IF;
    IF NEW.corrects_id IS DISTINCT FROM OLD.corrects_id OR NEW.cause <> OLD.cause THEN
        RAISE EXCEPTION 'an edition keeps what it corrects';
    END IF;"""


def dropped(*names):
    return "".join(f"ALTER TABLE reports_edition DROP CONSTRAINT {name};" for name in names)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("reports", "0004_definitions_and_extracts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # Every edition is audited against all that was released before: a year of the register may be published.
        migrations.RemoveConstraint(model_name="edition", name="reports_live_edition_stays_unpublished"),
        migrations.RunSQL(
            SECOND,
            dropped("reports_reviewed_by_a_second_person"),
            state_operations=[
                migrations.AddConstraint(
                    model_name="edition",
                    constraint=models.CheckConstraint(
                        condition=~models.Q(state__in=("reviewed", "sealed", "published"))
                        | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                        & ~models.Q(reviewed_by=models.F("requested_by")),
                        name="reports_reviewed_by_a_second_person",
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            SEALED,
            dropped("reports_sealed_has_a_seal"),
            state_operations=[
                migrations.AddConstraint(
                    model_name="edition",
                    constraint=models.CheckConstraint(
                        condition=~models.Q(state__in=("sealed", "published"))
                        | models.Q(sealed_at__isnull=False, seal__has_keys=["figures", "files"]),
                        name="reports_sealed_has_a_seal",
                    ),
                )
            ],
        ),
        migrations.RunSQL(CORRECTS, dropped("reports_corrects_its_own_year", "reports_edition_and_its_year")),
        migrations.RunSQL(GUARD.replace("%s", STEPS), GUARD.replace("%s", "")),
    ]
