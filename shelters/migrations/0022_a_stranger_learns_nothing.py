from django.db import migrations

AGAIN = """
DROP TRIGGER supervised_elsewhere ON shelters_approval;
DROP TRIGGER supervised_elsewhere ON shelters_inspection;
DROP TRIGGER found_on_a_visit ON shelters_finding;
CREATE TRIGGER supervised_elsewhere {when} INSERT ON shelters_approval
    FOR EACH ROW EXECUTE FUNCTION shelters_supervised_elsewhere();
CREATE TRIGGER supervised_elsewhere {when} INSERT ON shelters_inspection
    FOR EACH ROW EXECUTE FUNCTION shelters_supervised_elsewhere();
CREATE TRIGGER found_on_a_visit {when} INSERT ON shelters_finding
    FOR EACH ROW EXECUTE FUNCTION shelters_found_on_a_visit();
"""


class Migration(migrations.Migration):
    """What a Socialtilsyn may not do is said after the policies: whoever may add no row hears of nothing but that."""

    dependencies = [("shelters", "0021_what_a_house_offers")]
    operations = [migrations.RunSQL(AGAIN.format(when="AFTER"), AGAIN.format(when="BEFORE"))]
