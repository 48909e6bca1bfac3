import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Some roles are proposed by one and given by another; whoever owns an account is told what happened to it."""

    dependencies = [
        ("accounts", "0020_cover"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="access_changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="RoleProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("cmm_caseworker", "Caseworker"),
                            ("cmm_coordinator", "Coordinator"),
                            ("cmm_statistician", "Statistician"),
                            ("immigration_officer", "Immigration officer"),
                            ("police_liaison", "Police liaison"),
                            ("outreach_worker", "Outreach worker"),
                            ("outreach_lead", "Outreach leader"),
                            ("shelter_staff", "Shelter staff"),
                            ("shelter_manager", "Shelter manager"),
                            ("supervision_inspector", "Supervision inspector"),
                            ("ministry_reader", "Ministry reader"),
                            ("data_protection_officer", "Data protection officer"),
                            ("user_administrator", "User administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
                ("was_given", models.BooleanField(null=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("user", "role"),
                        name="accounts_role_proposed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposed_by", models.F("user")), _negated=True),
                            models.Q(
                                ("settled_by__isnull", True),
                                models.Q(("settled_by", models.F("user")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="accounts_nobody_proposes_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("settled_by__isnull", True), ("was_given__isnull", True)
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("was_given__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_proposal_is_settled_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was_given__isnull", True),
                            ("was_given", False),
                            models.Q(("settled_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_role_is_given_by_two",
                    ),
                ],
            },
        ),
    ]
