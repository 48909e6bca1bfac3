from django.db import migrations

FORWARDS = """
-- Who refers may withdraw a consent and nothing else: neither answer for whom they sent it to, nor tie it to a case.
CREATE FUNCTION cases_handover_answered_by_receiver() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT sec.system() AND sec.organisation() IS DISTINCT FROM OLD.receiver_id AND pg_trigger_depth() = 1
        AND (NEW.answered_at, NEW.answered_by_id, NEW.answered_as, NEW.answer, NEW.inquiry_id, NEW.case_id,
             NEW.heeded_at, NEW.heeded_by_id)
        IS DISTINCT FROM
            (OLD.answered_at, OLD.answered_by_id, OLD.answered_as, OLD.answer, OLD.inquiry_id, OLD.case_id,
             OLD.heeded_at, OLD.heeded_by_id)
    THEN
        RAISE EXCEPTION 'whoever received a referral answers it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answered_by_receiver BEFORE UPDATE ON cases_handover
    FOR EACH ROW EXECUTE FUNCTION cases_handover_answered_by_receiver();
"""
BACKWARDS = """
DROP TRIGGER answered_by_receiver ON cases_handover;
DROP FUNCTION cases_handover_answered_by_receiver();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_consents_are_written_as_given")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
