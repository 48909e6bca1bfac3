import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("jobs", "0001_initial"),
        ("outreach", "0014_a_place_lies_in_a_municipality"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=24, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("text_da", models.TextField(blank=True, max_length=8000, verbose_name="text in Danish")),
                ("text_en", models.TextField(blank=True, max_length=8000, verbose_name="text in English")),
                ("revision_note", models.TextField(blank=True, max_length=500, verbose_name="what is new")),
                ("version", models.PositiveIntegerField(default=1)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("figures", models.JSONField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="outreach.statusnote",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusNoteFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("da", "Dansk"), ("en", "English")], max_length=2)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="outreach.statusnote"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.UniqueConstraint(
                fields=("organisation", "year", "number", "revision"), name="outreach_note_revised_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)),
                fields=("organisation", "year", "number"),
                name="outreach_note_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__in", [1, 2])), name="outreach_note_is_of_a_half_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces__isnull", True), ("revision", 1)),
                    models.Q(("replaces__isnull", False), ("revision__gt", 1)),
                    _connector="OR",
                ),
                name="outreach_note_later_ones_replace",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("digest", ""),
                        ("figures__isnull", True),
                        ("finished_at__isnull", True),
                        ("finished_by__isnull", True),
                    ),
                    models.Q(
                        ("digest__regex", "^[0-9a-f]{64}$"),
                        ("figures__isnull", False),
                        ("finished_at__isnull", False),
                        ("finished_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="outreach_note_finished_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True), models.Q(("text_da", ""), _negated=True), _connector="OR"
                ),
                name="outreach_note_finished_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True),
                    ("revision", 1),
                    models.Q(("revision_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="outreach_note_revision_says_what_is_new",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusnotefile",
            constraint=models.UniqueConstraint(fields=("note", "language"), name="outreach_note_drawn_once_a_language"),
        ),
        migrations.AddConstraint(
            model_name="statusnotefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["da", "en"])), name="outreach_note_file_language_is_known"
            ),
        ),
    ]
