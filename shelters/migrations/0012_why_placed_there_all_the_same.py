from django.db import migrations, models


class Migration(migrations.Migration):
    """A stay says why it began in a house without an approval in force."""

    dependencies = [("shelters", "0011_supervised_elsewhere_and_settled")]
    operations = [
        migrations.AddField(
            model_name="placement",
            name="unapproved_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
    ]
