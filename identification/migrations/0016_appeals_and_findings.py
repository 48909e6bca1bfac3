import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = {"identification_appeal": "appeal_follows_its_case", "identification_courtfinding": "finding_follows_its_case"}
FOLLOW = "\n".join(
    f"""
CREATE TRIGGER append_only BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
    for table, name in TABLES.items()
)
FORWARDS = f"""
{FOLLOW}
CREATE TRIGGER recorded_once BEFORE UPDATE ON identification_appeal FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'decision_id', 'lodged_by', 'body_id', 'lodged_on',
        'recorded_by_id', 'recorded_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON identification_appeal FOR EACH ROW
    EXECUTE FUNCTION cases_settled('outcome_at', 'outcome', 'changed_to', 'outcome_on', 'outcome_by_id');
CREATE TRIGGER recorded_once BEFORE UPDATE ON identification_courtfinding FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'court_id', 'court_ref', 'judged_on', 'outcome',
        'exploitation_form_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER answered_once BEFORE UPDATE ON identification_courtfinding FOR EACH ROW
    EXECUTE FUNCTION cases_settled('answered_at', 'answer', 'answered_by_id', 'refusal');
ALTER TABLE identification_appeal ADD CONSTRAINT appeal_is_of_its_case
    FOREIGN KEY (decision_id, case_id) REFERENCES identification_statusdecision (id, case_id);
-- Nothing lies in the future of the day it was written.
ALTER TABLE identification_appeal ADD CONSTRAINT appeal_is_not_ahead_of_its_record CHECK (
    lodged_on <= (recorded_at AT TIME ZONE 'Europe/Copenhagen')::date
    AND coalesce(outcome_on <= (outcome_at AT TIME ZONE 'Europe/Copenhagen')::date, true));
ALTER TABLE identification_courtfinding ADD CONSTRAINT finding_is_not_ahead_of_its_record CHECK (
    judged_on <= (recorded_at AT TIME ZONE 'Europe/Copenhagen')::date);

CREATE FUNCTION identification_appeal_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    appealed identification_statusdecision%ROWTYPE;
BEGIN
    SELECT * INTO appealed FROM identification_statusdecision WHERE id = NEW.decision_id;
    IF NOT appealed.in_force THEN
        PERFORM identification_refuse('only a decision in force is appealed against', 'appeal_is_of_a_decision_in_force');
    END IF;
    IF NEW.lodged_on < appealed.decided_on THEN
        PERFORM identification_refuse('dates do not run backwards', 'appeal_comes_after_its_decision');
    END IF;
    RETURN NULL;
END $$;
-- After the row, so that whoever may not record an appeal is told that and nothing else.
CREATE TRIGGER appeal_fits AFTER INSERT ON identification_appeal
    FOR EACH ROW EXECUTE FUNCTION identification_appeal_fits();

CREATE OR REPLACE FUNCTION identification_decision_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    judged identification_assessment%ROWTYPE;
BEGIN
    IF NEW.assessment_id IS NOT NULL THEN
        SELECT * INTO judged FROM identification_assessment WHERE id = NEW.assessment_id;
        IF judged.case_id <> NEW.case_id OR judged.state <> 'decided' OR judged.outcome <> NEW.outcome
                OR judged.prepared_by_id <> NEW.prepared_by_id THEN
            PERFORM identification_refuse('the decision is not that of its assessment', 'decision_fits_its_assessment');
        END IF;
        PERFORM FROM identification_revision WHERE assessment_id = NEW.assessment_id AND author_id = NEW.decided_by_id;
        IF FOUND THEN
            PERFORM identification_refuse('an author of the assessment may not decide it', 'decision_takes_four_eyes');
        END IF;
    END IF;
    PERFORM FROM identification_statusdecision WHERE case_id = NEW.case_id AND decided_on > NEW.decided_on;
    IF FOUND THEN
        PERFORM identification_refuse('dates do not run backwards', 'decision_dates_run_forwards');
    END IF;
    RETURN NEW;
END $$;

-- A decision without an assessment says what its court, or its body of appeal, said; on the day, by the same two.
CREATE FUNCTION identification_decision_repeats_its_ruling() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM identification_courtfinding WHERE id = NEW.finding_id AND case_id = NEW.case_id
        AND answer = 'confirmed' AND outcome = NEW.outcome AND judged_on = NEW.decided_on AND NEW.authority = 'court'
        AND recorded_by_id = NEW.prepared_by_id AND answered_by_id = NEW.decided_by_id;
    IF FOUND THEN
        RETURN NEW;
    END IF;
    PERFORM FROM identification_appeal WHERE id = NEW.appeal_id AND case_id = NEW.case_id
        AND outcome = 'changed' AND changed_to = NEW.outcome AND outcome_on = NEW.decided_on
        AND recorded_by_id = NEW.prepared_by_id AND outcome_by_id = NEW.decided_by_id;
    IF NOT FOUND THEN
        PERFORM identification_refuse('the decision is not that of its ruling', 'decision_repeats_its_ruling');
    END IF;
    RETURN NEW;
END $$;
-- After the policies: whoever may not write a decision learns nothing of what was ruled.
CREATE TRIGGER decision_repeats_its_ruling AFTER INSERT ON identification_statusdecision
    FOR EACH ROW WHEN (NEW.assessment_id IS NULL) EXECUTE FUNCTION identification_decision_repeats_its_ruling();
DROP TRIGGER positive_rests_on_something ON identification_statusdecision;
CREATE TRIGGER positive_rests_on_something BEFORE INSERT ON identification_statusdecision
    FOR EACH ROW WHEN (NEW.outcome = 'trafficked' AND NEW.assessment_id IS NOT NULL)
    EXECUTE FUNCTION identification_positive_rests_on_something();

CREATE OR REPLACE FUNCTION identification_decision_is_succeeded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM identification_statusdecision d WHERE case_id = NEW.case_id AND (in_force AND id > NEW.id
        OR id >= NEW.id AND EXISTS (SELECT FROM identification_appeal WHERE decision_id = d.id AND outcome = 'annulled'));
    IF NOT FOUND THEN
        PERFORM identification_refuse('a decision is only succeeded by the next', 'decision_stands');
    END IF;
    RETURN NULL;
END $$;

-- Asked when the transaction ends: what overturns a decision has done so, and what a court found is a decision.
CREATE FUNCTION identification_ruling_takes_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    said constant jsonb := to_jsonb(NEW);
BEGIN
    IF said ->> 'answer' = 'confirmed' THEN
        PERFORM FROM identification_statusdecision WHERE finding_id = NEW.id;
    ELSIF said ->> 'outcome' = 'changed' THEN
        PERFORM FROM identification_statusdecision WHERE appeal_id = NEW.id;
    ELSE
        PERFORM FROM identification_statusdecision WHERE id = (said ->> 'decision_id')::bigint AND NOT in_force;
    END IF;
    IF NOT FOUND THEN
        PERFORM identification_refuse('the ruling changes nothing', 'ruling_takes_effect');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER appeal_takes_effect AFTER INSERT OR UPDATE ON identification_appeal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.outcome IN ('annulled', 'changed'))
    EXECUTE FUNCTION identification_ruling_takes_effect();
CREATE CONSTRAINT TRIGGER finding_takes_effect AFTER INSERT OR UPDATE ON identification_courtfinding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.answer = 'confirmed')
    EXECUTE FUNCTION identification_ruling_takes_effect();
"""  # noqa: S608 -- names of our own


class Migration(migrations.Migration):
    """Appeals, and findings of courts, each by two colleagues. One way: the policies rest on the tables."""

    dependencies = [
        ("cases", "0017_rulings_are_recorded"),
        ("identification", "0015_the_law_as_it_was_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="statusdecision",
            name="age_band",
            field=models.CharField(
                blank=True,
                choices=[
                    ("under_15", "Under 15"),
                    ("15_17", "15–17"),
                    ("18_24", "18–24"),
                    ("25_34", "25–34"),
                    ("35_44", "35–44"),
                    ("45_plus", "45 or over"),
                    ("unknown", "Unknown"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="statusdecision",
            name="exploitation_form",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.code"
            ),
        ),
        migrations.AlterField(
            model_name="statusdecision",
            name="assessment",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="identification.assessment",
            ),
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "lodged_by",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("lawyer", "The person’s lawyer"),
                            ("representative", "A representative or the holder of custody"),
                            ("authority", "An authority"),
                            ("other", "Somebody else"),
                        ],
                        max_length=16,
                        verbose_name="who appealed",
                    ),
                ),
                ("lodged_on", models.DateField(verbose_name="appealed on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "The decision stands"),
                            ("annulled", "The decision is annulled and is to be made again"),
                            ("changed", "The decision is changed"),
                            ("withdrawn", "The appeal is withdrawn"),
                            ("mistaken", "There was no appeal: it was entered by mistake"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "changed_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficked", "Assessed as trafficked"),
                            ("not_trafficked", "Not assessed as trafficked"),
                        ],
                        max_length=16,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="day of the outcome")),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="to which body",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="identification.statusdecision",
                    ),
                ),
                (
                    "outcome_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="statusdecision",
            name="appeal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changed_decision",
                to="identification.appeal",
            ),
        ),
        migrations.CreateModel(
            name="CourtFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("court_ref", models.CharField(max_length=40, verbose_name="the court’s case number")),
                ("judged_on", models.DateField(verbose_name="day of the judgment")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("trafficked", "Assessed as trafficked"),
                            ("not_trafficked", "Not assessed as trafficked"),
                        ],
                        max_length=16,
                        verbose_name="finding",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("confirmed", "Confirmed"), ("refused", "Not confirmed")], max_length=10
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.CharField(blank=True, max_length=300, verbose_name="what is wrong")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="cases.case"
                    ),
                ),
                (
                    "court",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="court",
                    ),
                ),
                (
                    "exploitation_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="statusdecision",
            name="finding",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="identification.courtfinding",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appeal__isnull", True), ("assessment__isnull", False), ("finding__isnull", True)),
                    models.Q(("appeal__isnull", True), ("assessment__isnull", True), ("finding__isnull", False)),
                    models.Q(("appeal__isnull", False), ("assessment__isnull", True), ("finding__isnull", True)),
                    _connector="OR",
                ),
                name="decision_rests_on_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("age_band", ""), ("assessment__isnull", False), ("exploitation_form__isnull", True)),
                    models.Q(
                        ("age_band__in", ["under_15", "15_17", "18_24", "25_34", "35_44", "45_plus", "unknown"]),
                        ("assessment__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_says_what_no_assessment_does",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="appeal_numbered_within_its_case"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")),
                fields=("decision",),
                name="appeal_one_open_a_decision",
                violation_error_message="An appeal against this decision is already under way.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("lodged_by__in", ["person", "lawyer", "representative", "authority", "other"])),
                name="appeal_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("changed_to", ""),
                        ("outcome", ""),
                        ("outcome_at__isnull", True),
                        ("outcome_by__isnull", True),
                        ("outcome_on__isnull", True),
                    ),
                    models.Q(
                        ("outcome__in", ["upheld", "annulled", "changed", "withdrawn", "mistaken"]),
                        ("outcome_at__isnull", False),
                        ("outcome_by__isnull", False),
                        ("outcome_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appeal_ends_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome_on__isnull", True), ("outcome_on__gte", models.F("lodged_on")), _connector="OR"
                ),
                name="appeal_ends_after_it_was_lodged",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("outcome", "changed"), _negated=True), ("changed_to", "")),
                    models.Q(("changed_to__in", ["trafficked", "not_trafficked"]), ("outcome", "changed")),
                    _connector="OR",
                ),
                name="appeal_changes_into_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ("annulled", "changed")), _negated=True),
                    models.Q(("outcome_by", models.F("recorded_by")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_takes_four_eyes",
                violation_error_message="Another colleague than the one who recorded the appeal writes this outcome.",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtfinding",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="finding_numbered_within_its_case"),
        ),
        migrations.AddConstraint(
            model_name="courtfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("court_ref", ""), _negated=True), name="finding_names_its_judgment"
            ),
        ),
        migrations.AddConstraint(
            model_name="courtfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["trafficked", "not_trafficked"])), name="finding_outcome_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="courtfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("refusal", "")
                    ),
                    models.Q(
                        ("answer", "confirmed"),
                        ("refusal", ""),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    models.Q(
                        ("answer", "refused"),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("refusal", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finding_is_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "confirmed"), _negated=True),
                    models.Q(("answered_by", models.F("recorded_by")), _negated=True),
                    _connector="OR",
                ),
                name="finding_takes_four_eyes",
                violation_error_message="Another colleague than the one who recorded the finding confirms it.",
            ),
        ),
        migrations.RunSQL(FORWARDS),
    ]
