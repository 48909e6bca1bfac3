from datetime import date

from django.db import migrations

# Unconfirmed: the bills say "the day after it is made known", and the days themselves were not read in the law.
RULES = (
    (date(2007, 7, 1), 100, "Udlændingeloven § 33, stk. 14 og 15 (loven fra 2007)"),
    (date(2013, 5, 3), 120, "Udlændingeloven § 33, stk. 14 og 15 (L 129, 2013)"),
)


def load(apps, schema_editor):
    """Both versions of the law; what a coordinator has changed stays as it is."""
    rules = apps.get_model("identification", "PeriodRule").objects.using(schema_editor.connection.alias)
    for valid_from, cap_days, source in RULES:
        rules.get_or_create(valid_from=valid_from, defaults={"cap_days": cap_days, "source": source})


class Migration(migrations.Migration):
    """The day counts of periods as the law is known to have given them. From here on coordinators keep them."""

    dependencies = [("identification", "0014_periods")]
    # Going back leaves the rules: periods are counted by them.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
