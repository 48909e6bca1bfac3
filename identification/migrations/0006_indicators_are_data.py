import csv
from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FILES = Path(__file__).resolve().parents[1] / "catalogue"
LABOUR, SEXUAL = ("adult_labour", "child_labour"), ("adult_sexual", "child_sexual")
DELPHI = "ILO/EC 2009 (WCMS_105023), gengivet af andre"
SOURCES = {"cmm_trait": "cmm.dk, fælles træk", "ilo11": "ILO 2012, elleve indikatorer på tvangsarbejde"}


def rows(name):
    with (FILES / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def numbers(text):
    return [int(number) for number in text.split(";") if number]


def weighed(row):
    """An indicator of the Delphi survey. Empty in a labour list it is not on it; in a sexual list nobody knows."""
    weights = {name: row[f"weight_{name}"] or "outside" for name in LABOUR}
    weights |= {name: row[f"weight_{name}"] or "missing" for name in SEXUAL}
    verified = [*LABOUR, *(name for name in SEXUAL if row[f"{name}_verified"] == "yes")]
    return {"section": row["dimension"].lower(), "verified": sorted(verified), "source": DELPHI, **weights}


def unweighed(row):
    return {"section": row["list"], "source": SOURCES[row["list"]]} | dict.fromkeys((*LABOUR, *SEXUAL), "outside")


def load(apps, schema_editor):
    """The first version of the catalogue, from the files beside it."""
    alias = schema_editor.connection.alias
    first = apps.get_model("identification", "Catalogue").objects.using(alias).create(number=1, note="Første udgave")
    found = [(row, weighed(row)) for row in rows("ilo_delphi_indicators.csv")]
    found += [(row, unweighed(row)) for row in rows("traits.csv")]
    indicators = apps.get_model("identification", "Indicator")
    indicators.objects.using(alias).bulk_create(
        indicators(
            since=first,
            position=position * 10,
            **{name: row[name] for name in ("code", "label_da", "label_en")},
            ilo11=numbers(row["ilo11"]),
            **facts,
        )
        for position, (row, facts) in enumerate(found, start=1)
    )


KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON identification_catalogue
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE DELETE ON identification_indicator
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON identification_indicator FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'code', 'section', 'label_da', 'label_en', 'ilo11', 'adult_labour',
    'child_labour', 'adult_sexual', 'child_sexual', 'verified', 'source', 'position', 'since_id');
CREATE TRIGGER ended_once BEFORE UPDATE ON identification_indicator
    FOR EACH ROW EXECUTE FUNCTION cases_settled('until_id');
"""
FREE = """
DROP TRIGGER ended_once ON identification_indicator;
DROP TRIGGER written_once ON identification_indicator;
DROP TRIGGER append_only ON identification_indicator;
DROP TRIGGER append_only ON identification_catalogue;
"""


class Migration(migrations.Migration):
    """The indicators are data with versions; what was in force once stays readable for what was judged by it."""

    dependencies = [
        ("identification", "0005_rows_carry_their_case"),
        ("cases", "0007_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Catalogue",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(max_length=300, verbose_name="why")),
                (
                    "made_by",
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
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("d1_deceptive_recruitment", "Deceptive recruitment"),
                            ("d2_coercive_recruitment", "Coercive recruitment"),
                            ("d3_recruitment_abuse_of_vulnerability", "Recruitment by abuse of vulnerability"),
                            ("d4_exploitation", "Exploitation"),
                            ("d5_coercion_at_destination", "Coercion at destination"),
                            ("d6_abuse_of_vulnerability_at_destination", "Abuse of vulnerability at destination"),
                            ("cmm_trait", "CMM’s five traits"),
                            ("ilo11", "ILO’s eleven indicators of forced labour"),
                        ],
                        max_length=44,
                        verbose_name="dimension",
                    ),
                ),
                ("label_da", models.CharField(max_length=120, verbose_name="Danish name")),
                ("label_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "ilo11",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "adult_labour",
                    models.CharField(
                        choices=[
                            ("S", "Strong"),
                            ("M", "Medium"),
                            ("W", "Weak"),
                            ("outside", "Not on this list"),
                            ("missing", "Weight missing"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
                (
                    "child_labour",
                    models.CharField(
                        choices=[
                            ("S", "Strong"),
                            ("M", "Medium"),
                            ("W", "Weak"),
                            ("outside", "Not on this list"),
                            ("missing", "Weight missing"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
                (
                    "adult_sexual",
                    models.CharField(
                        choices=[
                            ("S", "Strong"),
                            ("M", "Medium"),
                            ("W", "Weak"),
                            ("outside", "Not on this list"),
                            ("missing", "Weight missing"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
                (
                    "child_sexual",
                    models.CharField(
                        choices=[
                            ("S", "Strong"),
                            ("M", "Medium"),
                            ("W", "Weak"),
                            ("outside", "Not on this list"),
                            ("missing", "Weight missing"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
                (
                    "verified",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("adult_labour", "Adult, labour"),
                                ("child_labour", "Child, labour"),
                                ("adult_sexual", "Adult, sexual"),
                                ("child_sexual", "Child, sexual"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("position", models.PositiveSmallIntegerField(default=100)),
                (
                    "since",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="begun", to="identification.catalogue"
                    ),
                ),
                (
                    "until",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="identification.catalogue",
                    ),
                ),
            ],
            options={
                "ordering": ["section", "position", "code"],
            },
        ),
        migrations.AddConstraint(
            model_name="catalogue",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="catalogue_says_why"
            ),
        ),
        migrations.AddIndex(
            model_name="indicator",
            index=models.Index(fields=["section", "position", "code"], name="indicator_by_section"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("code", "since"), name="indicator_once_a_version"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("code",), name="indicator_one_in_force_a_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="indicator_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "section__in",
                        [
                            "d1_deceptive_recruitment",
                            "d2_coercive_recruitment",
                            "d3_recruitment_abuse_of_vulnerability",
                            "d4_exploitation",
                            "d5_coercion_at_destination",
                            "d6_abuse_of_vulnerability_at_destination",
                            "cmm_trait",
                            "ilo11",
                        ],
                    )
                ),
                name="indicator_stands_in_a_known_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adult_labour__in", ["S", "M", "W", "outside", "missing"]),
                    ("adult_sexual__in", ["S", "M", "W", "outside", "missing"]),
                    ("child_labour__in", ["S", "M", "W", "outside", "missing"]),
                    ("child_sexual__in", ["S", "M", "W", "outside", "missing"]),
                    ("verified__contained_by", ["adult_labour", "child_labour", "adult_sexual", "child_sexual"]),
                ),
                name="indicator_weights_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="indicator_has_a_source"
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(KEPT, FREE),
    ]
