import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_brokenglass FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER broken_once BEFORE UPDATE ON cases_brokenglass FOR EACH ROW EXECUTE FUNCTION
    cases_settled('id', 'ref', 'case_id', 'case_ref', 'user_id', 'category', 'reason', 'opened_at', 'ends_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON cases_brokenglass FOR EACH ROW EXECUTE FUNCTION cases_settled('ended_at');
CREATE TRIGGER reviewed_once BEFORE UPDATE ON cases_brokenglass
    FOR EACH ROW EXECUTE FUNCTION cases_settled('reviewed_at', 'reviewed_by_id', 'verdict', 'remark');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_brokenglass
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_brokenglass ADD CONSTRAINT glass_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;

-- A case that is kept to named persons from now on is closed to everybody who broke the glass to it.
CREATE FUNCTION cases_seal_ends_glasses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at constant timestamptz := coalesce((sec.context()).at, now());
BEGIN
    UPDATE public.cases_caseusergrant SET valid_to = greatest(at, valid_from)
        WHERE content_object_id = NEW.id AND granted_by_id = user_id AND valid_to > at;
    UPDATE public.cases_brokenglass SET ended_at = greatest(at, opened_at)
        WHERE case_id = NEW.id AND ended_at IS NULL AND ends_at > at;
    RETURN NULL;
END $$;
CREATE TRIGGER seal_ends_glasses AFTER UPDATE OF protection ON cases_case FOR EACH ROW
    WHEN (NEW.protection = 'named' AND OLD.protection <> 'named') EXECUTE FUNCTION cases_seal_ends_glasses();
"""
BACKWARDS = """
DROP TRIGGER seal_ends_glasses ON cases_case;
DROP FUNCTION cases_seal_ends_glasses();
ALTER TABLE cases_brokenglass DROP CONSTRAINT glass_follows_its_case;
DROP TRIGGER carries_case ON cases_brokenglass;
DROP TRIGGER reviewed_once ON cases_brokenglass;
DROP TRIGGER ended_once ON cases_brokenglass;
DROP TRIGGER broken_once ON cases_brokenglass;
DROP TRIGGER append_only ON cases_brokenglass;
"""


class Migration(migrations.Migration):
    """Emergency access is broken, ended and reviewed, each once, and never changed otherwise."""

    dependencies = [
        ("cases", "0007_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("ref", models.CharField(max_length=24, unique=True)),
                ("case_ref", models.CharField(max_length=24)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("life", "Danger to life or health"),
                            ("threat", "A threat to the person or the family"),
                            ("held", "The person is held, or is about to be sent out of the country"),
                            ("no_safe_place", "The person has no safe place tonight"),
                            ("other", "Something else that cannot wait"),
                        ],
                        max_length=20,
                        verbose_name="what is at stake",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "There was reason for it"),
                            ("unjustified", "There was no reason for it"),
                        ],
                        max_length=12,
                        verbose_name="verdict",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="glasses", to="cases.case"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "broken glasses",
                "permissions": [
                    ("end_brokenglass", "Can end it before its time"),
                    ("judge_brokenglass", "Can judge whether there was reason for it"),
                ],
                "indexes": [
                    models.Index(fields=["user", "-ends_at"], name="glass_by_user"),
                    models.Index(fields=["case", "-opened_at"], name="glass_by_case"),
                    models.Index(
                        condition=models.Q(("reviewed_at__isnull", True)),
                        fields=["opened_at", "id"],
                        name="glass_to_review",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["life", "threat", "held", "no_safe_place", "other"])),
                        name="glass_category_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.text.Length(django.db.models.functions.text.Trim("reason")),
                                20,
                            )
                        ),
                        name="glass_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("opened_at")),
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=14400))
                                ),
                            ),
                        ),
                        name="glass_lasts_four_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(("ended_at__gte", models.F("opened_at")), ("ended_at__lte", models.F("ends_at"))),
                            _connector="OR",
                        ),
                        name="glass_ends_in_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            models.Q(
                                ("remark", ""),
                                ("reviewed_at__isnull", True),
                                ("reviewed_by__isnull", True),
                                ("verdict", ""),
                            ),
                            _connector="OR",
                        ),
                        name="glass_is_reviewed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by", models.F("user")), _negated=True),
                        name="glass_is_reviewed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "justified", "unjustified"])),
                        name="glass_verdict_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
