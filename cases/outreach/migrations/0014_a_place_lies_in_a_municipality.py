import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0021_referrals"),
        ("outreach", "0012_spreadsheets_are_imported"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.code",
                verbose_name="municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["organisation", "started_at"], name="outreach_round_by_start"),
        ),
    ]
