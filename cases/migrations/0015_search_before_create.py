import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.crypto.fields

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_personsearch
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cases_personsearch EXECUTE FUNCTION core_append_only();
ALTER TABLE cases_identity ADD CONSTRAINT identity_search_is_closed CHECK (
    substring(search FROM 1 FOR 3) = 'v1|'::bytea);
"""
BACKWARDS = """
ALTER TABLE cases_identity DROP CONSTRAINT identity_search_is_closed;
DROP TRIGGER no_truncate ON cases_personsearch;
DROP TRIGGER append_only ON cases_personsearch;
"""


class Migration(migrations.Migration):
    """What a search reads of an identity, closed as the rest of it, and who looked for whom before a case was opened.

    The column is left empty: the verbs fill it, and ``manage.py refill_search`` what stood here before.
    """

    dependencies = [
        ("cases", "0014_periods_are_set"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="search",
            field=cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk"),
        ),
        migrations.CreateModel(
            name="PersonSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hits", models.PositiveIntegerField()),
                ("searched_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.inquiry",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "person searches",
                "indexes": [models.Index(fields=["user", "-searched_at"], name="search_by_user")],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
