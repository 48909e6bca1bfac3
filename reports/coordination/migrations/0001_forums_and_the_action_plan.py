import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

NEVER_DELETED = ("forum", "contact", "agreement", "activity", "activitystatus")
SETTLED = {
    "contact listed_once": "'id', 'forum_id', 'house', 'name', 'task', 'phone', 'email', 'added_at'",
    "contact ended_once": "'ended_at', 'ended_by_id'",
    "agreement entered_once": (
        "'id', 'forum_id', 'what', 'owner', 'agreed_on', 'due_on', 'entered_by_id', 'entered_at'"
    ),
    "agreement settled_once": "'done_on', 'outcome', 'settled_by_id'",
    "activitystatus written_once": (
        "'id', 'activity_id', 'year', 'progress', 'text_da', 'text_en', 'written_by_id', 'written_at'"
    ),
    "activitystatus confirmed_once": "'confirmed_at', 'confirmed_by_id'",
}
PAIRS = [(*name.split(), columns) for name, columns in SETTLED.items()]
FORWARDS = "".join(
    f"CREATE TRIGGER append_only BEFORE DELETE ON coordination_{table} FOR EACH ROW EXECUTE FUNCTION core_append_only();"
    for table in NEVER_DELETED
) + "".join(
    f"CREATE TRIGGER {name} BEFORE UPDATE ON coordination_{table} FOR EACH ROW"
    f" EXECUTE FUNCTION cases_settled({columns});"
    for table, name, columns in PAIRS
)
BACKWARDS = "".join(f"DROP TRIGGER append_only ON coordination_{table};" for table in NEVER_DELETED) + "".join(
    f"DROP TRIGGER {name} ON coordination_{table};" for table, name, _columns in PAIRS
)


class Migration(migrations.Migration):
    """Groups of authorities with who sits there and what is agreed; the activities of the action plan."""

    initial = True

    dependencies = [
        ("cases", "0007_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveSmallIntegerField(verbose_name="first year of the plan")),
                ("last", models.PositiveSmallIntegerField(verbose_name="last year of the plan")),
                ("area", models.PositiveSmallIntegerField(verbose_name="area of the plan")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number within the area")),
                ("title_da", models.CharField(max_length=200, verbose_name="title in Danish")),
                ("title_en", models.CharField(max_length=200, verbose_name="title in English")),
                (
                    "ministry",
                    models.CharField(
                        choices=[
                            ("equality", "Ministry in charge of equality"),
                            ("employment", "Ministry of Employment"),
                            ("social", "Ministry of Social Affairs"),
                            ("justice", "Ministry of Justice"),
                            ("taxation", "Ministry of Taxation"),
                            ("health", "Ministry of Health"),
                            ("foreign", "Ministry of Foreign Affairs"),
                            ("immigration", "Ministry of Immigration and Integration"),
                        ],
                        max_length=12,
                        verbose_name="responsible ministry",
                    ),
                ),
                (
                    "series",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("identified", "Persons identified as victims"),
                                ("charged", "Persons charged"),
                                ("indicted", "Persons indicted"),
                                ("sentenced", "Persons sentenced"),
                                ("prepared_returns", "Prepared returns"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-first", "area", "number"],
                "permissions": [("confirm_activity", "Can confirm the status of an activity")],
            },
        ),
        migrations.CreateModel(
            name="ActivityStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("not_begun", "Not begun"),
                            ("under_way", "Under way"),
                            ("delayed", "Delayed"),
                            ("done", "Done"),
                            ("dropped", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("text_da", models.TextField(blank=True, max_length=2000, verbose_name="text in Danish")),
                ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="text in English")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="coordination.activity"
                    ),
                ),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Forum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reference", "Regional reference group"),
                            ("network", "National network"),
                            ("authorities", "Group of authorities"),
                            ("ministries", "Interministerial group"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "region",
                    models.CharField(
                        choices=[
                            ("hovedstaden", "Hovedstaden"),
                            ("sjaelland", "Sjælland"),
                            ("syddanmark", "Syddanmark"),
                            ("midtjylland", "Midtjylland"),
                            ("nordjylland", "Nordjylland"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="region",
                    ),
                ),
                ("meets", models.CharField(blank=True, max_length=120, verbose_name="how often it meets")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("house", models.CharField(max_length=120, verbose_name="authority or organisation")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("task", models.CharField(max_length=120, verbose_name="role")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone at work")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail at work")),
                ("confirmed_on", models.DateField(verbose_name="last confirmed")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="coordination.forum"
                    ),
                ),
            ],
            options={
                "ordering": ["house", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="what is agreed")),
                ("owner", models.CharField(max_length=120, verbose_name="who does it")),
                ("agreed_on", models.DateField(verbose_name="agreed")),
                ("due_on", models.DateField(verbose_name="due")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=500, verbose_name="what came of it")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="coordination.forum"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("first", "area", "number"),
                name="coordination_activity_has_its_number",
                violation_error_message="The plan has an activity with this number already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="coordination_activity_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ministry__in",
                        ["equality", "employment", "social", "justice", "taxation", "health", "foreign", "immigration"],
                    )
                ),
                name="coordination_activity_has_a_ministry",
            ),
        ),
        migrations.AddIndex(
            model_name="activitystatus",
            index=models.Index(fields=["activity", "-year", "-id"], name="coordination_status_newest"),
        ),
        migrations.AddConstraint(
            model_name="activitystatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__in", ["not_begun", "under_way", "delayed", "done", "dropped"])),
                name="coordination_status_progress_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitystatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(
                        ("confirmed_at__gte", models.F("written_at")),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("written_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="coordination_status_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="coordination_forum_has_a_name_of_its_own",
                violation_error_message="There is a group with this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["reference", "network", "authorities", "ministries"])),
                name="coordination_forum_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", ""), ("phone", ""), _negated=True), name="coordination_contact_is_reached"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="coordination_contact_ended_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True)), fields=["due_on"], name="coordination_outstanding"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("agreed_on")), models.Q(("what", ""), _negated=True)),
                name="coordination_agreement_due_after_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("outcome", ""), ("settled_by__isnull", True)),
                    models.Q(
                        ("done_on__gte", models.F("agreed_on")),
                        ("settled_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="coordination_agreement_settled_whole",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
