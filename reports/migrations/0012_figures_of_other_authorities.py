import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.core.labels

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON reports_externalcount FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER entered_once BEFORE UPDATE ON reports_externalcount FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'population', 'year', 'sex', 'age', 'form', 'citizenship', 'known_as', 'value', 'origin', 'authority',
    'document', 'url', 'received_on', 'note', 'supersedes_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER confirmed_once BEFORE UPDATE ON reports_externalcount FOR EACH ROW
    EXECUTE FUNCTION cases_settled('confirmed_at', 'confirmed_by_id');
-- A correction is about the same persons of the same year as the figure it takes the place of.
CREATE FUNCTION reports_correction_keeps_heading() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.reports_externalcount AS before WHERE before.id = NEW.supersedes_id
            AND (before.population, before.year, before.sex, before.age, before.form, before.citizenship)
              = (NEW.population, NEW.year, NEW.sex, NEW.age, NEW.form, NEW.citizenship)) THEN
        RAISE EXCEPTION 'a correction keeps what the figure is about' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_heading BEFORE INSERT ON reports_externalcount
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION reports_correction_keeps_heading();
"""
BACKWARDS = """
DROP TRIGGER keeps_heading ON reports_externalcount;
DROP FUNCTION reports_correction_keeps_heading();
DROP TRIGGER confirmed_once ON reports_externalcount;
DROP TRIGGER entered_once ON reports_externalcount;
DROP TRIGGER append_only ON reports_externalcount;
"""


class Migration(migrations.Migration):
    """What other authorities count is entered by one, confirmed by another, and corrected by a new row."""

    dependencies = [
        ("cases", "0021_referrals"),
        ("reports", "0007_thresholds_and_free_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "population",
                    models.CharField(
                        choices=[
                            ("charged", "Persons charged"),
                            ("indicted", "Persons indicted"),
                            ("sentenced", "Persons sentenced"),
                            ("offences", "Offences recorded"),
                            ("prepared_returns", "Prepared returns"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Women"), ("male", "Men"), ("other", "Others"), ("unknown", "Not known")],
                        max_length=8,
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        blank=True,
                        choices=[("minor", "Under 18 years"), ("adult", "18 years or over"), ("unknown", "Not known")],
                        max_length=8,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sexual", "Sexual exploitation"),
                            ("forced_labour", "Forced labour"),
                            ("other_forms", "Other forms"),
                            ("unknown", "Not known"),
                        ],
                        max_length=16,
                    ),
                ),
                ("citizenship", models.CharField(blank=True, max_length=8)),
                (
                    "known_as",
                    models.CharField(
                        choices=[
                            ("counted", "Counted"),
                            ("unknown", "The authority does not know"),
                            ("not_collected", "The authority does not count it"),
                            ("withdrawn", "Entered by mistake"),
                        ],
                        default="counted",
                        max_length=14,
                    ),
                ),
                ("value", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[("publication", "Publication"), ("letter", "Letter to CMM")],
                        max_length=12,
                    ),
                ),
                ("authority", models.CharField(max_length=120)),
                ("document", models.CharField(max_length=200)),
                ("url", models.URLField(blank=True, max_length=300)),
                ("received_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="reports.externalcount",
                    ),
                ),
            ],
            options={
                "permissions": [("confirm_externalcount", "Can confirm a figure of another authority")],
                "indexes": [
                    models.Index(
                        fields=["-year", "population", "sex", "age", "form", "citizenship", "-id"],
                        name="external_by_heading",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("population", "year", "sex", "age", "form", "citizenship"),
                        name="external_one_figure_a_heading",
                        violation_error_message="This figure stands here already. Correct that one instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("population__in", ["charged", "indicted", "sentenced", "offences", "prepared_returns"])
                        ),
                        name="external_population_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sex__in", ["", "female", "male", "other", "unknown"]),
                            ("age__in", ["", "minor", "adult", "unknown"]),
                            ("form__in", ["", "sexual", "forced_labour", "other_forms", "unknown"]),
                        ),
                        name="external_groups_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("sex", ""), _negated=True),
                                models.Q(("age", ""), _negated=True),
                                models.Q(("form", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("sex", ""), _negated=True),
                                models.Q(("age", ""), _negated=True),
                                models.Q(("citizenship", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("sex", ""), _negated=True),
                                models.Q(("form", ""), _negated=True),
                                models.Q(("citizenship", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("age", ""), _negated=True),
                                models.Q(("form", ""), _negated=True),
                                models.Q(("citizenship", ""), _negated=True),
                            ),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="external_is_split_two_ways_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("known_as", "counted"), ("value__isnull", False)),
                            models.Q(
                                ("known_as__in", ["unknown", "not_collected", "withdrawn"]), ("value__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="external_unknown_is_no_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("known_as", "withdrawn"), _negated=True),
                            ("supersedes__isnull", False),
                            _connector="OR",
                        ),
                        name="external_only_a_correction_withdraws",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin__in", ["publication", "letter"]),
                            models.Q(("authority", ""), _negated=True),
                            models.Q(("document", ""), _negated=True),
                        ),
                        name="external_says_where_it_comes_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_on__year__gt", models.F("year"))),
                        name="external_year_was_over",
                        violation_error_code="year_not_over",
                        violation_error_message="A figure of a year is received when the year is over.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="external_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="external_takes_four_eyes",
                    ),
                ],
            },
            bases=(cmm.core.labels.Labelled, models.Model),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
