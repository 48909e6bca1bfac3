from django.db import migrations

FORWARDS = """
CREATE FUNCTION identification_closed_case_runs_nothing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM identification_period JOIN cases_case c ON c.id = case_id
        WHERE case_id = NEW.id AND is_open AND c.status = 'closed';
    IF FOUND THEN
        PERFORM identification_refuse('a period runs in a closed case', 'case_closed_runs_no_period');
    END IF;
    RETURN NULL;
END $$;
-- Asked when the transaction ends: a period is ended after the case it ends with.
CREATE CONSTRAINT TRIGGER closed_case_runs_nothing AFTER UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed')
    EXECUTE FUNCTION identification_closed_case_runs_nothing();
"""
BACKWARDS = """
DROP TRIGGER closed_case_runs_nothing ON cases_case;
DROP FUNCTION identification_closed_case_runs_nothing();
"""


class Migration(migrations.Migration):
    """A case that closes leaves no period running."""

    dependencies = [("identification", "0016_appeals_and_findings")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
