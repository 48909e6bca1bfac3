import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = {"identification_period": "period_follows_its_case", "identification_periodevent": "event_follows_its_case"}
FOLLOW = "\n".join(
    f"""
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
    for table, name in TABLES.items()
)
# An event lies in its period's case, and replaces an event of its own period.
FORWARDS = f"""
{FOLLOW}
ALTER TABLE identification_period ADD CONSTRAINT period_has_its_case UNIQUE (id, case_id);
ALTER TABLE identification_periodevent ADD CONSTRAINT event_has_its_period UNIQUE (id, period_id);
ALTER TABLE identification_periodevent ADD CONSTRAINT event_lies_in_its_periods_case
    FOREIGN KEY (period_id, case_id) REFERENCES identification_period (id, case_id);
ALTER TABLE identification_periodevent ADD CONSTRAINT event_replaces_one_of_its_period
    FOREIGN KEY (replaces_id, period_id) REFERENCES identification_periodevent (id, period_id);
CREATE TRIGGER append_only BEFORE DELETE ON identification_period FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER recorded_once BEFORE UPDATE ON identification_period FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'kind', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, period_id, number, act, "on", days, total, until, ground,
    applied_on, judged_on_day, reason, replaces_id, entered_by_id, entered_at
    ON identification_periodevent FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON identification_periodevent FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION core_append_only();
"""


class Migration(migrations.Migration):
    """Periods, what happens to them, the law they follow, and the keys of calendars. One way: the policies rest on it."""

    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0014_periods_are_set"),
        ("identification", "0013_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("key_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reflection", "Reflection period (section 33(14))"),
                            ("reflection_expelled", "Reflection period for an expelled person (section 33(15))"),
                            ("restitution", "Restitution period"),
                        ],
                        max_length=20,
                        verbose_name="kind of period",
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="periods", to="cases.case"
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
        migrations.CreateModel(
            name="PeriodEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("started", "Begun"),
                            ("extended", "Extended"),
                            ("suspended", "Clock stopped"),
                            ("resumed", "Clock runs again"),
                            ("override", "Cap set aside"),
                            ("ended", "Ended"),
                            ("withdrawn", "Taken out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days more")),
                ("total", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days in all")),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prepared_return", "Cooperates on a prepared return"),
                            ("special_reasons", "Special reasons"),
                            ("exceptional", "Exceptional (for example a pandemic)"),
                        ],
                        max_length=16,
                        verbose_name="ground",
                    ),
                ),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="applied for on")),
                ("judged_on_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="identification.period"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="identification.periodevent",
                    ),
                ),
            ],
            options={
                "ordering": ["period", "number"],
            },
        ),
        migrations.CreateModel(
            name="PeriodRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(unique=True, verbose_name="in force from")),
                ("first_days", models.PositiveSmallIntegerField(default=30, verbose_name="days first")),
                ("cap_days", models.PositiveSmallIntegerField(verbose_name="days at most")),
                (
                    "support_months",
                    models.PositiveSmallIntegerField(default=6, verbose_name="months of support after return"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="legal source")),
                ("confirmed", models.BooleanField(default=False, verbose_name="confirmed")),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cap_days__gte", models.F("first_days")), ("first_days__gt", 0)),
                        name="period_rule_cap_holds_the_first_days",
                        violation_error_message="The cap cannot be less than the days given first.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="period",
            index=models.Index(condition=models.Q(("is_open", True)), fields=["case"], name="period_open_by_case"),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="period_numbered_within_its_case"),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)), fields=("case", "kind"), name="period_one_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["reflection", "reflection_expelled", "restitution"])),
                name="period_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.UniqueConstraint(
                fields=("period", "number"), name="period_event_numbered_within_its_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "offered",
                            "accepted",
                            "declined",
                            "started",
                            "extended",
                            "suspended",
                            "resumed",
                            "override",
                            "ended",
                            "withdrawn",
                        ],
                    )
                ),
                name="period_act_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "extended"), _negated=True),
                    models.Q(
                        models.Q(
                            models.Q(
                                ("days__gt", 0),
                                ("days__isnull", False),
                                ("total__isnull", True),
                                ("until__isnull", True),
                            ),
                            models.Q(
                                ("days__isnull", True),
                                ("total__gt", 0),
                                ("total__isnull", False),
                                ("until__isnull", True),
                            ),
                            models.Q(
                                ("days__isnull", True),
                                ("total__isnull", True),
                                ("until__gt", models.F("on")),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        ("judged_on_day__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="period_extension_says_how_much",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "override"), _negated=True),
                    models.Q(
                        ("days__isnull", True),
                        ("total__gt", 0),
                        ("total__isnull", False),
                        ("until__isnull", True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="period_override_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act__in", ["extended", "override"]),
                    models.Q(("days__isnull", True), ("total__isnull", True), ("until__isnull", True)),
                    _connector="OR",
                ),
                name="period_other_acts_give_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "withdrawn"), _negated=True), ("replaces__isnull", False), _connector="OR"
                ),
                name="period_only_a_correction_takes_out",
            ),
        ),
        migrations.RunSQL(FORWARDS),
    ]
