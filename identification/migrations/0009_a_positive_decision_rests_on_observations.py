from django.db import migrations, models

FORWARDS = """
DROP TRIGGER positive_rests_on_something ON identification_statusdecision;
DROP FUNCTION identification_positive_rests_on_something();
DROP FUNCTION identification_has_evidence(jsonb, varchar[]);

-- Whether one of ``kinds`` rests on something observed that still stands.
CREATE FUNCTION identification_rests_on(judged bigint, what text, kinds varchar[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM identification_support s JOIN identification_observation o ON o.id = s.observation_id
        WHERE s.assessment_id = judged AND s.element = what AND s.kind = ANY (kinds) AND s.removed_at IS NULL
            AND o.answer = 'yes' AND btrim(o.evidence) <> '' AND o.closed_at IS NULL
    )
$$;

CREATE FUNCTION identification_positive_is_supported() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    judged identification_assessment%ROWTYPE;
BEGIN
    SELECT * INTO judged FROM identification_assessment WHERE outcome = 'trafficked'
        AND id = (to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'identification_assessment' THEN 'id' ELSE 'assessment_id' END)::bigint;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF NOT identification_rests_on(judged.id, 'act', judged.act_types)
            OR NOT identification_rests_on(judged.id, 'purpose', '{""}') THEN
        PERFORM identification_refuse('an element rests on nothing', 'assessment_positive_has_act_and_purpose');
    END IF;
    IF judged.age_band NOT IN ('under_15', '15_17')
            AND NOT identification_rests_on(judged.id, 'means', judged.means_types) THEN
        PERFORM identification_refuse('an element rests on nothing', 'assessment_positive_has_means_or_a_child');
    END IF;
    RETURN NULL;
END $$;
-- Asked when the transaction ends: links are stored after the assessment they hang on.
CREATE CONSTRAINT TRIGGER positive_is_supported AFTER INSERT ON identification_assessment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.outcome = 'trafficked')
    EXECUTE FUNCTION identification_positive_is_supported();
CREATE CONSTRAINT TRIGGER becomes_positive_supported AFTER UPDATE ON identification_assessment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.outcome = 'trafficked' AND OLD.outcome <> 'trafficked')
    EXECUTE FUNCTION identification_positive_is_supported();
CREATE CONSTRAINT TRIGGER positive_stays_supported AFTER UPDATE ON identification_support
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION identification_positive_is_supported();

CREATE FUNCTION identification_positive_rests_on_something() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    judged identification_assessment%ROWTYPE;
    age varchar := (SELECT age_band FROM cases_victim JOIN cases_case ON cases_case.victim_id = cases_victim.id
        WHERE cases_case.id = NEW.case_id);
BEGIN
    SELECT * INTO judged FROM identification_assessment WHERE id = NEW.assessment_id;
    IF judged.age_band <> age THEN
        PERFORM identification_refuse('the age judged on is not the person''s', 'decision_fits_its_assessment');
    END IF;
    IF NOT identification_rests_on(judged.id, 'act', judged.act_types)
            OR NOT identification_rests_on(judged.id, 'purpose', '{""}')
            OR age NOT IN ('under_15', '15_17') AND NOT identification_rests_on(judged.id, 'means', judged.means_types)
    THEN
        PERFORM identification_refuse('an element rests on nothing', 'decision_positive_rests_on_something');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER positive_rests_on_something BEFORE INSERT ON identification_statusdecision
    FOR EACH ROW WHEN (NEW.outcome = 'trafficked') EXECUTE FUNCTION identification_positive_rests_on_something();

CREATE FUNCTION identification_support_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM identification_assessment WHERE id = NEW.assessment_id AND state = 'decided'
        AND EXISTS (SELECT FROM identification_statusdecision WHERE assessment_id = NEW.assessment_id);
    IF FOUND THEN
        PERFORM identification_refuse('a decided assessment never changes', 'assessment_decided_is_final');
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM identification_observation o JOIN identification_assessment a ON a.case_id = o.case_id
            WHERE o.id = NEW.observation_id AND a.id = NEW.assessment_id AND o.answer = 'yes' AND o.closed_at IS NULL;
        IF NOT FOUND THEN
            PERFORM identification_refuse('it supports nothing here', 'support_is_of_its_own_case');
        END IF;
    END IF;
    RETURN NULL;
END $$;
-- After the row, so that whoever may not link anything is told that and nothing else.
CREATE TRIGGER support_fits AFTER INSERT OR UPDATE ON identification_support
    FOR EACH ROW EXECUTE FUNCTION identification_support_fits();
"""


class Migration(migrations.Migration):
    """No positive decision unless act and purpose rest on observations, and means unless under 18; links of what is
    decided are final. One way: the texts have become observations.
    """

    dependencies = [("identification", "0008_evidence_becomes_observations")]
    operations = [
        migrations.RemoveConstraint(
            model_name="assessment",
            name="assessment_positive_has_act_and_purpose",
        ),
        migrations.RemoveConstraint(
            model_name="assessment",
            name="assessment_positive_has_means_or_a_child",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="act_evidence",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="means_evidence",
        ),
        migrations.RemoveField(
            model_name="assessment",
            name="purpose_evidence",
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "trafficked"), _negated=True),
                    models.Q(
                        ("act_status", "met"),
                        models.Q(("act_types", []), _negated=True),
                        ("exploitation_form__isnull", False),
                        ("purpose_status", "met"),
                    ),
                    _connector="OR",
                ),
                name="assessment_positive_has_act_and_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "trafficked"), _negated=True),
                    models.Q(("means_status", "met"), models.Q(("means_types", []), _negated=True)),
                    ("age_band__in", ("under_15", "15_17")),
                    _connector="OR",
                ),
                name="assessment_positive_has_means_or_a_child",
            ),
        ),
        migrations.RunSQL(FORWARDS),
    ]
