import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_changeover FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER offered_once BEFORE UPDATE ON cases_changeover FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'case_ref', 'number', 'giver_id', 'receiver_id', 'note', 'offered_by_id', 'offered_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON cases_changeover FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_at', 'ended_by_id', 'ended_as', 'answer');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_changeover
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_changeover ADD CONSTRAINT changeover_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON accounts_cover FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER given_once BEFORE UPDATE ON accounts_cover FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'organisation_id', 'absent_id', 'covering_id', 'days', 'given_by_id', 'given_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON accounts_cover FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_at', 'ended_by_id');
"""
BACKWARDS = """
DROP TRIGGER ended_once ON accounts_cover;
DROP TRIGGER given_once ON accounts_cover;
DROP TRIGGER append_only ON accounts_cover;
ALTER TABLE cases_changeover DROP CONSTRAINT changeover_follows_its_case;
DROP TRIGGER carries_case ON cases_changeover;
DROP TRIGGER ended_once ON cases_changeover;
DROP TRIGGER offered_once ON cases_changeover;
DROP TRIGGER append_only ON cases_changeover;
"""


class Migration(migrations.Migration):
    """A case is offered to a colleague with a note, and goes over when they say yes."""

    dependencies = [
        ("accounts", "0020_cover"),
        ("cases", "0030_two_files_are_merged"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "permissions": [
                    ("assign_case", "Can choose the caseworker"),
                    ("merge_case", "Can merge two files that are one person's, and undo it"),
                    ("hand_on_case", "Can offer the case to a colleague"),
                    ("write_journal_case", "Can write in the journal"),
                    ("interview_case", "Can record interviews"),
                    ("assess_case", "Can prepare assessments"),
                    ("decide_case", "Can decide assessments"),
                    ("set_periods_case", "Can set reflection and restitution periods"),
                    ("record_ruling_case", "Can record appeals and findings of courts"),
                    ("request_place_case", "Can ask for a place"),
                    ("control_access_case", "Can see and end who has access, and raise walls"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Changeover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("case_ref", models.CharField(max_length=24)),
                ("number", models.PositiveIntegerField()),
                ("note", models.TextField(max_length=4000, verbose_name="what the next must know")),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                            ("overtaken", "Given to somebody else meanwhile"),
                        ],
                        max_length=9,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changeovers", to="cases.case"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is to take it",
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at", "-pk"],
                "permissions": [
                    ("answer_changeover", "Can accept or decline a case"),
                    ("withdraw_changeover", "Can take the offer of a case back"),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["receiver"], name="changeover_waits"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="changeover_numbered_within_its_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case",),
                        name="changeover_one_at_a_time",
                        violation_error_code="offered_already",
                        violation_error_message="The case is already offered to somebody. Take that back first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="changeover_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="changeover_goes_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("ended_as", ""), ("ended_at__isnull", True), ("ended_by__isnull", True)
                            ),
                            models.Q(
                                ("ended_as__in", ["accepted", "declined", "withdrawn", "overtaken"]),
                                ("ended_at__gte", models.F("offered_at")),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="changeover_ends_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as__in", ["accepted", "declined"]), _negated=True),
                            ("ended_by", models.F("receiver")),
                            _connector="OR",
                        ),
                        name="changeover_is_answered_by_whom_it_was_offered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="changeover_declined_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
