"""What a contact says in its lists is kept like what it says in its columns: by a version of it, and by nothing else."""

from django.db import migrations

LISTS = ("given", "needs", "signs", "languages")

FORWARDS = """
-- Said when the contact is recorded, in the same transaction; afterwards only towards what the version says that counts.
CREATE FUNCTION outreach_links_are_said() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest bigint := pg_current_xact_id()::text::bigint;
    wrong boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT EXISTS (
            SELECT FROM linked LEFT JOIN public.outreach_contact c ON c.id = linked.contact_id
                LEFT JOIN public.outreach_contactversion v ON v.id = c.version_id
            WHERE c.id IS NULL OR CASE WHEN c.version_id IS NULL
                -- The transaction that wrote the row: nearest to now of those with its last 32 bits, which are stored.
                THEN pg_xact_status((newest - 2147483648
                    + mod(mod(c.xmin::text::bigint - newest, 4294967296) + 6442450944, 4294967296))::text::xid8)
                    IS DISTINCT FROM 'in progress'
                ELSE NOT coalesce(v.said -> TG_ARGV[0] @> to_jsonb(linked.code_id), false) END) INTO wrong;
    ELSE
        SELECT EXISTS (
            SELECT FROM linked LEFT JOIN public.outreach_contact c ON c.id = linked.contact_id
                LEFT JOIN public.outreach_contactversion v ON v.id = c.version_id
            WHERE coalesce(v.said -> TG_ARGV[0] @> to_jsonb(linked.code_id), true)) INTO wrong;
    END IF;
    IF wrong THEN
        RAISE EXCEPTION 'a contact changes by a version of it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
""" + "".join(  # noqa: S608 -- names of our own
    f"""
CREATE TRIGGER links_are_said AFTER INSERT ON outreach_contact_{name} REFERENCING NEW TABLE AS linked
    FOR EACH STATEMENT EXECUTE FUNCTION outreach_links_are_said('{name}');
CREATE TRIGGER links_are_unsaid AFTER DELETE ON outreach_contact_{name} REFERENCING OLD TABLE AS linked
    FOR EACH STATEMENT EXECUTE FUNCTION outreach_links_are_said('{name}');
CREATE TRIGGER links_are_never_moved BEFORE UPDATE ON outreach_contact_{name}
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
"""
    for name in LISTS
)
BACKWARDS = (
    "".join(
        f"DROP TRIGGER {one} ON outreach_contact_{name};"
        for name in LISTS
        for one in ("links_are_said", "links_are_unsaid", "links_are_never_moved")
    )
    + "DROP FUNCTION outreach_links_are_said();"
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0018_rounds_begin_without_a_network")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
