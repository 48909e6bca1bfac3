from django.db import migrations

GUARD = """
CREATE FUNCTION reports_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('published', 'unchanged') THEN
        RAISE EXCEPTION 'a published edition never changes';
    END IF;
    IF OLD.figures IS NOT NULL AND (NEW.figures IS DISTINCT FROM OLD.figures OR NEW.digest <> OLD.digest) THEN
        RAISE EXCEPTION 'frozen figures never change';
    END IF;
    IF NEW.year <> OLD.year OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'an edition keeps its year and number';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reports_edition_final BEFORE UPDATE ON reports_edition
FOR EACH ROW EXECUTE FUNCTION reports_edition_is_final();
"""
OPEN = "DROP TRIGGER reports_edition_final ON reports_edition; DROP FUNCTION reports_edition_is_final();"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_figures_with_sources_and_editions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
