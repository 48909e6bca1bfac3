from django.db import migrations

# What is held does not go, and what goes two persons have said.
FORWARDS = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON retention_legalhold
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON retention_destruction
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE retention_legalhold ADD CONSTRAINT hold_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
ALTER TABLE retention_destruction ADD CONSTRAINT destruction_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER set_once BEFORE UPDATE ON retention_legalhold
    FOR EACH ROW EXECUTE FUNCTION cases_settled('id', 'case_id', 'reason', 'set_by_id', 'set_at');
CREATE TRIGGER lifted_once BEFORE UPDATE ON retention_legalhold
    FOR EACH ROW EXECUTE FUNCTION cases_settled('lifted_at', 'lifted_by_id', 'lifted_reason');
CREATE TRIGGER proposed_once BEFORE UPDATE ON retention_destruction FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'ref', 'kept_until', 'basis', 'reason', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER settled_once BEFORE UPDATE ON retention_destruction FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'settled_at', 'settled_by_id', 'settled_as', 'settled_reason');
CREATE TRIGGER stopped_once BEFORE UPDATE ON retention_destruction
    FOR EACH ROW EXECUTE FUNCTION cases_settled('stopped_at');
CREATE TRIGGER append_only BEFORE DELETE ON retention_destruction FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE DELETE ON retention_ledgerentry FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE DELETE ON retention_legalhold FOR EACH ROW EXECUTE FUNCTION core_append_only();

-- The last lock, below every verb and function: a row of a hold that stands is lost to nobody, and no case without it.
CREATE FUNCTION retention_hold_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.lifted_at IS NULL THEN
        RAISE EXCEPTION 'the case is held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_is_held';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER hold_stands BEFORE DELETE ON retention_legalhold FOR EACH ROW EXECUTE FUNCTION retention_hold_stands();

-- A hold is set before or after an approval and never beside it: both wait for the case. What was approved ends.
CREATE FUNCTION retention_hold_stops() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.cases_case WHERE id = NEW.case_id FOR UPDATE;
    UPDATE public.retention_destruction SET stopped_at = NEW.set_at
        WHERE case_id = NEW.case_id AND settled_as = 'approved' AND stopped_at IS NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_stops AFTER INSERT ON retention_legalhold FOR EACH ROW EXECUTE FUNCTION retention_hold_stops();

CREATE FUNCTION retention_destruction_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NOT (NEW.settled_as = 'approved' AND OLD.settled_as = '') THEN
        RETURN NEW;
    END IF;
    PERFORM FROM public.cases_case WHERE id = NEW.case_id FOR UPDATE;
    IF EXISTS (SELECT FROM public.retention_legalhold WHERE case_id = NEW.case_id AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'the case is held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_is_held';
    END IF;
    IF NOT EXISTS (SELECT FROM public.cases_case WHERE id = NEW.case_id AND closed_on IS NOT NULL)
            OR EXISTS (SELECT FROM public.merging_merge WHERE husk_id = NEW.case_id AND undone_at IS NULL) THEN
        RAISE EXCEPTION 'the case is not closed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_is_closed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER destruction_fits AFTER INSERT OR UPDATE ON retention_destruction
    FOR EACH ROW EXECUTE FUNCTION retention_destruction_fits();

-- Every closed case, in the order in which its time runs out.
CREATE INDEX retention_closed_first ON cases_case (closed_on, id) WHERE closed_on IS NOT NULL;

INSERT INTO retention_rule (category, years, source, is_settled) VALUES
    ('identified', 10, 'Databeskyttelsesforordningen art. 5, stk. 1, litra e, og art. 17, stk. 3, litra b; notat- og'
        ' journalpligt efter offentlighedsloven §§ 13 og 15.', false),
    ('child', 20, 'Som ovenfor; barnets egen adgang til sin sag længe efter det 18. år.',
        false),
    ('not_identified', 5, 'Databeskyttelsesforordningen art. 5, stk. 1, litra e, og art. 17, stk. 3, litra b;'
        ' offentlighedsloven §§ 13 og 15.', false),
    ('left_early', 2, 'Databeskyttelsesforordningen art. 5, stk. 1, litra c og e (dataminimering og'
        ' opbevaringsbegrænsning).', false);
"""
# A deletion by the one login that may destroy comes from a function of the owner's, which has asked for two persons
# (policies.sql); by itself that login may delete nothing. These refused every deletion.
GUARDS = (
    "core_append_only", "identification_decided_is_final", "identification_forms_are_final",
    "identification_text_is_closed", "identification_support_fits", "identification_decision_stands",
)  # fmt: skip
OPENED = """
DO $$
DECLARE
    one regprocedure;
    was text;
    becomes text;
BEGIN
    FOR one IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
            AND p.proname = '{name}' LOOP
        was := pg_get_functiondef(one);
        becomes := regexp_replace(was, '\\nBEGIN\\n',
            E'\\nBEGIN\\n    IF TG_OP = ''DELETE'' AND session_user = ''cmm_destruction'' THEN\\n'
            '        RETURN OLD;\\n    END IF;\\n');
        IF becomes = was THEN
            RAISE EXCEPTION '{name} is not what it was';
        END IF;
        EXECUTE becomes;
        RETURN;
    END LOOP;
    RAISE EXCEPTION '{name} is gone';
END $$;
"""


class Migration(migrations.Migration):
    """Two persons let a case go, a hold lets nobody, and one login alone carries it out."""

    dependencies = [
        ("retention", "0001_holds_destructions_and_their_ledger"),
        ("cases", "0040_cases_go_from_one_to_another"),
        ("merging", "0002_rows_move_by_the_ledger_alone"),
        ("identification", "0022_days_of_departure"),
        ("shelters", "0025_places_out_of_use"),
        ("outreach", "0020_own_words_are_remembered"),
    ]
    # Going back would leave cases that two have let go and nothing holds.
    operations = [migrations.RunSQL(FORWARDS), *(migrations.RunSQL(OPENED.format(name=name)) for name in GUARDS)]
