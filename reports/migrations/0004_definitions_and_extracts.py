import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import cmm.core.labels

TABLES = ("reports_definition", "reports_extract", "reports_extractpart")
FORWARDS = "\n".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION core_append_only();\n"
    f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION core_append_only();"
    for table in TABLES
)
BACKWARDS = "\n".join(f"DROP TRIGGER append_only ON {table};\nDROP TRIGGER no_truncate ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_append_only_function"),
        ("reports", "0003_an_edition_goes_step_by_step"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="edition",
            options={
                "permissions": [
                    ("request_edition", "Can ask for a yearly report"),
                    ("draw_edition", "Can have a report drawn again"),
                    ("approve_edition", "Can say that a yearly report is right"),
                    ("publish_edition", "Can publish a yearly report"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "population",
                    models.CharField(
                        choices=[
                            ("inquiries", "Inquiries"),
                            ("assessed", "Persons with a decision"),
                            ("identified", "Persons assessed as trafficked"),
                            ("contacts", "Outreach contacts, in three counters"),
                            ("stays", "Stays in shelters"),
                            ("periods", "Reflection and restitution periods"),
                            ("returns", "Prepared returns"),
                            ("proceedings", "Persons in criminal cases"),
                            ("courses", "Courses and lectures"),
                        ],
                        max_length=20,
                        verbose_name="population",
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="inclusion rule")),
                ("mark", models.CharField(max_length=12)),
                ("name_da", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("text_da", models.TextField()),
                ("text_en", models.TextField()),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="reports_definition_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "population__in",
                                [
                                    "inquiries",
                                    "assessed",
                                    "identified",
                                    "contacts",
                                    "stays",
                                    "periods",
                                    "returns",
                                    "proceedings",
                                    "courses",
                                ],
                            )
                        ),
                        name="reports_definition_population_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_da", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("text_da", ""), _negated=True),
                            models.Q(("text_en", ""), _negated=True),
                        ),
                        name="reports_definition_says_what",
                    ),
                ],
            },
            bases=(cmm.core.labels.Labelled, models.Model),
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("code", models.CharField(max_length=12)),
                ("head", models.JSONField()),
                ("flow", models.JSONField(default=list)),
                ("digest", models.CharField(max_length=64)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extract", to="reports.edition"
                    ),
                ),
            ],
            bases=(cmm.core.labels.Labelled, models.Model),
        ),
        migrations.CreateModel(
            name="ExtractPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("rows", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "extract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="reports.extract"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("extract", "name"), name="reports_extract_part_once")],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
