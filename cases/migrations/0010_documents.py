import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_document FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER added_once BEFORE UPDATE ON cases_document FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'uuid', 'case_id', 'number', 'title', 'kind', 'size', 'added_by_id', 'added_at');
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON cases_document FOR EACH ROW
    EXECUTE FUNCTION cases_settled('withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_document
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_document ADD CONSTRAINT document_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = """
ALTER TABLE cases_document DROP CONSTRAINT document_follows_its_case;
DROP TRIGGER carries_case ON cases_document;
DROP TRIGGER withdrawn_once ON cases_document;
DROP TRIGGER added_once ON cases_document;
DROP TRIGGER append_only ON cases_document;
"""


class Migration(migrations.Migration):
    """What is known of a file of the case; the file itself lies closed outside the database."""

    dependencies = [
        ("cases", "0009_purposes_are_stated"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WebP")], max_length=4
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="cases.case"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="document_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pdf", "jpeg", "png", "webp"])), name="document_kind_is_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="document_holds_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="document_is_withdrawn_by_somebody_who_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
