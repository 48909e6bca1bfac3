-- What the row-level policies ask. Every function is on the reviewed list in allowlist.py.
-- They run with the owner's rights, and a policy of each closed table opens it to the owner inside somebody else's
-- session only: logged in as itself the owner sees no more than anybody else. Each is plpgsql, whose plans are kept, and
-- is asked once a statement, never once a row.

CREATE SCHEMA IF NOT EXISTS sec;

CREATE TABLE IF NOT EXISTS sec.key (
    kind text PRIMARY KEY CHECK (kind IN ('person', 'system')), inner_pad bytea NOT NULL, outer_pad bytea NOT NULL
);

DO $$ BEGIN
    CREATE TYPE sec.teller AS (kind text, uid bigint, at_hand bigint, purpose text, at timestamptz);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- The context, where its signature is good and a person's is not older than five minutes, or signed by a clock ahead of
-- this one by as much; else nothing, and nothing is seen. The system's lasts as long as its job.
CREATE OR REPLACE FUNCTION sec.context() RETURNS sec.teller LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text[] := string_to_array(current_setting('app.context', true), '|');
    said sec.teller;
BEGIN
    IF cardinality(part) IS DISTINCT FROM 7 THEN
        RETURN NULL;
    END IF;
    PERFORM FROM sec.key WHERE kind = part[1] AND part[7] = encode(sha256(outer_pad
        || sha256(inner_pad || convert_to(array_to_string(part[1:6], '|'), 'UTF8'))), 'hex');
    IF NOT FOUND
        OR part[1] = 'person' AND abs(extract(epoch FROM clock_timestamp()) - part[6]::float8) > 300 THEN
        RETURN NULL;
    END IF;
    said := (part[1], nullif(part[2], '')::bigint, nullif(part[3], '')::bigint, part[4], to_timestamp(part[5]::float8));
    RETURN said;
END $$;

-- The moment the context speaks of, by the clock of whoever signed it: the same one that Python judges by.
CREATE OR REPLACE FUNCTION sec.today() RETURNS date LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ((sec.context()).at AT TIME ZONE 'Europe/Copenhagen')::date;
END $$;

CREATE OR REPLACE FUNCTION sec.uid() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (sec.context()).uid;
END $$;

CREATE OR REPLACE FUNCTION sec.system() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((sec.context()).kind = 'system', false);
END $$;

CREATE OR REPLACE FUNCTION sec.known() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (sec.context()).kind IS NOT NULL;
END $$;

-- Whether whoever acts proved once more who they are within five minutes before the moment the context speaks of: said
-- in a variable of its own, signed with the same key for the same person. What the system does, others answer for.
CREATE OR REPLACE FUNCTION sec.proven() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    part constant text[] := string_to_array(current_setting('app.proof', true), '|');
BEGIN
    IF me.kind = 'system' THEN
        RETURN true;
    END IF;
    IF me.uid IS NULL OR cardinality(part) IS DISTINCT FROM 3 OR part[1] IS DISTINCT FROM me.uid::text THEN
        RETURN false;
    END IF;
    PERFORM FROM sec.key WHERE kind = 'person' AND part[3] = encode(sha256(outer_pad
        || sha256(inner_pad || convert_to('proof|' || part[1] || '|' || part[2], 'UTF8'))), 'hex');
    -- The context was signed when the request began, and the proof may have come with it.
    RETURN FOUND AND me.at - to_timestamp(part[2]::float8) BETWEEN interval '-5 minutes' AND interval '5 minutes';
END $$;

-- The reader's organisation, while the account is open.
CREATE OR REPLACE FUNCTION sec.organisation() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT organisation_id FROM public.accounts_user WHERE id = sec.uid() AND is_active);
END $$;

-- The code by which a case names its deciding authority.
CREATE OR REPLACE FUNCTION sec.authority() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT o.code FROM public.accounts_user u JOIN public.accounts_organisation o ON o.id = u.organisation_id
        WHERE u.id = sec.uid() AND u.is_active);
END $$;

CREATE OR REPLACE FUNCTION sec.group_id() RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT o.group_id FROM public.accounts_user u JOIN public.accounts_organisation o ON o.id = u.organisation_id
        WHERE u.id = sec.uid() AND u.is_active);
END $$;

-- Whether the reader's organisation does casework: it administers the users of organisations without an administrator.
CREATE OR REPLACE FUNCTION sec.central() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.accounts_organisation WHERE id = sec.organisation() AND 'casework' = ANY (capabilities));
END $$;

-- Organisations with two open administrators of their own: they need nobody for what takes two, and CMM keeps out.
CREATE OR REPLACE FUNCTION sec.self_administered() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT u.organisation_id FROM public.accounts_user u
        JOIN public.accounts_roleassignment held ON held.user_id = u.id AND held.role = 'user_administrator'
        WHERE u.is_active AND held.ended_at IS NULL GROUP BY u.organisation_id HAVING count(*) > 1);
END $$;

-- What ties the reader to rows of a noun, for any of some actions, as 'reach:level': the lines of the policy table for
-- the roles in force. A role is in force while its organisation is there for what the role does.
CREATE OR REPLACE FUNCTION sec.ties(the_noun text, some_actions text[]) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    today constant date := (me.at AT TIME ZONE 'Europe/Copenhagen')::date;
    does text[];
BEGIN
    IF me.uid IS NULL THEN
        RETURN '{}';
    END IF;
    SELECT o.capabilities INTO does
        FROM public.accounts_user u JOIN public.accounts_organisation o ON o.id = u.organisation_id
        WHERE u.id = me.uid AND u.is_active AND o.valid_from <= today AND (o.valid_to IS NULL OR o.valid_to > today);
    RETURN ARRAY(
        SELECT line.reach || ':' || line.level
        FROM public.accounts_roleassignment held JOIN public.accounts_policyline line ON line.role = held.role
        WHERE held.user_id = me.uid AND held.ended_at IS NULL AND does IS NOT NULL
            AND line.noun = the_noun AND line.action = ANY (some_actions)
            AND (line.capability = '' OR line.capability = ANY (does))
    );
END $$;

CREATE OR REPLACE FUNCTION sec.may(the_noun text, some_actions text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN cardinality(sec.ties(the_noun, some_actions)) > 0;
END $$;

-- Whether the reader sees a case. What the policies say of some cases is made of them (installing.py).
CREATE OR REPLACE FUNCTION sec.sees_case(the_case bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN cardinality(sec.seen_among(ARRAY[the_case])) > 0;
END $$;

-- How many persons have opened a case since a moment, and how often. Who, only the data protection officer reads.
-- The reader has it open while they ask, which is written only when the page is finished: that is counted too.
CREATE OR REPLACE FUNCTION sec.openings(the_case bigint, since timestamptz) RETURNS TABLE (persons bigint, times bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant bigint := sec.uid();
BEGIN
    IF NOT sec.sees_case(the_case) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT count(DISTINCT actor_id) FILTER (WHERE actor_id IS DISTINCT FROM me) + 1, count(*) + 1
        FROM public.audit_reading WHERE case_id = the_case AND surface = 'page' AND at >= since;
END $$;

-- The two look-ups that come before a context: whose session is this, and who logs in under this address.
CREATE OR REPLACE FUNCTION sec.session(the_key text) RETURNS SETOF public.accounts_session LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.accounts_session WHERE key_hash = the_key;
END $$;

CREATE OR REPLACE FUNCTION sec.account(address text) RETURNS SETOF public.accounts_user LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.accounts_user WHERE upper(email) = upper(address);
END $$;

-- An invitation, to whoever shows its link: it waits, and its account's organisation is still there.
CREATE OR REPLACE FUNCTION sec.invitation(the_token text) RETURNS SETOF public.accounts_invitation LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.accounts_invitation WHERE token_hash = the_token;
END $$;

-- Whose account a subject of an issuer is, asked when a token of that issuer has been checked.
CREATE OR REPLACE FUNCTION sec.outside_login(the_issuer text, the_subject text) RETURNS SETOF public.accounts_outsidelogin
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.accounts_outsidelogin WHERE issuer = the_issuer AND subject = the_subject;
END $$;

-- Whoever administers an account, or the system, ends what is open under it: sessions and the browsers known for it.
CREATE OR REPLACE FUNCTION sec.end_sessions(whose bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF sec.system() OR whose = sec.uid() OR EXISTS (SELECT FROM public.accounts_user WHERE id = whose
        AND sec.may('accounts.user', '{change}') AND (organisation_id = sec.organisation()
            OR sec.central() AND organisation_id <> ALL (sec.self_administered()))) THEN
        DELETE FROM public.accounts_session WHERE user_id = whose;
        DELETE FROM public.accounts_device WHERE user_id = whose;
    END IF;
END $$;
