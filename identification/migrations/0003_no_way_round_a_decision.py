from django.db import migrations, models

# What 0002 left open: a text added after the decision, a form moved away from it, and grounds that say nothing.
FORWARDS = """
CREATE FUNCTION identification_text_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM identification_assessment WHERE id = NEW.assessment_id AND state = 'decided'
        AND EXISTS (SELECT FROM identification_statusdecision WHERE assessment_id = NEW.assessment_id);
    IF FOUND THEN
        PERFORM identification_refuse('a decided assessment never changes', 'assessment_decided_is_final');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER text_is_closed BEFORE INSERT ON identification_revision
    FOR EACH ROW EXECUTE FUNCTION identification_text_is_closed();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON identification_revision EXECUTE FUNCTION core_append_only();
CREATE TRIGGER never_moved BEFORE UPDATE ON identification_assessment_secondary_forms
    FOR EACH ROW EXECUTE FUNCTION core_append_only();

CREATE FUNCTION identification_has_evidence(evidence jsonb, types varchar[]) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT EXISTS (SELECT FROM jsonb_each_text(evidence) WHERE key = ANY (types) AND btrim(value) <> '') $$;

CREATE FUNCTION identification_positive_rests_on_something() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged identification_assessment%ROWTYPE;
    age varchar := (SELECT age_band FROM cases_victim JOIN cases_case ON cases_case.victim_id = cases_victim.id
        WHERE cases_case.id = NEW.case_id);
BEGIN
    SELECT * INTO judged FROM identification_assessment WHERE id = NEW.assessment_id;
    IF judged.age_band <> age THEN
        PERFORM identification_refuse('the age judged on is not the person''s', 'decision_fits_its_assessment');
    END IF;
    IF btrim(judged.purpose_evidence) = '' OR NOT identification_has_evidence(judged.act_evidence, judged.act_types)
            OR age NOT IN ('under_15', '15_17')
            AND NOT identification_has_evidence(judged.means_evidence, judged.means_types) THEN
        PERFORM identification_refuse('an element rests on nothing', 'decision_positive_rests_on_something');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER positive_rests_on_something BEFORE INSERT ON identification_statusdecision
    FOR EACH ROW WHEN (NEW.outcome = 'trafficked') EXECUTE FUNCTION identification_positive_rests_on_something();
"""
BACKWARDS = """
DROP TRIGGER positive_rests_on_something ON identification_statusdecision;
DROP FUNCTION identification_positive_rests_on_something();
DROP FUNCTION identification_has_evidence(jsonb, varchar[]);
DROP TRIGGER never_moved ON identification_assessment_secondary_forms;
DROP TRIGGER no_truncate ON identification_revision;
DROP TRIGGER text_is_closed ON identification_revision;
DROP FUNCTION identification_text_is_closed();
"""


class Migration(migrations.Migration):
    """No text is added to what was decided, and a positive decision rests on something written for what was chosen."""

    dependencies = [("identification", "0002_decided_is_final"), ("cases", "0002_journal_is_append_only")]
    operations = [
        migrations.AddConstraint(
            model_name="statusdecision",
            constraint=models.CheckConstraint(name="decision_says_why", condition=~models.Q(reason="")),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
