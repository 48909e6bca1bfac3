-- What the policies ask about cases (see cmm/accounts/policies/functions.sql).

-- Cases of colleagues for whom somebody covers at a moment: there they do what both of them may do in cases of their own.
-- A case kept to named persons stays with those. Of others than the reader, only those who control access are told.
CREATE OR REPLACE FUNCTION sec.covered(whom bigint, some_actions text[], moment timestamptz) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    today date;
BEGIN
    IF me.kind IS NULL THEN
        RETURN '{}';
    ELSIF me.kind = 'person' AND whom IS DISTINCT FROM me.uid AND NOT sec.may('cases.case', '{control_access}') THEN
        RAISE EXCEPTION 'the covers of somebody else' USING ERRCODE = 'insufficient_privilege';
    ELSIF me.kind = 'person' THEN
        moment := me.at;
    END IF;
    IF NOT EXISTS (SELECT FROM public.accounts_cover WHERE covering_id = whom AND ended_at IS NULL) THEN
        RETURN '{}';
    END IF;
    today := (moment AT TIME ZONE 'Europe/Copenhagen')::date;
    RETURN ARRAY(
        SELECT c.id FROM public.accounts_cover v
            JOIN public.accounts_user mine ON mine.id = v.covering_id AND mine.is_active
            JOIN public.accounts_organisation o ON o.id = mine.organisation_id
                AND o.valid_from <= today AND (o.valid_to IS NULL OR o.valid_to > today)
            JOIN public.accounts_user away ON away.id = v.absent_id AND away.organisation_id = o.id
            JOIN public.cases_case c ON c.caseworker_id = away.id AND c.organisation_id = o.id AND c.protection <> 'named'
        WHERE v.covering_id = whom AND v.ended_at IS NULL AND v.days @> today
            AND EXISTS (
                SELECT FROM public.accounts_policyline own
                    JOIN public.accounts_policyline same USING (noun, action, reach, level)
                    JOIN public.accounts_roleassignment here ON here.role = own.role AND here.user_id = mine.id
                        AND here.ended_at IS NULL
                    JOIN public.accounts_roleassignment there ON there.role = same.role AND there.user_id = away.id
                        AND there.ended_at IS NULL
                WHERE noun = 'cases.case' AND reach = 'assigned' AND action = ANY (some_actions) AND level = c.protection
                    AND (own.capability = '' OR own.capability = ANY (o.capabilities))
            )
    );
END $$;

-- Cases that a live grant opens to somebody, or to their organisation, for one of some actions, and those in which they
-- cover for a colleague; ``breaks`` says whether they have the role that opens cases to itself, which is looked up for the
-- reader where it is not said. Of others than the reader, only those who control access are told.
CREATE OR REPLACE FUNCTION sec.granted_to(whom bigint, some_actions text[], moment timestamptz, breaks boolean) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    theirs integer;
BEGIN
    IF me.kind IS NULL THEN
        RETURN '{}';
    ELSIF me.kind = 'person' AND whom IS DISTINCT FROM me.uid AND NOT sec.may('cases.case', '{control_access}') THEN
        RAISE EXCEPTION 'the grants of somebody else' USING ERRCODE = 'insufficient_privilege';
    ELSIF me.kind = 'person' THEN
        moment := me.at;
    END IF;
    SELECT o.group_id INTO theirs FROM public.accounts_user u JOIN public.accounts_organisation o ON o.id = u.organisation_id
        WHERE u.id = whom AND u.is_active;
    IF theirs IS NULL OR NOT EXISTS (SELECT FROM public.cases_caseusergrant WHERE user_id = whom)
            AND NOT EXISTS (SELECT FROM public.cases_casegroupgrant WHERE group_id = theirs)
            AND NOT EXISTS (SELECT FROM public.accounts_cover WHERE covering_id = whom AND ended_at IS NULL) THEN
        RETURN '{}';
    END IF;
    breaks := coalesce(breaks, sec.may('cases.brokenglass', '{add}'));
    RETURN ARRAY(
        SELECT g.content_object_id FROM public.cases_caseusergrant g JOIN public.auth_permission p ON p.id = g.permission_id
        WHERE g.user_id = whom AND g.valid_from <= moment AND (g.valid_to IS NULL OR g.valid_to > moment)
            AND p.codename IN (SELECT a || '_case' FROM unnest(some_actions) a) AND (g.granted_by_id <> whom OR breaks)
        UNION
        SELECT g.content_object_id FROM public.cases_casegroupgrant g JOIN public.auth_permission p ON p.id = g.permission_id
        WHERE g.group_id = theirs AND g.valid_from <= moment AND (g.valid_to IS NULL OR g.valid_to > moment)
            AND p.codename IN (SELECT a || '_case' FROM unnest(some_actions) a)
        UNION
        SELECT unnest(sec.covered(whom, some_actions, moment))
    );
END $$;

-- What the policies ask: the cases a live grant opens to the reader, and the one a verb has at hand.
CREATE OR REPLACE FUNCTION sec.granted(some_actions text[]) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
BEGIN
    IF me.uid IS NULL THEN
        RETURN array_remove(ARRAY[me.at_hand], NULL);
    END IF;
    RETURN array_remove(sec.granted_to(me.uid, some_actions, me.at, NULL) || me.at_hand, NULL);
END $$;

-- Emergency access: a restricted case of the reader's own organisation opens to them for four hours, to be read. Whatever
-- else the number stands for, the answer is the same nothing. It tells of no case but by opening it, which is seen.
CREATE OR REPLACE FUNCTION sec.break_glass(the_case text, the_ref text, the_category text, the_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    ends constant timestamptz := me.at + interval '4 hours';
    opened bigint;
    made bigint;
BEGIN
    SELECT id INTO opened FROM public.cases_case WHERE ref = the_case AND protection = 'restricted'
        AND organisation_id = sec.organisation() AND id <> ALL (sec.walled()) AND sec.may('cases.brokenglass', '{add}')
        AND sec.proven();
    IF opened IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.cases_caseusergrant
        (user_id, permission_id, content_object_id, granted_by_id, reason, valid_from, valid_to)
        SELECT me.uid, id, opened, me.uid, the_ref, me.at, ends FROM public.auth_permission WHERE codename = 'view_case'
        ON CONFLICT (user_id, permission_id, content_object_id) DO UPDATE SET granted_by_id = excluded.granted_by_id,
            reason = excluded.reason, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    INSERT INTO public.cases_brokenglass
        (ref, case_id, case_ref, user_id, category, reason, opened_at, ends_at, verdict, remark)
        VALUES (the_ref, opened, the_case, me.uid, the_category, the_reason, me.at, ends, '', '') RETURNING id INTO made;
    RETURN made;
END $$;

-- Emergency access ends now: one's own, or one that a coordinator may end. Nobody opens it again, or longer.
CREATE OR REPLACE FUNCTION sec.end_glass(the_glass bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    may_end constant text[] := sec.ties('cases.brokenglass', '{end}');
    glass public.cases_brokenglass;
BEGIN
    UPDATE public.cases_brokenglass SET ended_at = greatest(me.at, opened_at)
        WHERE id = the_glass AND ended_at IS NULL AND ends_at > me.at AND case_id <> ALL (sec.walled()) AND (
            user_id = me.uid AND 'glass:' || case_protection = ANY (may_end)
            OR case_organisation = sec.organisation() AND 'casework:' || case_protection = ANY (may_end)
        ) RETURNING * INTO glass;
    UPDATE public.cases_caseusergrant SET valid_to = greatest(me.at, valid_from)
        WHERE user_id = glass.user_id AND content_object_id = glass.case_id AND granted_by_id = user_id AND valid_to > me.at;
    RETURN glass.id IS NOT NULL;
END $$;

-- What was opened under an emergency access, for those who judge it: the coordinator reads no other part of the log.
CREATE OR REPLACE FUNCTION sec.under_glass(the_glass bigint) RETURNS TABLE (at timestamptz, page text, target_ref text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    may_judge constant text[] := sec.ties('cases.brokenglass', '{judge}');
BEGIN
    RETURN QUERY SELECT r.at, r.page::text, r.target_ref::text
        FROM public.cases_brokenglass g JOIN public.audit_reading r ON r.case_id = g.case_id AND r.actor_id = g.user_id
        WHERE g.id = the_glass AND r.basis = 'glass' AND r.at >= g.opened_at
            AND r.at <= coalesce(g.ended_at, g.ends_at) + interval '1 minute' AND g.case_id <> ALL (sec.walled()) AND (
                'all:' || g.case_protection = ANY (may_judge)
                OR g.case_organisation = sec.organisation() AND 'casework:' || g.case_protection = ANY (may_judge)
            )
        ORDER BY r.at;
END $$;

-- Cases the reader is contact person of: few, however many the register holds.
CREATE OR REPLACE FUNCTION sec.assigned() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant bigint := sec.uid();  -- asked once; in the condition it would be asked for every row
BEGIN
    RETURN ARRAY(SELECT id FROM public.cases_case WHERE caseworker_id = me);
END $$;

-- Cases that a wall keeps from somebody, and what was merged with them: a wall before one file of a person stands before
-- all. Of nobody named, the reader's own; of others, only those who raise walls are told. Where nobody acts it is not known,
-- and what asks whether a case is none of them is not true: a wall is a floor too.
CREATE OR REPLACE FUNCTION sec.walled(whom bigint DEFAULT NULL) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    theirs bigint[];
BEGIN
    whom := coalesce(whom, me.uid);
    IF me.kind IS NULL THEN
        RETURN NULL;
    ELSIF me.kind = 'person' AND whom IS DISTINCT FROM me.uid AND NOT sec.may('cases.case', '{control_access}') THEN
        RAISE EXCEPTION 'the walls of somebody else' USING ERRCODE = 'insufficient_privilege';
    END IF;
    theirs := ARRAY(SELECT case_id FROM public.cases_wall WHERE user_id = whom AND lifted_at IS NULL);
    IF cardinality(theirs) = 0 THEN
        RETURN theirs;
    END IF;
    RETURN ARRAY(
        WITH RECURSIVE behind AS (
            SELECT unnest(theirs) AS case_id
            UNION
            SELECT CASE WHEN m.case_id = b.case_id THEN m.husk_id ELSE m.case_id END
                FROM behind b JOIN public.merging_merge m ON b.case_id IN (m.case_id, m.husk_id) AND m.undone_at IS NULL
        ) SELECT case_id FROM behind
    );
END $$;

-- Persons all of whose cases a wall keeps from somebody.
CREATE OR REPLACE FUNCTION sec.walled_persons(whom bigint DEFAULT NULL) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    theirs constant bigint[] := sec.walled(whom);
BEGIN
    IF cardinality(theirs) = 0 OR theirs IS NULL THEN
        RETURN theirs;
    END IF;
    RETURN ARRAY(
        SELECT c.victim_id FROM public.cases_case c WHERE c.id = ANY (theirs)
            AND NOT EXISTS (SELECT FROM public.cases_case o WHERE o.victim_id = c.victim_id AND o.id <> ALL (theirs))
    );
END $$;

-- Possible duplicates of which the reader, who judges such, sees one side and not the other, behind whatever wall or
-- seal: the case they see, and the colleagues who may judge the pair since they see both. Of the other side nothing.
CREATE OR REPLACE FUNCTION sec.half_told() RETURNS TABLE (case_id bigint, judges bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    today constant date := sec.today();
    seen bigint[];
BEGIN
    IF NOT sec.may('cases.duplicateproposal', '{settle}') THEN
        RETURN;
    END IF;
    seen := sec.seen_among(ARRAY(
        SELECT unnest(ARRAY[first_case_id, second_case_id]) FROM public.cases_duplicateproposal WHERE verdict = ''
    ));
    RETURN QUERY SELECT CASE WHEN p.first_case_id = ANY (seen) THEN p.first_case_id ELSE p.second_case_id END,
        ARRAY(
            SELECT DISTINCT u.id FROM public.accounts_user u
                JOIN public.accounts_organisation o ON o.id = u.organisation_id
                JOIN public.accounts_roleassignment held ON held.user_id = u.id AND held.ended_at IS NULL
                JOIN public.accounts_policyline judging ON judging.role = held.role
                    AND judging.noun = 'cases.duplicateproposal' AND judging.action = 'settle'
                    AND (judging.capability = '' OR judging.capability = ANY (o.capabilities))
            WHERE u.id <> me.uid AND u.is_active AND o.valid_from <= today AND (o.valid_to IS NULL OR o.valid_to > today)
                AND NOT EXISTS (SELECT FROM public.cases_case c WHERE c.id IN (p.first_case_id, p.second_case_id) AND NOT (
                    c.id <> ALL (sec.walled(u.id)) AND (
                        c.id = ANY (sec.granted_to(u.id, '{view}', me.at, false))
                        OR EXISTS (SELECT FROM public.accounts_policyline line WHERE line.role = held.role
                            AND line.noun = 'cases.case' AND line.action = 'view' AND line.level = c.protection
                            AND (line.reach = 'assigned' AND c.caseworker_id = u.id
                                OR line.reach = 'casework' AND c.organisation_id = u.organisation_id))
                    )
                ))
        )
        FROM public.cases_duplicateproposal p
        WHERE p.verdict = '' AND (p.first_case_id = ANY (seen)) <> (p.second_case_id = ANY (seen))
        ORDER BY p.found_at DESC, p.id DESC LIMIT 50;
END $$;

-- How many possible duplicates there are of which the reader, who judges such, sees neither side: a number, and of
-- nobody. Without it a pair behind two seals would be known to the register alone.
CREATE OR REPLACE FUNCTION sec.unseen_pairs() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen bigint[];
BEGIN
    IF NOT sec.may('cases.duplicateproposal', '{settle}') THEN
        RETURN 0;
    END IF;
    seen := sec.seen_among(ARRAY(
        SELECT unnest(ARRAY[first_case_id, second_case_id]) FROM public.cases_duplicateproposal WHERE verdict = ''
    ));
    RETURN (SELECT count(*) FROM public.cases_duplicateproposal p
        WHERE p.verdict = '' AND p.first_case_id <> ALL (seen) AND p.second_case_id <> ALL (seen));
END $$;

-- Persons whose names or numbers may stand in a text that is about to leave: by drawers, in a closed form, for the one
-- comparison of the gate (cases.leaving). No page says who they are. Rows that have no drawers yet come along.
-- Of a hundred thousand the planner expects too many and would compare each with each: the index takes 50 ms, that 14 s.
CREATE OR REPLACE FUNCTION sec.in_drawers(the_drawers integer[])
RETURNS TABLE (id uuid, victim_id bigint, names bytea, numbers bytea, contact bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF NOT sec.known() THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT i.id, i.victim_id, i.names, i.numbers, i.contact FROM public.cases_identity i WHERE i.drawers && the_drawers
        UNION ALL
        SELECT i.id, i.victim_id, i.names, i.numbers, i.contact FROM public.cases_identity i WHERE i.drawers IS NULL;
END $$;

-- How many texts of the reader's own the gate has stopped in the last hour: nobody tries names on it until one fits.
CREATE OR REPLACE FUNCTION sec.stopped_lately() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT count(*) FROM public.audit_securityevent e
        WHERE e.actor_id = sec.uid() AND e.kind = 'leak.stopped' AND e.at > now() - interval '1 hour');
END $$;
