import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    """A colleague covers for another who is away, from a day to a day."""

    dependencies = [
        ("accounts", "0003_login"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
                (
                    "covering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who covers",
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
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["covering"],
                        name="accounts_cover_by_whom",
                    ),
                    models.Index(fields=["organisation", "-given_at"], name="accounts_cover_newest_first"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("covering")), _negated=True),
                        name="accounts_nobody_covers_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__isempty", False), ("days__lower_inf", False), ("days__upper_inf", False)
                        ),
                        name="accounts_cover_begins_and_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__gte", models.F("given_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_cover_is_ended_by_somebody",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        expressions=[("absent", "="), ("covering", "="), ("days", "&&")],
                        name="accounts_covered_once_by_the_same",
                        violation_error_message="This colleague covers on some of these days already.",
                    ),
                ],
            },
        ),
    ]
