import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON identification_secondopinion
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER text_is_closed AFTER INSERT ON identification_secondopinion
    FOR EACH ROW EXECUTE FUNCTION identification_text_is_closed();

CREATE FUNCTION identification_decider_took_no_side() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM identification_secondopinion WHERE assessment_id = NEW.assessment_id AND author_id = NEW.decided_by_id;
    IF FOUND THEN
        PERFORM identification_refuse('who gave a second opinion may not decide', 'decision_takes_four_eyes');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decider_took_no_side BEFORE INSERT ON identification_statusdecision
    FOR EACH ROW EXECUTE FUNCTION identification_decider_took_no_side();
"""
FREE = """
DROP TRIGGER decider_took_no_side ON identification_statusdecision;
DROP FUNCTION identification_decider_took_no_side();
DROP TRIGGER text_is_closed ON identification_secondopinion;
DROP TRIGGER append_only ON identification_secondopinion;
"""


class Migration(migrations.Migration):
    """Two may differ and both stand; whoever wrote a second opinion does not decide."""

    dependencies = [
        ("cases", "0010_documents"),
        ("identification", "0010_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recommendation",
                    models.CharField(
                        choices=[
                            ("trafficked", "Assessed as trafficked"),
                            ("not_trafficked", "Not assessed as trafficked"),
                            ("withdrawn", "The person does not want an assessment"),
                            ("disappeared", "Disappeared before the decision"),
                            ("transferred", "Transferred to another authority"),
                            ("inconclusive", "Cannot be decided"),
                        ],
                        max_length=16,
                        verbose_name="recommendation",
                    ),
                ),
                ("reasons", models.TextField(verbose_name="reasons")),
                ("speaks_against", models.TextField(verbose_name="what speaks against")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="identification.assessment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["assessment", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reasons", ""), _negated=True), models.Q(("speaks_against", ""), _negated=True)
                        ),
                        name="opinion_gives_its_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "recommendation__in",
                                [
                                    "trafficked",
                                    "not_trafficked",
                                    "withdrawn",
                                    "disappeared",
                                    "transferred",
                                    "inconclusive",
                                ],
                            )
                        ),
                        name="opinion_recommends",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, FREE),
    ]
