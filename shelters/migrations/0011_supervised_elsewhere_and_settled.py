import csv
from pathlib import Path

from django.db import migrations

ROOT = Path(__file__).resolve().parents[2]
LISTS = {"municipality", "quality_theme"}
FORWARDS = """
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_locality
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house();
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_approval
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house();
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_inspection
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house();
ALTER TABLE shelters_locality ADD CONSTRAINT locality_follows_its_house FOREIGN KEY (shelter_id, house_organisation)
    REFERENCES shelters_shelter (id, organisation_id) ON UPDATE CASCADE;
ALTER TABLE shelters_approval ADD CONSTRAINT approval_follows_its_house FOREIGN KEY (shelter_id, house_organisation)
    REFERENCES shelters_shelter (id, organisation_id) ON UPDATE CASCADE;
ALTER TABLE shelters_inspection ADD CONSTRAINT inspection_follows_its_house FOREIGN KEY (shelter_id, house_organisation)
    REFERENCES shelters_shelter (id, organisation_id) ON UPDATE CASCADE;
ALTER TABLE shelters_inspection ADD CONSTRAINT inspection_is_carried UNIQUE (id, organisation_id, house_organisation);

-- A finding is its inspection's: of a visit that was made, to that house, by that authority.
CREATE FUNCTION shelters_carry_inspection() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.organisation_id := OLD.organisation_id;
            NEW.house_organisation := OLD.house_organisation;
        END IF;
        RETURN NEW;
    END IF;
    SELECT organisation_id, house_organisation INTO NEW.organisation_id, NEW.house_organisation
        FROM public.shelters_inspection WHERE id = NEW.inspection_id;
    RETURN NEW;
END $$;
CREATE TRIGGER carries_inspection BEFORE INSERT OR UPDATE ON shelters_finding
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_inspection();
ALTER TABLE shelters_finding ADD CONSTRAINT finding_follows_its_inspection
    FOREIGN KEY (inspection_id, organisation_id, house_organisation)
    REFERENCES shelters_inspection (id, organisation_id, house_organisation) ON UPDATE CASCADE;
ALTER TABLE shelters_finding ADD CONSTRAINT finding_is_of_its_inspection UNIQUE (id, inspection_id);
ALTER TABLE shelters_finding ADD CONSTRAINT finding_corrects_one_of_its_inspection
    FOREIGN KEY (corrects_id, inspection_id) REFERENCES shelters_finding (id, inspection_id);
CREATE FUNCTION shelters_found_on_a_visit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.shelters_inspection WHERE id = NEW.inspection_id AND done_at IS NOT NULL) THEN
        RAISE EXCEPTION 'nothing is found before an inspection is held' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER found_on_a_visit BEFORE INSERT ON shelters_finding
    FOR EACH ROW EXECUTE FUNCTION shelters_found_on_a_visit();

-- What was decided, planned, held, found and followed up stands as it was said.
CREATE TRIGGER append_only BEFORE DELETE ON shelters_approval FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER decided_once BEFORE UPDATE ON shelters_approval FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'shelter_id', 'organisation_id', 'status', 'places', 'conditions', 'grounds', 'decided_on', 'valid_from',
    'valid_to', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON shelters_approval FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'ended_at', 'ended_by_id', 'ended_on');
CREATE TRIGGER append_only BEFORE DELETE ON shelters_inspection FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER planned_once BEFORE UPDATE ON shelters_inspection FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'ref', 'shelter_id', 'organisation_id', 'announced', 'planned_by_id', 'planned_at');
CREATE TRIGGER held_once BEFORE UPDATE ON shelters_inspection FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'done_at', 'done_by_id', 'done_on', 'summary', 'planned_on');
CREATE TRIGGER append_only BEFORE DELETE ON shelters_finding FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON shelters_finding FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'inspection_id', 'number', 'theme_id', 'score', 'text', 'corrects_id', 'recorded_by_id', 'recorded_at',
    'follow_up', 'due_on');
CREATE TRIGGER followed_once BEFORE UPDATE ON shelters_finding FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'followed_at', 'followed_by_id', 'followed_on', 'outcome');
CREATE TRIGGER append_only BEFORE DELETE ON shelters_locality FOR EACH ROW EXECUTE FUNCTION core_append_only();

-- Socialtilsynsloven (domain.md S86, S87): no Socialtilsyn approves or supervises in the municipality it is part of. Whoever may add or
-- change these rows sees every locality and every approval, so the functions need no more than the reader's own rights.
CREATE FUNCTION shelters_supervised_elsewhere() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here bigint;
BEGIN
    SELECT municipality_id INTO here FROM public.shelters_locality WHERE shelter_id = NEW.shelter_id FOR SHARE;
    IF here IS NULL THEN
        RAISE EXCEPTION 'nobody supervises a house that lies nobody knows where' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM public.shelters_hostmunicipality h JOIN public.accounts_organisation o ON o.code = h.authority
            WHERE o.id = NEW.organisation_id AND h.municipality_id = here) THEN
        RAISE EXCEPTION 'nobody supervises in their own host municipality' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER supervised_elsewhere BEFORE INSERT ON shelters_approval
    FOR EACH ROW EXECUTE FUNCTION shelters_supervised_elsewhere();
CREATE TRIGGER supervised_elsewhere BEFORE INSERT ON shelters_inspection
    FOR EACH ROW EXECUTE FUNCTION shelters_supervised_elsewhere();
CREATE FUNCTION shelters_stays_supervised_elsewhere() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.shelters_approval a
            JOIN public.accounts_organisation o ON o.id = a.organisation_id
            JOIN public.shelters_hostmunicipality h ON h.authority = o.code
            WHERE a.shelter_id = NEW.shelter_id AND h.municipality_id = NEW.municipality_id
                AND a.in_force && daterange(sec.today(), NULL)) THEN
        RAISE EXCEPTION 'nobody supervises in their own host municipality' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER supervised_elsewhere BEFORE UPDATE ON shelters_locality
    FOR EACH ROW EXECUTE FUNCTION shelters_stays_supervised_elsewhere();
"""


def rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def load(apps, schema_editor):
    """The municipalities, the themes of the quality model, and where the five authorities are at home."""
    alias = schema_editor.connection.alias
    codes = apps.get_model("cases", "Code").objects.using(alias)
    for row in rows("cases/code_lists.csv"):
        if row["list"] in LISTS:
            codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)
    hosts = apps.get_model("shelters", "HostMunicipality").objects.using(alias)
    for row in rows("shelters/authorities.csv"):
        at = codes.get(list="municipality", code=row["municipality"])
        hosts.get_or_create(authority=row["authority"], defaults={"municipality": at, "source": row["source"]})


class Migration(migrations.Migration):
    """Supervision keeps its rules in the database: nowhere at home, nothing twice, nothing rewritten. One way: the
    policies rest on what the rows carry.
    """

    dependencies = [("cases", "0021_referrals"), ("shelters", "0010_approvals_and_inspections")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop), migrations.RunSQL(FORWARDS)]
