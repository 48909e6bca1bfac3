import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

CONTROLS = (
    "debt_bondage",
    "takes_earnings",
    "restricts_financial_access",
    "threats",
    "threat_law_enforcement",
    "threatens_family",
    "false_promises",
    "psychological_abuse",
    "physical_abuse",
    "sexual_abuse",
    "substances",
    "restricts_movement",
    "restricts_medical_care",
    "withholds_necessities",
    "excessive_hours",
    "withholds_documents",
    "other",
)
KEPT = f"""
ALTER TABLE identification_event ADD CONSTRAINT event_control_is_known CHECK (
    jsonb_typeof(control) = 'object' AND control - '{{{",".join(CONTROLS)}}}'::text[] = '{{}}'
    AND NOT jsonb_path_exists(control, '$.* ? (@ != "yes" && @ != "no" && @ != "unknown" && @ != "not_asked")')
    AND NOT jsonb_path_exists(control, '$.* ? (@.type() != "string")'));
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON identification_event
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE identification_event ADD CONSTRAINT event_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON identification_event FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON identification_event FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id', 'kind',
    'country', 'city', 'place_type_id', 'begins_on', 'begins_precision', 'ends_on', 'ends_precision', 'sector_id',
    'exploitation_form_id', 'recruiter', 'control', 'goes_on', 'description');
CREATE TRIGGER closed_once BEFORE UPDATE ON identification_event
    FOR EACH ROW EXECUTE FUNCTION cases_settled('closed_at', 'closed_by_id', 'closed_as', 'closed_reason');
"""
FREE = """
DROP TRIGGER closed_once ON identification_event;
DROP TRIGGER written_once ON identification_event;
DROP TRIGGER append_only ON identification_event;
ALTER TABLE identification_event DROP CONSTRAINT event_follows_its_case;
DROP TRIGGER carries_case ON identification_event;
ALTER TABLE identification_event DROP CONSTRAINT event_control_is_known;
"""


class Migration(migrations.Migration):
    """What happened to the person, part by part."""

    dependencies = [
        ("cases", "0010_documents"),
        ("identification", "0009_a_positive_decision_rests_on_observations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_as",
                    models.CharField(
                        blank=True, choices=[("corrected", "Corrected"), ("withdrawn", "Withdrawn")], max_length=9
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recruitment", "Recruitment"),
                            ("transit", "Journey or transit"),
                            ("exploitation", "Exploitation"),
                            ("escape", "End or escape"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "begins_precision",
                    models.CharField(
                        choices=[
                            ("day", "To the day"),
                            ("month", "To the month"),
                            ("year", "To the year"),
                            ("about", "About"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "ends_precision",
                    models.CharField(
                        choices=[
                            ("day", "To the day"),
                            ("month", "To the month"),
                            ("year", "To the year"),
                            ("about", "About"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                (
                    "recruiter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intimate_partner", "Partner"),
                            ("family", "Family"),
                            ("friend", "Friend or acquaintance"),
                            ("employer", "Employer"),
                            ("agent", "Agent or go-between"),
                            ("other", "Somebody else"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=16,
                        verbose_name="recruiter",
                    ),
                ),
                ("control", models.JSONField(blank=True, default=dict)),
                (
                    "goes_on",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Don't know"), ("not_asked", "Not asked")],
                        default="not_asked",
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="identification.event",
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
                    "place_type",
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
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="event_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_as", ""),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_reason", ""),
                            ),
                            models.Q(
                                ("closed_as", "corrected"), ("closed_at__isnull", False), ("closed_by__isnull", False)
                            ),
                            models.Q(
                                ("closed_as", "withdrawn"),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("closed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="event_is_closed_by_somebody_who_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["recruitment", "transit", "exploitation", "escape"])),
                        name="event_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("goes_on__in", ["yes", "no", "unknown", "not_asked"])),
                        name="event_goes_on_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recruiter", ""),
                            (
                                "recruiter__in",
                                ["intimate_partner", "family", "friend", "employer", "agent", "other", "unknown"],
                            ),
                            _connector="OR",
                        ),
                        name="event_recruiter_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begins_on__isnull", True), ("begins_precision", "unknown")),
                            models.Q(
                                ("begins_on__isnull", False),
                                ("begins_precision__in", ["day", "month", "year", "about"]),
                            ),
                            _connector="OR",
                        ),
                        name="event_begins_as_exactly_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", True), ("ends_precision", "unknown")),
                            models.Q(
                                ("ends_on__isnull", False), ("ends_precision__in", ["day", "month", "year", "about"])
                            ),
                            _connector="OR",
                        ),
                        name="event_ends_as_exactly_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            models.Q(("ends_precision", "day"), _negated=True),
                            models.Q(("begins_precision", "day"), _negated=True),
                            _connector="OR",
                        ),
                        name="event_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, FREE),
    ]
