from django.db import migrations

FORWARDS = """
CREATE TRIGGER given_once BEFORE UPDATE ON accounts_roleassignment FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'user_id', 'role', 'given_by_id', 'given_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON accounts_roleassignment FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_at');
CREATE TRIGGER proposed_once BEFORE UPDATE ON accounts_roleproposal FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'user_id', 'role', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER settled_once BEFORE UPDATE ON accounts_roleproposal FOR EACH ROW
    EXECUTE FUNCTION cases_settled('settled_at', 'settled_by_id', 'was_given');
"""
BACKWARDS = """
DROP TRIGGER settled_once ON accounts_roleproposal;
DROP TRIGGER proposed_once ON accounts_roleproposal;
DROP TRIGGER ended_once ON accounts_roleassignment;
DROP TRIGGER given_once ON accounts_roleassignment;
"""


class Migration(migrations.Migration):
    """A role that was given for one thing does not become another one, and what has ended does not begin again."""

    dependencies = [
        ("accounts", "0021_roles_that_take_two"),
        ("cases", "0041_who_a_text_may_name"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
