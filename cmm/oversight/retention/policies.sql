-- What goes when a case goes, and how (see cmm/accounts/policies/functions.sql). The walk follows the catalogue: a table
-- that is added tomorrow under a case goes with it.

-- Every column that leads from one row to another. Where it leads to somebody else's row it lets go: a child that slept
-- where the parent did, another person's part of one inquiry, the identity of a person with another case.
CREATE OR REPLACE FUNCTION sec.leads() RETURNS TABLE (child text, link text, kind text, parent text, lets_go boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT here.relname::text, a.attname::text, format_type(a.atttypid, NULL), there.relname::text,
        (here.relname || '.' || a.attname) = ANY ('{shelters_placement.follows_id,cases_inquiry.whole_id,
            cases_identity.case_id}'::text[])
    FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS pair(near, far)
        JOIN pg_class here ON here.oid = c.conrelid JOIN pg_class there ON there.oid = c.confrelid
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.near
        JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = pair.far AND k.attname = 'id'
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace;
$$;

-- The column a table's rows are known by, and its kind.
CREATE OR REPLACE FUNCTION sec.key_of(a_table text, OUT name text, OUT kind text) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND i.indrelid = ('public.' || quote_ident(a_table))::regclass;
$$;

-- A file with all that lie in it.
CREATE OR REPLACE FUNCTION sec.files_in(the_case bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH RECURSIVE inside AS (
            SELECT the_case AS id
            UNION SELECT m.husk_id FROM inside i JOIN public.merging_merge m ON m.case_id = i.id AND m.undone_at IS NULL
        ) SELECT array_agg(id ORDER BY id) FROM inside
    );
END $$;

-- The keys of every row that goes with some cases, by table: the person too, where no other case is theirs.
CREATE OR REPLACE FUNCTION sec.goes_with(the_cases bigint[]) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    persons constant text[] := ARRAY(SELECT DISTINCT c.victim_id::text FROM public.cases_case c WHERE c.id = ANY (the_cases)
        AND NOT EXISTS (SELECT FROM public.cases_case o WHERE o.victim_id = c.victim_id AND o.id <> ALL (the_cases)));
BEGIN
    RETURN sec.goes_from(jsonb_build_object('cases_case', the_cases::text[], 'cases_victim', persons));
END $$;

-- Some rows, with every row that hangs on them.
CREATE OR REPLACE FUNCTION sec.goes_from(some_rows jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found jsonb := some_rows;
    fresh text[] := ARRAY(SELECT jsonb_object_keys(some_rows));
    next text[];
    one record;
    more jsonb;
BEGIN
    WHILE fresh <> '{}' LOOP
        next := '{}';
        FOR one IN SELECT * FROM sec.leads() WHERE parent = ANY (fresh) AND NOT lets_go LOOP
            EXECUTE format('SELECT coalesce(jsonb_agg(%1$I::text), ''[]'') FROM public.%2$I WHERE %3$I = ANY ($1::%4$s[])'
                ' AND NOT $2 ? %1$I::text', (sec.key_of(one.child)).name, one.child, one.link, one.kind) INTO more
                USING ARRAY(SELECT jsonb_array_elements_text(found -> one.parent)), coalesce(found -> one.child, '[]');
            IF more <> '[]' THEN
                found := found || jsonb_build_object(one.child, coalesce(found -> one.child, '[]') || more);
                next := next || one.child;
            END IF;
        END LOOP;
        fresh := next;
    END LOOP;
    RETURN found;
END $$;

-- How many rows of each table would go, for whoever answers for a proposal or may make one of a case they see.
CREATE OR REPLACE FUNCTION sec.would_go(the_case bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (sec.system() OR sec.may('retention.destruction', '{settle}') AND (
            cardinality(sec.seen_among(ARRAY[the_case])) = 1 OR the_case <> ALL (sec.walled()) AND EXISTS (
                SELECT FROM public.retention_destruction WHERE case_id = the_case AND settled_as IN ('', 'approved')))) THEN
        RETURN '{}';
    END IF;
    RETURN coalesce((SELECT jsonb_object_agg(key, jsonb_array_length(value))
        FROM jsonb_each(sec.goes_with(sec.files_in(the_case))) WHERE value <> '[]'), '{}');
END $$;

-- The identity of a person who stays hangs on another of their cases from then on.
CREATE OR REPLACE FUNCTION sec.keep_identities(goes jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.cases_identity i SET case_id = (SELECT max(c.id) FROM public.cases_case c
            WHERE c.victim_id = i.victim_id AND NOT (goes -> 'cases_case') ? c.id::text)
        WHERE (goes -> 'cases_case') ? i.case_id::text AND NOT coalesce(goes -> 'cases_identity', '[]') ? i.id::text;
END $$;

-- Rows of others let go of what is gone. Children who slept in one bed with a parent follow the first of them.
CREATE OR REPLACE FUNCTION sec.let_go(goes jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.cases_inquiry SET whole_id = NULL
        WHERE whole_id = ANY (ARRAY(SELECT jsonb_array_elements_text(goes -> 'cases_inquiry'))::bigint[]);
    UPDATE public.shelters_placement p SET follows_id = nullif(
            (SELECT q.id FROM public.shelters_placement q WHERE q.follows_id = p.follows_id
                ORDER BY upper(q.stay) - lower(q.stay) DESC NULLS FIRST, q.id LIMIT 1), p.id)
        WHERE follows_id = ANY (ARRAY(SELECT jsonb_array_elements_text(goes -> 'shelters_placement'))::bigint[]);
END $$;

-- The rows go, those first that hang on others by a key that is held at once; the other keys are looked at when all are
-- gone.
CREATE OR REPLACE FUNCTION sec.take_away(goes jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    left_over text[] := ARRAY(SELECT key FROM jsonb_each(goes) WHERE value <> '[]');
    links constant jsonb := (SELECT jsonb_agg(DISTINCT jsonb_build_array(here.relname, there.relname))
        FROM pg_constraint c JOIN pg_class here ON here.oid = c.conrelid JOIN pg_class there ON there.oid = c.confrelid
        WHERE c.contype = 'f' AND NOT c.condeferrable AND c.conrelid <> c.confrelid
            AND c.connamespace = 'public'::regnamespace);
    a_table text;
BEGIN
    SET CONSTRAINTS ALL DEFERRED;
    WHILE left_over <> '{}' LOOP
        SELECT t INTO a_table FROM unnest(left_over) t ORDER BY EXISTS (
            SELECT FROM jsonb_array_elements(links) l WHERE l ->> 1 = t AND l ->> 0 = ANY (left_over)), t LIMIT 1;
        EXECUTE format('DELETE FROM public.%I WHERE %I = ANY ($1::%s[])', a_table, (sec.key_of(a_table)).name,
            (sec.key_of(a_table)).kind)
            USING ARRAY(SELECT jsonb_array_elements_text(goes -> a_table));
        left_over := array_remove(left_over, a_table);
    END LOOP;
END $$;

-- What lies elsewhere and speaks of them: old and new values in the log with their salt, what was searched for where the
-- person was found, what somebody was about to write, and work that names a row.
CREATE OR REPLACE FUNCTION sec.take_traces(goes jsonb, refs text[], names text[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    a_table text;
BEGIN
    DELETE FROM public.audit_history h USING public.audit_change c WHERE h.change_id = c.id AND c.case_ref = ANY (refs);
    FOR a_table IN SELECT key FROM jsonb_each(goes) LOOP
        DELETE FROM public.audit_history h USING public.audit_change c WHERE h.change_id = c.id
            AND c.table_name = a_table AND c.row_id = ANY (ARRAY(SELECT jsonb_array_elements_text(goes -> a_table)));
    END LOOP;
    DELETE FROM public.audit_criterion WHERE id IN (
        SELECT s.criterion_id FROM public.audit_reading r JOIN public.audit_reading s ON s.actor_id = r.actor_id
            AND s.at BETWEEN r.at - interval '1 minute' AND r.at + interval '1 minute' AND s.request_id = r.request_id
        WHERE r.case_id = ANY (ARRAY(SELECT jsonb_array_elements_text(goes -> 'cases_case'))::bigint[])
            AND s.criterion_id IS NOT NULL);
    DELETE FROM public.drafts_draft WHERE string_to_array(path, '/') && names
        OR path LIKE '/tasks/%' AND coalesce(goes -> 'cases_task', '[]') ? split_part(path, '/', 3)
        OR path LIKE '/changeovers/%' AND coalesce(goes -> 'cases_changeover', '[]') ? split_part(path, '/', 3);
    DELETE FROM public.jobs_job j WHERE EXISTS (SELECT FROM jsonb_each_text(j.args) a WHERE a.value = ANY (names));
END $$;

-- The numbers and names by which rows that go are spoken of: refs, uuids, and the names of files.
CREATE OR REPLACE FUNCTION sec.names_in(goes jsonb, columns text[], tables text[]) RETURNS text[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
    found text[] := '{}';
    more text[];
BEGIN
    FOR one IN SELECT g.key AS a_table, a.attname, format_type(k.atttypid, NULL) AS kind FROM jsonb_each(goes) g
            JOIN pg_attribute a ON a.attrelid = ('public.' || quote_ident(g.key))::regclass AND a.attname = ANY (columns)
                AND (a.attname <> 'id' OR a.atttypid = 'uuid'::regtype)
            JOIN pg_attribute k ON k.attrelid = a.attrelid AND k.attname = 'id'
            WHERE tables IS NULL OR g.key = ANY (tables) LOOP
        EXECUTE format('SELECT array_agg(%I::text) FROM public.%I WHERE id = ANY ($1::%s[])', one.attname, one.a_table, one.kind)
            INTO more USING ARRAY(SELECT jsonb_array_elements_text(goes -> one.a_table));
        found := found || more;
    END LOOP;
    RETURN array_remove(found, NULL);
END $$;

-- One case and everything under it goes, and the ledger says so. Held, it does not.
CREATE OR REPLACE FUNCTION sec.erase(the_case bigint, entry jsonb) RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    cases constant bigint[] := sec.files_in(the_case);
    goes jsonb;
    counted jsonb;
    refs text[];
    names text[];
BEGIN
    PERFORM FROM public.cases_case WHERE id = ANY (cases) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT FROM public.retention_legalhold WHERE case_id = ANY (cases) AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'the case is held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'case_is_held';
    END IF;
    IF cardinality(cases) <> jsonb_array_length(entry -> 'marks') THEN
        RAISE EXCEPTION 'other files lie in the case now' USING ERRCODE = 'serialization_failure';
    END IF;
    goes := sec.goes_with(cases);
    counted := (SELECT jsonb_object_agg(key, jsonb_array_length(value)) FROM jsonb_each(goes) WHERE value <> '[]');
    refs := sec.names_in(goes, '{ref}', '{cases_case}');
    names := sec.names_in(goes, '{ref,uuid,id}', NULL);
    INSERT INTO public.retention_ledgerentry (id, marks, basis, proposed_by_id, approved_by_id, approved_at, destroyed_at,
            counts, files_left, times)
        VALUES ((entry ->> 'id')::uuid, ARRAY(SELECT jsonb_array_elements_text(entry -> 'marks')), entry ->> 'basis',
            (entry ->> 'proposed_by')::bigint, (entry ->> 'approved_by')::bigint, (entry ->> 'approved_at')::timestamptz,
            coalesce((entry ->> 'destroyed_at')::timestamptz, clock_timestamp()), counted,
            sec.names_in(goes, '{uuid}', '{cases_document,identification_letter}')::uuid[], 1)
        ON CONFLICT (id) DO UPDATE SET files_left = retention_ledgerentry.files_left || excluded.files_left,
            times = retention_ledgerentry.times + 1;
    PERFORM sec.keep_identities(goes);
    PERFORM sec.take_away(goes);
    PERFORM sec.let_go(goes);
    PERFORM sec.take_traces(goes, refs, names);
    INSERT INTO public.audit_auditentry (at, actor_id, action, target_type, target_id, target_ref, case_ref, purpose, details)
        VALUES (clock_timestamp(), (entry ->> 'approved_by')::bigint, 'case.destroyed', 'retention.ledgerentry', entry ->> 'id',
            '', '', '', jsonb_build_object('basis', entry -> 'basis', 'proposed_by', entry -> 'proposed_by', 'rows', counted));
    RETURN counted;
END $$;

-- The years of a span that no frozen report has counted, and none before the register: nothing may go whose figures
-- could not be made any more.
CREATE OR REPLACE FUNCTION sec.uncounted_years(the_first integer, the_last integer) RETURNS integer[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    printed constant integer := coalesce((SELECT max(h.year) FROM public.reports_historicalcount h), 2006);
BEGIN
    RETURN ARRAY(SELECT y FROM generate_series(greatest(the_first, printed + 1), the_last) y
        WHERE NOT EXISTS (SELECT FROM public.reports_edition e WHERE e.year = y
            AND e.state IN ('frozen', 'drawn', 'reviewed', 'sealed', 'published')) ORDER BY y);
END $$;

-- Only the login that may destroy calls these two, and only as the system. A proposal that two approved is carried out
-- once: afterwards it is gone with its case.
CREATE OR REPLACE FUNCTION sec.carry_out(the_destruction uuid, the_marks jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one public.retention_destruction;
    its public.cases_case;
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM public.cases_case WHERE id = (SELECT case_id FROM public.retention_destruction WHERE id = the_destruction)
        FOR UPDATE;
    SELECT * INTO one FROM public.retention_destruction WHERE id = the_destruction AND settled_as = 'approved'
        AND stopped_at IS NULL AND settled_by_id <> proposed_by_id FOR UPDATE;
    IF one.id IS NULL OR NOT EXISTS (SELECT FROM public.cases_case WHERE id = one.case_id AND closed_on IS NOT NULL)
            OR EXISTS (SELECT FROM public.merging_merge WHERE husk_id = one.case_id AND undone_at IS NULL) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO its FROM public.cases_case WHERE id = one.case_id;
    IF one.basis = 'term' AND cardinality(sec.uncounted_years(extract(year FROM its.opened_on)::integer,
            extract(year FROM its.closed_on)::integer)) > 0 THEN
        RETURN NULL;
    END IF;
    RETURN sec.erase(one.case_id, jsonb_build_object('id', one.id, 'marks', the_marks, 'basis', one.basis,
        'proposed_by', one.proposed_by_id, 'approved_by', one.settled_by_id, 'approved_at', one.settled_at));
END $$;

-- Contacts of outreach whose time has run out, some at a time. They carry a pseudonym at most, so that no two persons
-- approve each; but a pair has confirmed for how long they are kept, and until it has none goes. Nor does one of a year
-- that no report has counted. After a restore their age says again what goes.
CREATE OR REPLACE FUNCTION sec.erase_contacts(at_most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    kept constant integer := (SELECT c.years FROM public.retention_rulechange c WHERE c.category = 'street' AND c.is_confirmed
        AND c.valid_from <= sec.today() ORDER BY c.valid_from DESC, c.settled_at DESC LIMIT 1);
    before constant date := (sec.today() - make_interval(years => kept))::date;
    missing constant integer[] := sec.uncounted_years(1990, extract(year FROM before)::integer);
    contacts text[];
    goes jsonb;
    counted jsonb;
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    contacts := ARRAY(SELECT o.id::text FROM public.outreach_contact o WHERE o.service_day <= before
        AND extract(year FROM o.service_day)::integer <> ALL (missing) ORDER BY o.service_day, o.id LIMIT at_most FOR UPDATE);
    IF kept IS NULL OR contacts = '{}' THEN
        RETURN 0;
    END IF;
    goes := sec.goes_from(jsonb_build_object('outreach_contact', contacts));
    counted := (SELECT jsonb_object_agg(key, jsonb_array_length(value)) FROM jsonb_each(goes) WHERE value <> '[]');
    PERFORM sec.take_away(goes);
    PERFORM sec.take_traces(goes, '{}', sec.names_in(goes, '{ref}', '{outreach_contact}'));
    INSERT INTO public.audit_auditentry (at, action, target_type, target_id, target_ref, case_ref, purpose, details)
        VALUES (clock_timestamp(), 'contacts.destroyed', 'outreach.contact', '', '', '', '',
            jsonb_build_object('before', before, 'years', kept, 'rows', counted));
    RETURN cardinality(contacts);
END $$;

-- A case that was moved in by mistake goes, where another than who moved it in has said so and nobody has worked on it.
CREATE OR REPLACE FUNCTION sec.take_back(the_past uuid, the_entry uuid, the_marks jsonb) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one public.legacy_past;
    whole public.legacy_batch;
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO one FROM public.legacy_past WHERE id = the_past;
    PERFORM FROM public.cases_case WHERE id = one.case_id FOR UPDATE;
    SELECT * INTO whole FROM public.legacy_batch WHERE id = one.batch_id AND state = 'reversing'
        AND reversed_by_id <> started_by_id FOR UPDATE;
    IF whole.id IS NULL OR sec.is_worked_on(one.case_id) THEN
        RETURN NULL;
    END IF;
    RETURN sec.erase(one.case_id, jsonb_build_object('id', the_entry, 'marks', the_marks, 'basis', 'unlawful',
        'proposed_by', whole.started_by_id, 'approved_by', whole.reversed_by_id, 'approved_at', whole.reversed_at));
END $$;

-- A batch of which nothing is left to take back has been taken back; what stays says how many were worked on.
CREATE OR REPLACE FUNCTION sec.is_taken_back(the_batch bigint, gone integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.legacy_batch SET state = 'reversed', taken_back = gone WHERE id = the_batch AND state = 'reversing';
    IF FOUND THEN
        INSERT INTO public.audit_auditentry (at, actor_id, action, target_type, target_id, target_ref, case_ref, purpose, details)
            SELECT clock_timestamp(), reversed_by_id, 'legacy.taken_back', 'legacy.batch', id::text, ref, '', '',
                jsonb_build_object('rows', gone, 'kept', made - gone) FROM public.legacy_batch WHERE id = the_batch;
    END IF;
END $$;

-- After a restore: a case that the ledger outside the database knows is gone. Whoever calls has checked its seal.
CREATE OR REPLACE FUNCTION sec.carry_out_again(the_case bigint, entry jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM public.cases_case WHERE id = the_case) THEN
        RETURN NULL;
    END IF;
    RETURN sec.erase(the_case, entry);
END $$;

-- The files that went with a case lie nowhere any more.
CREATE OR REPLACE FUNCTION sec.files_are_gone(the_entry uuid, the_files uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF session_user <> 'cmm_destruction' OR NOT sec.system() THEN
        RAISE EXCEPTION 'not for this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.retention_ledgerentry SET files_left = ARRAY(SELECT unnest(files_left) EXCEPT SELECT unnest(the_files))
        WHERE id = the_entry;
END $$;
