from django.conf import settings
from django.db import migrations, models

ADDED = """
INSERT INTO retention_rule (category, years, source, is_settled) VALUES
    ('street', 5, 'Databeskyttelsesforordningen art. 5, stk. 1, litra c og e: Kontakten bærer højst et pseudonym, og årets'
        ' tal er talt.', false);
"""
# What a contact says in its lists goes with the contact, by the one login that may destroy.
OPENED = """
DO $$
DECLARE
    was text := pg_get_functiondef('public.outreach_links_are_said()'::regprocedure);
    becomes text := regexp_replace(was, '\\nBEGIN\\n',
        E'\\nBEGIN\\n    IF TG_OP = ''DELETE'' AND session_user = ''cmm_destruction'' THEN\\n        RETURN NULL;\\n    END IF;\\n');
BEGIN
    IF becomes = was THEN
        RAISE EXCEPTION 'outreach_links_are_said is not what it was';
    END IF;
    EXECUTE becomes;
END $$;
"""


class Migration(migrations.Migration):
    """Contacts of outreach are kept for some years too. Going back would leave them without."""

    dependencies = [
        ("outreach", "0020_own_words_are_remembered"),
        ("retention", "0003_the_years_are_changed_by_a_pair"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rule",
            name="retention_category_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="rulechange",
            name="retention_changed_category",
        ),
        migrations.AlterField(
            model_name="rule",
            name="category",
            field=models.CharField(
                choices=[
                    ("identified", "Case of an identified victim"),
                    ("child", "Case of a child"),
                    ("not_identified", "Case of somebody who was not identified as a victim"),
                    ("left_early", "Case that ended before anybody decided"),
                    ("street", "Contact recorded in outreach"),
                ],
                max_length=16,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="rulechange",
            name="category",
            field=models.CharField(
                choices=[
                    ("identified", "Case of an identified victim"),
                    ("child", "Case of a child"),
                    ("not_identified", "Case of somebody who was not identified as a victim"),
                    ("left_early", "Case that ended before anybody decided"),
                    ("street", "Contact recorded in outreach"),
                ],
                max_length=16,
                verbose_name="kind of case",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["identified", "child", "not_identified", "left_early", "street"])),
                name="retention_category_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["identified", "child", "not_identified", "left_early", "street"])),
                name="retention_changed_category",
            ),
        ),
        migrations.RunSQL(ADDED),
        migrations.RunSQL(OPENED),
    ]
