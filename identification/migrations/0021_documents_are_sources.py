from django.db import migrations, models

FOLLOWS = """
DROP TRIGGER written_once ON identification_observation;
CREATE TRIGGER written_once BEFORE UPDATE ON identification_observation FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id',
    'indicator_id', 'answer', 'evidence', 'source', 'interview_id', 'document_number', 'document_place',
    'observed_by', 'observed_on');
ALTER TABLE identification_observation ADD CONSTRAINT observation_document_is_of_the_case
    FOREIGN KEY (case_id, document_number) REFERENCES cases_document (case_id, number);
"""
FREE = """
ALTER TABLE identification_observation DROP CONSTRAINT observation_document_is_of_the_case;
DROP TRIGGER written_once ON identification_observation;
CREATE TRIGGER written_once BEFORE UPDATE ON identification_observation FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id',
    'indicator_id', 'answer', 'evidence', 'source', 'interview_id', 'observed_by', 'observed_on');
"""


class Migration(migrations.Migration):
    """A document of the case may be what an observation comes from, and where in it."""

    dependencies = [
        ("cases", "0021_referrals"),
        ("identification", "0020_consents_lapse"),
    ]

    operations = [
        migrations.AddField(
            model_name="observation",
            name="document_number",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="document_place",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="place in the document"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("document_number__isnull", True), ("source", "document"), _connector="OR"),
                name="observation_from_a_document_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("document_place", ""), ("document_number__isnull", False), _connector="OR"),
                name="observation_place_is_in_a_document",
            ),
        ),
        migrations.RunSQL(FOLLOWS, FREE),
    ]
