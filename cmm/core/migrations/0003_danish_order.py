from django.db import migrations

FORWARDS = """
CREATE FUNCTION core_danish(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(
        replace(lower(translate(words, 'ÆØÅÄÖÜÉ', 'æøåäöüé')), 'aa', 'å'),
        'æøåäöüé', '{|}{|ye'
    ) COLLATE "C"
$$;
"""


class Migration(migrations.Migration):
    """The signs after z stand in for æ, ø and å, so that plain byte order is Danish order."""

    dependencies = [("core", "0002_append_only_function")]
    operations = [migrations.RunSQL(FORWARDS, "DROP FUNCTION core_danish(text);")]
