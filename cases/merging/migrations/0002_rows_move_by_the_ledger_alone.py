from django.db import migrations

# A row moves to another case in the transaction in which the ledger of a merge says so, which only the functions of
# ``policies.sql`` write. Everything else that keeps it where it is holds as before, in words and in code.
FORWARDS = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON merging_merge
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE merging_merge ADD CONSTRAINT merge_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON merging_merge FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE DELETE ON merging_movedrow FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE DELETE ON merging_notice FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER agreed_once BEFORE UPDATE ON merging_merge FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'husk_id', 'reason', 'taken', 'merged_by_id', 'merged_at');
CREATE TRIGGER undone_once BEFORE UPDATE ON merging_merge
    FOR EACH ROW EXECUTE FUNCTION cases_settled('undone_at', 'undone_by_id', 'undone_reason');
CREATE TRIGGER told_once BEFORE UPDATE ON merging_notice
    FOR EACH ROW EXECUTE FUNCTION cases_settled('id', 'merge_id', 'organisation_id', 'ref', 'kind', 'told_at');
CREATE TRIGGER read_once BEFORE UPDATE ON merging_notice
    FOR EACH ROW EXECUTE FUNCTION cases_settled('read_at', 'read_by_id');

CREATE FUNCTION merging_moves(a_table text, a_row text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.merging_movedrow WHERE at_table = a_table AND row_id = a_row
        AND moving = pg_current_xact_id()::text::bigint);
END $$;

-- Nothing is written in a file that lies in another. Whoever writes holds the file until they are done, so that a merge
-- comes before or after; who had access to it, and walls, are its own.
CREATE FUNCTION merging_takes_rows(the_case bigint, a_table text, a_row text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF the_case IS NULL OR a_table IN ('cases_brokenglass', 'cases_wall') THEN
        RETURN;
    END IF;
    PERFORM FROM public.cases_case WHERE id = the_case FOR KEY SHARE;
    IF EXISTS (SELECT FROM public.merging_merge WHERE husk_id = the_case AND undone_at IS NULL)
            AND NOT public.merging_moves(a_table, a_row) THEN
        RAISE EXCEPTION 'the case lies in another' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_takes_rows';
    END IF;
END $$;

CREATE FUNCTION merging_husk_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() = 1 AND EXISTS (
        SELECT FROM public.merging_merge WHERE husk_id = NEW.id AND undone_at IS NULL
    ) AND NOT public.merging_moves('cases_case', NEW.id::text) THEN
        RAISE EXCEPTION 'the case lies in another' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_takes_rows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER husk_stands BEFORE UPDATE ON cases_case FOR EACH ROW EXECUTE FUNCTION merging_husk_stands();

-- What lies in a case is as protected as it is, and in the same hands.
CREATE FUNCTION merging_husk_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.cases_case SET protection = NEW.protection, caseworker_id = NEW.caseworker_id
        WHERE id IN (SELECT husk_id FROM public.merging_merge WHERE case_id = NEW.id AND undone_at IS NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER husk_follows AFTER UPDATE OF protection, caseworker_id ON cases_case FOR EACH ROW
    WHEN ((OLD.protection, OLD.caseworker_id) IS DISTINCT FROM (NEW.protection, NEW.caseworker_id))
    EXECUTE FUNCTION merging_husk_follows();

CREATE OR REPLACE FUNCTION cases_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was constant jsonb := to_jsonb(OLD);
    is_now constant jsonb := to_jsonb(NEW);
    changed text[];
BEGIN
    IF was ->> TG_ARGV[0] IS NULL THEN
        RETURN NEW;
    END IF;
    changed := ARRAY(SELECT name FROM unnest(TG_ARGV) name WHERE was -> name IS DISTINCT FROM is_now -> name);
    IF changed <> '{}' AND NOT (changed <@ '{case_id,victim_id,number,line,document_number,proceeding}'
            AND public.merging_moves(TG_TABLE_NAME, was ->> 'id')) THEN
        RAISE EXCEPTION 'what % says of its end is settled', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION merging_stays_in_its_case() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.merging_moves(TG_TABLE_NAME, OLD.id::text) THEN
        RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER stays_in_its_case ON cases_disclosure;
DROP TRIGGER append_only ON cases_disclosure;
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, way, receiver, receiver_name, told, basis, basis_note,
    consented_on, consented_by, consented_how, consented_to, told_on, told_by_id, recorded_at, referral_id, corrects_id
    ON cases_disclosure FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id, number ON cases_disclosure FOR EACH ROW
    WHEN ((OLD.case_id, OLD.number) IS DISTINCT FROM (NEW.case_id, NEW.number))
    EXECUTE FUNCTION merging_stays_in_its_case();
DROP TRIGGER stays_in_its_case ON identification_interview;
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON identification_interview FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION merging_stays_in_its_case();
DROP TRIGGER stays_in_its_case ON identification_periodevent;
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON identification_periodevent FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION merging_stays_in_its_case();

ALTER TABLE identification_appeal ALTER CONSTRAINT appeal_is_of_its_case DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE identification_letter ALTER CONSTRAINT letter_is_of_its_case DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE identification_periodevent
    ALTER CONSTRAINT event_lies_in_its_periods_case DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE identification_observation
    ALTER CONSTRAINT observation_document_is_of_the_case DEFERRABLE INITIALLY IMMEDIATE;
"""


def changed(function: str, before: str, after: str) -> str:
    """One place of a function that another migration wrote, put otherwise; nothing where it is not there."""
    return f"""
DO $do$
DECLARE
    said text := pg_get_functiondef('{function}'::regproc);
BEGIN
    ASSERT position($before${before}$before$ IN said) > 0, '{function}';
    EXECUTE replace(said, $before${before}$before$, $after${after}$after$);
END $do$;
"""


TAKES = "{indent}PERFORM public.merging_takes_rows(NEW.case_id, TG_TABLE_NAME, NEW.id::text);\n"
CHANGES = [
    changed(
        "cases_carry_case",
        "    SELECT organisation_id, protection, authority INTO",
        TAKES.format(indent="    ") + "    SELECT organisation_id, protection, authority INTO",
    ),
    changed(
        "cases_inquiry_carries_case",
        "        NEW.case_protection := NULL;",
        TAKES.format(indent="        ") + "        NEW.case_protection := NULL;",
    ),
    *(
        changed(
            function,
            "        SELECT organisation_id, protection, authority INTO",
            TAKES.format(indent="        ") + "        SELECT organisation_id, protection, authority INTO",
        )
        for function in ("cases_handover_carries", "cases_task_carries")
    ),
    changed(
        "cases_leaves_safely",
        "    IF NOT EXISTS (SELECT FROM public.cases_safetynote",
        "    IF public.merging_moves('cases_case', NEW.id::text) THEN\n        RETURN NEW;\n"
        "    ELSIF NOT EXISTS (SELECT FROM public.cases_safetynote",
    ),
    changed(
        "identification_decided_is_final",
        "IF TG_OP = 'DELETE' OR OLD.state = 'decided' AND (",
        "IF TG_OP = 'UPDATE' AND identification_said(NEW) - '{case_id,number}'::text[]"
        " = identification_said(OLD) - '{case_id,number}'::text[]\n"
        "            AND public.merging_moves(TG_TABLE_NAME, OLD.id::text) THEN\n        RETURN NEW;\n    END IF;\n"
        "    IF TG_OP = 'DELETE' OR OLD.state = 'decided' AND (",
    ),
    changed(
        "identification_decision_stands",
        "IF TG_OP = 'DELETE' OR NEW.in_force AND",
        "IF TG_OP = 'UPDATE' AND identification_said(NEW) - '{case_id,in_force}'::text[]"
        " = identification_said(OLD) - '{case_id,in_force}'::text[]\n"
        "            AND public.merging_moves(TG_TABLE_NAME, OLD.id::text) THEN\n        RETURN NEW;\n    END IF;\n"
        "    IF TG_OP = 'DELETE' OR NEW.in_force AND",
    ),
    changed(
        "identification_decision_is_succeeded",
        "    IF NOT FOUND THEN",
        "    IF NOT FOUND AND NOT public.merging_moves(TG_TABLE_NAME, NEW.id::text) THEN",
    ),
]


class Migration(migrations.Migration):
    """What keeps a row in its case lets it move where the ledger of a merge names it, and nowhere else."""

    dependencies = [
        ("merging", "0001_two_files_that_are_one_person"),
        ("identification", "0022_days_of_departure"),
        ("followup", "0001_what_comes_after_the_decision"),
        ("shelters", "0025_places_out_of_use"),
    ]
    # Going back would leave merged files that nothing keeps merged.
    operations = [migrations.RunSQL(FORWARDS), *(migrations.RunSQL(change) for change in CHANGES)]
