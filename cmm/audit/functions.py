"""The log's functions in the database, made anew by every migrate.

Two run with their owner's rights: they write what nobody else may write (cmm.accounts.policies.allowlist). Whoever may
call a trigger function may hang it on a table of their own and have it write what they like: nobody may call these.
"""

# What a change is known by once its values are destroyed. Without the salt nobody can try out what they were.
DIGEST = r"""
CREATE OR REPLACE FUNCTION audit_digest(salt bytea, old jsonb, new jsonb) RETURNS text LANGUAGE sql STABLE
RETURN encode(sha256(salt || convert_to(coalesce(old::text, '') || E'\n' || coalesce(new::text, ''), 'UTF8')), 'hex');
"""

# The case a row belongs to: its own number, that of the case a column leads to, or of the case of another row.
CASE_REF = """
CREATE OR REPLACE FUNCTION audit_case_ref(held jsonb, leads text, parent text, parent_leads text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    ref text;
BEGIN
    IF parent = '' THEN
        ref := held ->> leads;
    ELSIF parent_leads = '' THEN
        ref := (SELECT c.ref FROM public.cases_case c WHERE c.id = (held ->> leads)::bigint);
    ELSE
        EXECUTE format('SELECT c.ref FROM public.%I p JOIN public.cases_case c ON c.id = p.%I WHERE p.id = $1::%s',
            parent, parent_leads, CASE jsonb_typeof(held -> leads) WHEN 'string' THEN 'uuid' ELSE 'bigint' END
        ) INTO ref USING held ->> leads;
    END IF;
    RETURN coalesce(ref, '');
END $$;
"""

# Each kind of statement shows its rows under other names; of an update only the columns that changed are kept.
ROWS = {
    "INSERT": """SELECT to_jsonb(n) AS whole, '{}'::text[] AS columns, NULL::jsonb AS was, to_jsonb(n) AS becomes
            FROM new_rows n""",
    "DELETE": """SELECT to_jsonb(o) AS whole, '{}'::text[] AS columns, to_jsonb(o) AS was, NULL::jsonb AS becomes
            FROM old_rows o""",
    "UPDATE": """SELECT coalesce(n, o) AS whole, part.columns, coalesce(part.was, o) AS was, part.becomes
            FROM (SELECT to_jsonb(o) AS o, to_jsonb(n) AS n FROM old_rows o FULL JOIN new_rows n ON n.id = o.id) pair,
            LATERAL (
                SELECT array_agg(key ORDER BY key) AS columns, jsonb_object_agg(key, o -> key) AS was,
                    jsonb_object_agg(key, value) AS becomes
                FROM jsonb_each(n) WHERE o -> key IS DISTINCT FROM value
            ) part
            WHERE part.columns IS NOT NULL OR n IS NULL""",
}
WRITE = """IF TG_OP = '{operation}' THEN
        WITH seen AS MATERIALIZED (
            SELECT nextval('public.audit_change_id_seq') AS id, whole, coalesce(columns, '{{}}') AS columns,
                uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS salt,
                was - masked AS was, becomes - masked AS becomes
            FROM ({rows}) changed
        ), noted AS (
            INSERT INTO public.audit_change (id, at, actor_id, organisation_id, login, reason, request_id, table_name,
                row_id, case_ref, operation, columns, digest)
            SELECT id, clock_timestamp(), actor, place, session_user, why, asked, TG_TABLE_NAME, whole ->> 'id',
                public.audit_case_ref(whole, TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]), lower(TG_OP), columns,
                public.audit_digest(salt, was, becomes)
            FROM seen
        ), waiting AS (
            INSERT INTO public.audit_unsealed (stream, row_id) SELECT 'change', id FROM seen
        )
        INSERT INTO public.audit_history (change_id, salt, old, new) SELECT id, salt, was, becomes FROM seen;
    END IF;"""
NOTE_CHANGE = """
CREATE OR REPLACE FUNCTION audit_note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    masked constant text[] := string_to_array(TG_ARGV[0], ',');
    actor constant bigint := sec.uid();
    place constant bigint := (SELECT organisation_id FROM public.accounts_user WHERE id = actor);
    said constant text := nullif(current_setting('app.reason', true), '');
    why constant text := left(coalesce(said, (sec.context()).purpose, ''), 80);
    asked constant uuid := nullif(current_setting('app.request', true), '')::uuid;
BEGIN
    {branches}
    RETURN NULL;
END $$;
COMMENT ON FUNCTION audit_note_change() IS
    'Writes each change of a row to tables that only their owner may write to, so that nobody else can write there.';
REVOKE ALL ON FUNCTION audit_note_change() FROM PUBLIC;
""".replace("{branches}", "\n    ".join(WRITE.format(operation=name, rows=rows) for name, rows in ROWS.items()))

AWAIT_SEAL = """
CREATE OR REPLACE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.audit_unsealed (stream, row_id) SELECT TG_ARGV[0], id FROM new_rows;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION audit_await_seal() IS
    'Puts new rows of the log before the sealer, in a table that nobody who writes to the log may touch.';
REVOKE ALL ON FUNCTION audit_await_seal() FROM PUBLIC;
"""

# Values beside the log leave by one login alone, and what they leave is a row that says so.
REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- By itself, or in a function of the owner's that only this login may call (retention).
    IF TG_OP = 'DELETE' AND session_user = 'cmm_destruction' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is not for this login', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
NOTE_DESTRUCTION = """
CREATE OR REPLACE FUNCTION audit_note_destruction() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.audit_destruction (at, actor_id, organisation_id, part, row_id, reason)
    SELECT clock_timestamp(), sec.uid(), sec.organisation(), TG_ARGV[0], to_jsonb(o) ->> TG_ARGV[1],
        left((sec.context()).purpose, 80)
    FROM old_rows o;
    RETURN NULL;
END $$;
"""
FUNCTIONS = (DIGEST, CASE_REF, NOTE_CHANGE, AWAIT_SEAL, REFUSE, NOTE_DESTRUCTION)
