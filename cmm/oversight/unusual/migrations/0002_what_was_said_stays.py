from django.db import migrations

# The lists and what is said of them only grow, and each is said by whom it may be said by. The policies say the same of
# the reader's own session; this holds for the worker and the owner too.
FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON unusual_weeklist
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON unusual_weeklist EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON unusual_entry
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON unusual_entry EXECUTE FUNCTION core_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON unusual_saying
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON unusual_saying EXECUTE FUNCTION core_append_only();

CREATE FUNCTION unusual_saying_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    about public.unusual_entry;
BEGIN
    SELECT * INTO about FROM public.unusual_entry WHERE id = NEW.entry_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such entry' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'said_of_an_entry';
    END IF;
    IF NEW.kind IN ('answer', 'added') AND (about.asked = '' OR NEW.actor_id IS DISTINCT FROM about.actor_id) THEN
        RAISE EXCEPTION 'only the reader who was asked answers'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answered_by_the_reader';
    END IF;
    IF NEW.kind = 'added' AND NOT EXISTS (
            SELECT FROM public.unusual_saying WHERE entry_id = NEW.entry_id AND kind = 'answer') THEN
        RAISE EXCEPTION 'there is no answer to add to'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'added_to_an_answer';
    END IF;
    IF NEW.kind IN ('explained', 'followed_up') AND NEW.actor_id IS NOT DISTINCT FROM about.actor_id THEN
        RAISE EXCEPTION 'nobody judges what they have opened themselves'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'judged_by_another';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER saying_fits AFTER INSERT ON unusual_saying FOR EACH ROW EXECUTE FUNCTION unusual_saying_fits();
"""
BACKWARDS = """
DROP TRIGGER saying_fits ON unusual_saying;
DROP FUNCTION unusual_saying_fits();
DROP TRIGGER append_only ON unusual_saying;
DROP TRIGGER no_truncate ON unusual_saying;
DROP TRIGGER append_only ON unusual_entry;
DROP TRIGGER no_truncate ON unusual_entry;
DROP TRIGGER append_only ON unusual_weeklist;
DROP TRIGGER no_truncate ON unusual_weeklist;
"""


class Migration(migrations.Migration):
    dependencies = [("unusual", "0001_weekly_lists"), ("core", "0002_append_only_function")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
