import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE OR REPLACE FUNCTION reports_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN (%s) THEN
        RAISE EXCEPTION 'a published edition never changes';
    END IF;
    IF OLD.figures IS NOT NULL AND (NEW.figures IS DISTINCT FROM OLD.figures OR NEW.digest <> OLD.digest) THEN
        RAISE EXCEPTION 'frozen figures never change';
    END IF;
    IF NEW.year <> OLD.year OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'an edition keeps its year and number';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = GUARD % "'published', 'unchanged'"
NOW = GUARD % "'published', 'unchanged', 'stopped', 'cancelled'"


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("reports", "0002_an_edition_never_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="edition",
            name="reports_one_edition_per_figures",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="reports_drawn_edition_has_figures",
        ),
        migrations.AddField(
            model_name="edition",
            name="cancelled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="cancelled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="cause",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="edition",
            name="corrects",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="reports.edition"
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="reviewed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="seal",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="edition",
            name="sealed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="sealed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="trouble",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="edition",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "Requested"),
                    ("frozen", "Being drawn"),
                    ("drawn", "To be reviewed"),
                    ("reviewed", "Reviewed"),
                    ("sealed", "Sealed"),
                    ("published", "Published"),
                    ("unchanged", "Same figures as before"),
                    ("stopped", "Stopped"),
                    ("cancelled", "Cancelled"),
                ],
                default="requested",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("digest", ""), _negated=True),
                    models.Q(("state__in", ("unchanged", "stopped", "cancelled")), _negated=True),
                ),
                fields=("year", "digest"),
                name="reports_one_edition_per_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["requested", "unchanged", "stopped", "cancelled"]),
                    ("figures__isnull", False),
                    _connector="OR",
                ),
                name="reports_drawn_edition_has_figures",
            ),
        ),
        migrations.RunSQL(NOW, BEFORE),
    ]
