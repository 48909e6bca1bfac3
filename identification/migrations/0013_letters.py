import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON identification_letter FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER made_once BEFORE UPDATE ON identification_letter FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'uuid', 'case_id', 'decision_id', 'number', 'language', 'size', 'sha256',
        'made_by_id', 'made_at');
CREATE TRIGGER read_once BEFORE UPDATE ON identification_letter FOR EACH ROW
    EXECUTE FUNCTION cases_settled('read_at', 'read_by_id');
CREATE TRIGGER sent_once BEFORE UPDATE ON identification_letter FOR EACH ROW
    EXECUTE FUNCTION cases_settled('sent_on', 'sent_by_id', 'sent_how');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON identification_letter
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE identification_letter ADD CONSTRAINT letter_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
ALTER TABLE identification_statusdecision ADD CONSTRAINT decision_and_its_case UNIQUE (id, case_id);
ALTER TABLE identification_letter ADD CONSTRAINT letter_is_of_its_case
    FOREIGN KEY (decision_id, case_id) REFERENCES identification_statusdecision (id, case_id);
"""
BACKWARDS = """
ALTER TABLE identification_letter DROP CONSTRAINT letter_is_of_its_case;
ALTER TABLE identification_statusdecision DROP CONSTRAINT decision_and_its_case;
ALTER TABLE identification_letter DROP CONSTRAINT letter_follows_its_case;
DROP TRIGGER carries_case ON identification_letter;
DROP TRIGGER sent_once ON identification_letter;
DROP TRIGGER read_once ON identification_letter;
DROP TRIGGER made_once ON identification_letter;
DROP TRIGGER append_only ON identification_letter;
"""


def somebody(name=None):
    more = {"blank": True, "null": True} if name is None else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    """What is known of a letter; the letter itself lies closed outside the database."""

    dependencies = [
        ("cases", "0013_refusals"),
        ("identification", "0012_seven_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="given or sent")),
                (
                    "sent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("handed_over", "Handed over and explained"),
                            ("through", "Through a lawyer, representative or bisidder"),
                            ("digital", "Digital Post"),
                            ("post", "By post"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="identification.statusdecision",
                    ),
                ),
                ("made_by", somebody("made_by")),
                ("read_by", somebody()),
                ("sent_by", somebody()),
            ],
            options={
                "ordering": ["-number"],
                "indexes": [models.Index(fields=["case", "-number"], name="letter_by_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="letter_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["da", "en"])), name="letter_language_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="letter_has_its_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_is_read_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by__isnull", True), ("sent_how", ""), ("sent_on__isnull", True)),
                            models.Q(
                                ("read_at__isnull", False),
                                ("sent_by__isnull", False),
                                ("sent_how__in", ["handed_over", "through", "digital", "post"]),
                                ("sent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="letter_is_read_before_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
