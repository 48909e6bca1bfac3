from django.db import migrations

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON identification_interview
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON identification_interview EXECUTE FUNCTION core_append_only();

CREATE FUNCTION identification_decision_is_succeeded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM identification_statusdecision WHERE case_id = NEW.case_id AND in_force AND id > NEW.id;
    IF NOT FOUND THEN
        PERFORM identification_refuse('a decision is only succeeded by the next', 'decision_stands');
    END IF;
    RETURN NULL;
END $$;
-- Asked when the transaction ends: the next decision is stored after the one before is out of force.
CREATE CONSTRAINT TRIGGER decision_is_succeeded AFTER UPDATE ON identification_statusdecision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.in_force AND NOT NEW.in_force)
    EXECUTE FUNCTION identification_decision_is_succeeded();
"""
BACKWARDS = """
DROP TRIGGER decision_is_succeeded ON identification_statusdecision;
DROP FUNCTION identification_decision_is_succeeded();
DROP TRIGGER no_truncate ON identification_interview;
DROP TRIGGER append_only ON identification_interview;
"""


class Migration(migrations.Migration):
    """The notes of an interview are kept as written, and a decision is out of force only when another is in force."""

    dependencies = [("identification", "0003_no_way_round_a_decision")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
