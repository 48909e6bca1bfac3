import django.db.models.deletion
from django.db import migrations, models

PROTECTION = [("normal", "Normal"), ("restricted", "Restricted"), ("named", "Sealed")]

# What a row carries of its case is filled by a trigger and kept true by a composite foreign key. Whoever cannot see the
# case gets the same refusal (an empty column) as for a case that does not exist.
FORWARDS = """

UPDATE cases_victim SET organisation_id = c.organisation_id, protection = c.protection FROM (
    SELECT DISTINCT ON (victim_id) victim_id, organisation_id, protection FROM cases_case
    ORDER BY victim_id, array_position('{named,restricted,normal}', protection::text)
) c WHERE c.victim_id = cases_victim.id;
SET CONSTRAINTS ALL IMMEDIATE;
DO $$ BEGIN
    ASSERT NOT EXISTS (SELECT FROM cases_victim WHERE organisation_id IS NULL), 'a person has no case to be filed under';
END $$;
ALTER TABLE cases_victim ALTER COLUMN organisation_id SET NOT NULL;

ALTER TABLE cases_case ADD CONSTRAINT case_is_carried UNIQUE (id, organisation_id, protection, authority);
ALTER TABLE cases_case ADD CONSTRAINT case_is_followed UNIQUE (id, protection, authority, status);

CREATE FUNCTION cases_carry_case() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.case_id = OLD.case_id THEN
        -- Only the foreign key's cascade, itself a trigger, changes them; whatever else writes here is overruled.
        IF pg_trigger_depth() = 1 THEN
            NEW.case_organisation := OLD.case_organisation;
            NEW.case_protection := OLD.case_protection;
            NEW.case_authority := OLD.case_authority;
        END IF;
        RETURN NEW;
    END IF;
    SELECT organisation_id, protection, authority INTO NEW.case_organisation, NEW.case_protection, NEW.case_authority
        FROM public.cases_case WHERE id = NEW.case_id;
    RETURN NEW;
END $$;

DROP TRIGGER append_only ON cases_journalentry;
UPDATE cases_journalentry e SET case_organisation = c.organisation_id, case_protection = c.protection,
    case_authority = c.authority FROM cases_case c WHERE c.id = e.case_id;
-- The cascade names case_id too, and never changes it.
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, number, title, text, author_id, written_at, corrects_id
    ON cases_journalentry FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON cases_journalentry FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION core_append_only();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_journalentry
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_journalentry ADD CONSTRAINT journal_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;

CREATE FUNCTION cases_inquiry_carries_case() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.case_id IS NULL THEN
        NEW.case_protection := 'normal';
        NEW.case_authority := NULL;
        NEW.case_status := NULL;
    ELSIF TG_OP = 'UPDATE' AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.case_protection := OLD.case_protection;
            NEW.case_authority := OLD.case_authority;
            NEW.case_status := OLD.case_status;
        END IF;
    ELSE
        NEW.case_protection := NULL;
        SELECT protection, authority, status INTO NEW.case_protection, NEW.case_authority, NEW.case_status
            FROM public.cases_case WHERE id = NEW.case_id;
    END IF;
    RETURN NEW;
END $$;
UPDATE cases_inquiry i SET case_protection = c.protection, case_authority = c.authority, case_status = c.status
    FROM cases_case c WHERE c.id = i.case_id;
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_inquiry
    FOR EACH ROW EXECUTE FUNCTION cases_inquiry_carries_case();
ALTER TABLE cases_inquiry ADD CONSTRAINT inquiry_follows_its_case
    FOREIGN KEY (case_id, case_protection, case_authority, case_status)
    REFERENCES cases_case (id, protection, authority, status) ON UPDATE CASCADE;

-- A person is protected as the most protected of the person's cases.
CREATE FUNCTION cases_protect_victim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.cases_victim SET protection = (
        SELECT protection FROM public.cases_case WHERE victim_id = NEW.victim_id
        ORDER BY array_position('{named,restricted,normal}', protection::text) LIMIT 1
    ) WHERE id = NEW.victim_id;
    RETURN NULL;
END $$;
CREATE TRIGGER protects_victim AFTER INSERT OR UPDATE OF protection, victim_id ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_protect_victim();
"""
BACKWARDS = """
DROP TRIGGER protects_victim ON cases_case;
DROP FUNCTION cases_protect_victim();
ALTER TABLE cases_inquiry DROP CONSTRAINT inquiry_follows_its_case;
DROP TRIGGER carries_case ON cases_inquiry;
DROP FUNCTION cases_inquiry_carries_case();
ALTER TABLE cases_journalentry DROP CONSTRAINT journal_follows_its_case;
DROP TRIGGER carries_case ON cases_journalentry;
DROP TRIGGER stays_in_its_case ON cases_journalentry;
DROP TRIGGER append_only ON cases_journalentry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_journalentry
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
DROP FUNCTION cases_carry_case();
ALTER TABLE cases_case DROP CONSTRAINT case_is_followed;
ALTER TABLE cases_case DROP CONSTRAINT case_is_carried;
"""


def carried(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "case_authority", models.CharField(db_default="", editable=False, max_length=10)),
        migrations.AddField(model, "case_organisation", models.BigIntegerField(db_default=0, editable=False)),
        migrations.AddField(model, "case_protection", models.CharField(db_default="", editable=False, max_length=12)),
    ]


class Migration(migrations.Migration):
    """Rows under a case carry who it belongs to and how it is protected; an inquiry carries the case's status too."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0004_lists_are_read_from_indexes"),
        ("core", "0002_append_only_function"),
    ]
    operations = [
        migrations.AlterModelOptions(
            "inquiry",
            {
                "permissions": [
                    ("follow_inquiry", "Can follow the status of own referrals"),
                    ("trace_inquiry", "Can see on the course of a case that it came"),
                ]
            },
        ),
        migrations.AddField("inquiry", "case_authority", models.CharField(editable=False, max_length=10, null=True)),
        migrations.AddField(
            "inquiry", "case_protection", models.CharField(db_default="normal", editable=False, max_length=12)
        ),
        migrations.AddField(
            "inquiry",
            "case_status",
            models.CharField(
                choices=[
                    ("inquiry", "Inquiry"),
                    ("in_clarification", "In clarification"),
                    ("awaiting_decision", "Awaiting decision"),
                    ("in_support", "In support"),
                    ("closed", "Closed"),
                ],
                editable=False,
                max_length=20,
                null=True,
            ),
        ),
        *carried("journalentry"),
        migrations.AddField(
            "victim",
            "organisation",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField("victim", "protection", models.CharField(default="normal", editable=False, max_length=12)),
        migrations.AlterField("victim", "code_name", models.CharField(max_length=40, verbose_name="code name")),
        migrations.AddConstraint(
            "victim",
            models.UniqueConstraint(
                fields=("code_name",),
                name="victim_code_name_is_nobody_elses",
                violation_error_code="code_name_taken",
                violation_error_message="Somebody has just used this code name. Choose another.",
            ),
        ),
        migrations.AddConstraint(
            "victim",
            models.CheckConstraint(
                condition=models.Q(("protection__in", ["normal", "restricted", "named"])),
                name="victim_protection_is_known",
            ),
        ),
        migrations.RunSQL(
            FORWARDS,
            BACKWARDS,
            state_operations=[
                migrations.AlterField(
                    "victim",
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                )
            ],
        ),
    ]
