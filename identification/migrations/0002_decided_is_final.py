from django.db import migrations

# What a constraint cannot say because it looks at another row or at the row as it was.
FORWARDS = """
CREATE FUNCTION identification_refuse(message text, name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = name;
END $$;

CREATE FUNCTION identification_decided_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'decided' THEN
        PERFORM identification_refuse('a decided assessment never changes', 'assessment_decided_is_final');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decided_is_final BEFORE UPDATE OR DELETE ON identification_assessment
    FOR EACH ROW EXECUTE FUNCTION identification_decided_is_final();

CREATE FUNCTION identification_forms_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
BEGIN
    PERFORM FROM identification_assessment WHERE id = judged AND state = 'decided' AND outcome <> ''
        AND EXISTS (SELECT FROM identification_statusdecision WHERE assessment_id = judged);
    IF FOUND THEN
        PERFORM identification_refuse('a decided assessment never changes', 'assessment_decided_is_final');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER decided_is_final BEFORE INSERT OR UPDATE OR DELETE ON identification_assessment_secondary_forms
    FOR EACH ROW EXECUTE FUNCTION identification_forms_are_final();

CREATE FUNCTION identification_decision_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged identification_assessment%ROWTYPE;
BEGIN
    SELECT * INTO judged FROM identification_assessment WHERE id = NEW.assessment_id;
    IF judged.case_id <> NEW.case_id OR judged.state <> 'decided' OR judged.outcome <> NEW.outcome
            OR judged.prepared_by_id <> NEW.prepared_by_id THEN
        PERFORM identification_refuse('the decision is not that of its assessment', 'decision_fits_its_assessment');
    END IF;
    PERFORM FROM identification_revision WHERE assessment_id = NEW.assessment_id AND author_id = NEW.decided_by_id;
    IF FOUND THEN
        PERFORM identification_refuse('an author of the assessment may not decide it', 'decision_takes_four_eyes');
    END IF;
    PERFORM FROM identification_statusdecision WHERE case_id = NEW.case_id AND decided_on > NEW.decided_on;
    IF FOUND THEN
        PERFORM identification_refuse('dates do not run backwards', 'decision_dates_run_forwards');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_fits BEFORE INSERT ON identification_statusdecision
    FOR EACH ROW EXECUTE FUNCTION identification_decision_fits();

CREATE FUNCTION identification_decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.in_force
            OR to_jsonb(NEW) - 'in_force' IS DISTINCT FROM to_jsonb(OLD) - 'in_force' THEN
        PERFORM identification_refuse('a decision is only succeeded by the next', 'decision_stands');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON identification_statusdecision
    FOR EACH ROW EXECUTE FUNCTION identification_decision_stands();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON identification_revision
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER append_only ON identification_revision;
DROP TRIGGER decision_stands ON identification_statusdecision;
DROP TRIGGER decision_fits ON identification_statusdecision;
DROP TRIGGER decided_is_final ON identification_assessment_secondary_forms;
DROP TRIGGER decided_is_final ON identification_assessment;
DROP FUNCTION identification_decision_stands();
DROP FUNCTION identification_decision_fits();
DROP FUNCTION identification_forms_are_final();
DROP FUNCTION identification_decided_is_final();
DROP FUNCTION identification_refuse(text, text);
"""


class Migration(migrations.Migration):
    """Four eyes, dates that run forwards, and decisions that stand, whoever asks the database."""

    dependencies = [
        ("identification", "0001_interviews_assessments_and_decisions"),
        ("core", "0002_append_only_function"),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
