import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_task FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER promised_once BEFORE UPDATE ON cases_task FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'inquiry_id', 'replaces_id', 'kind', 'what', 'assignee_id', 'due_on', 'due_at', 'added_by_id', 'added_at');
CREATE TRIGGER hangs_once BEFORE UPDATE ON cases_task FOR EACH ROW EXECUTE FUNCTION cases_settled('case_id');
CREATE TRIGGER ended_once BEFORE UPDATE ON cases_task FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_at', 'ended_by_id', 'ended_as', 'ended_note');

-- While there is no case a task carries what its inquiry does.
CREATE FUNCTION cases_task_carries() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id THEN
        -- Only the foreign key's cascade, itself a trigger, changes them; whatever else writes here is overruled.
        IF pg_trigger_depth() = 1 THEN
            NEW.case_organisation := OLD.case_organisation;
            NEW.case_protection := OLD.case_protection;
            NEW.case_authority := OLD.case_authority;
        END IF;
    ELSIF NEW.case_id IS NULL THEN
        SELECT organisation_id, 'normal', '' INTO NEW.case_organisation, NEW.case_protection, NEW.case_authority
            FROM public.cases_inquiry WHERE id = NEW.inquiry_id;
    ELSE
        SELECT organisation_id, protection, authority INTO NEW.case_organisation, NEW.case_protection, NEW.case_authority
            FROM public.cases_case WHERE id = NEW.case_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_task FOR EACH ROW EXECUTE FUNCTION cases_task_carries();
ALTER TABLE cases_task ADD CONSTRAINT task_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = """
ALTER TABLE cases_task DROP CONSTRAINT task_follows_its_case;
DROP TRIGGER carries_case ON cases_task;
DROP FUNCTION cases_task_carries();
DROP TRIGGER ended_once ON cases_task;
DROP TRIGGER hangs_once ON cases_task;
DROP TRIGGER promised_once ON cases_task;
DROP TRIGGER append_only ON cases_task;
"""


class Migration(migrations.Migration):
    """Dated work: what somebody has promised, and what came of it."""

    dependencies = [
        ("cases", "0017_rulings_are_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                (
                    "kind",
                    models.CharField(choices=[("call", "A promised call"), ("other", "Something else")], max_length=8),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("due_on", models.DateField(verbose_name="day")),
                ("due_at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_as",
                    models.CharField(blank=True, choices=[("done", "Done"), ("moved", "Moved")], max_length=8),
                ),
                ("ended_note", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="cases.case",
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
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="cases.inquiry",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cases.task",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["assignee", "due_on"],
                        name="task_of_somebody",
                    ),
                    models.Index(fields=["case", "due_on"], name="task_by_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case__isnull", False), ("inquiry__isnull", False), _connector="OR"),
                        name="task_hangs_on_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["call", "other"])), name="task_kind_is_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="task_says_what"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_as", ""),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("ended_note", ""),
                            ),
                            models.Q(("ended_as", "done"), ("ended_at__isnull", False), ("ended_by__isnull", False)),
                            models.Q(
                                ("ended_as", "moved"),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_is_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
