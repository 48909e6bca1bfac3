from django.db import migrations, models
from django.db.models import Q

ANSWERED = Q(satisfaction__in=[1, 2, 3, 4, 5], ended_at__isnull=False)


class Migration(migrations.Migration):
    """A stay that has ended may carry what the person said of it, from 1 to 5; nothing where nobody asked."""

    dependencies = [("shelters", "0017_what_was_wrong_stays_readable")]
    operations = [
        migrations.AddField(
            "placement",
            "satisfaction",
            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="satisfied with the stay"),
        ),
        migrations.AddConstraint(
            "placement",
            models.CheckConstraint(
                name="shelters_satisfaction_is_on_the_scale", condition=Q(satisfaction__isnull=True) | ANSWERED
            ),
        ),
    ]
