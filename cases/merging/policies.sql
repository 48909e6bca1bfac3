-- Two files that are one human being's: what moves, and back (see cmm/accounts/policies/functions.sql).

-- Files that lie in another: they are read, and written in by nobody.
CREATE OR REPLACE FUNCTION sec.husks() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (sec.context()).kind IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT husk_id FROM public.merging_merge WHERE undone_at IS NULL);
END $$;

-- The tables whose rows move with a person. The journal, who had access, and walls stay where they are.
CREATE OR REPLACE FUNCTION sec.moving() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT '{cases_inquiry,cases_handover,cases_task,cases_document,cases_referral,cases_disclosure,cases_representative,
        cases_safetynote,identification_interview,identification_consent,identification_event,identification_observation,
        identification_assessment,identification_statusdecision,identification_appeal,identification_courtfinding,
        identification_letter,identification_period,identification_periodevent,identification_departure,
        followup_supportitem,followup_preparedreturn,followup_returnevent,followup_criminalevent,followup_claim,
        followup_sharedfile,shelters_placementrequest,shelters_placement}'::text[];
$$;

-- What hangs on a stay goes with it by its foreign key.
CREATE OR REPLACE FUNCTION sec.moving_with_a_stay() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT '{shelters_housenote,shelters_correction,shelters_service}'::text[];
$$;

-- What was added after a merge to a row that moved goes back with it: which column of which table points at which.
CREATE OR REPLACE FUNCTION sec.hanging() RETURNS TABLE (child text, link text, parent text) LANGUAGE sql IMMUTABLE AS $$
    VALUES ('identification_periodevent', 'period_id', 'identification_period'),
        ('identification_statusdecision', 'assessment_id', 'identification_assessment'),
        ('identification_letter', 'decision_id', 'identification_statusdecision'),
        ('identification_appeal', 'decision_id', 'identification_statusdecision'),
        ('identification_consent', 'interview_id', 'identification_interview'),
        ('identification_event', 'corrects_id', 'identification_event'),
        ('identification_observation', 'corrects_id', 'identification_observation'),
        ('identification_observation', 'interview_id', 'identification_interview'),
        ('identification_departure', 'corrects_id', 'identification_departure'),
        ('cases_task', 'replaces_id', 'cases_task'),
        ('cases_disclosure', 'referral_id', 'cases_referral'),
        ('cases_disclosure', 'corrects_id', 'cases_disclosure'),
        ('followup_sharedfile', 'referral_id', 'cases_referral'),
        ('followup_supportitem', 'corrects_id', 'followup_supportitem'),
        ('followup_preparedreturn', 'corrects_id', 'followup_preparedreturn'),
        ('followup_returnevent', 'corrects_id', 'followup_returnevent'),
        ('followup_criminalevent', 'corrects_id', 'followup_criminalevent'),
        ('followup_claim', 'corrects_id', 'followup_claim'),
        ('shelters_placement', 'request_id', 'shelters_placementrequest'),
        ('shelters_placement', 'moved_from_id', 'shelters_placement'),
        ('shelters_housenote', 'placement_id', 'shelters_placement'),
        ('shelters_correction', 'placement_id', 'shelters_placement'),
        ('shelters_service', 'placement_id', 'shelters_placement');
$$;

-- One row, by its table and key, as it is now.
CREATE OR REPLACE FUNCTION sec.row_called(a_table text, a_row text) RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind constant text := (SELECT format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = ('public.' || quote_ident(a_table))::regclass AND attname = 'id');
    found jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(t) FROM public.%I t WHERE id = $1::%s', a_table, kind) INTO found USING a_row;
    RETURN found;
END $$;

-- Some columns of one row become what is said. Triggers of the rows' rooms call each other by bare names.
CREATE OR REPLACE FUNCTION sec.put(a_table text, a_row text, said jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    kind constant text := (SELECT format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = ('public.' || quote_ident(a_table))::regclass AND attname = 'id');
    names constant text := (SELECT string_agg(quote_ident(key), ', ') FROM jsonb_object_keys(said) key);
BEGIN
    IF names IS NOT NULL THEN
        EXECUTE format('UPDATE public.%1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::public.%1$I, $1))'
            ' WHERE id = $2::%3$s', a_table, names, kind) USING said, a_row;
    END IF;
END $$;

-- Likewise, and the ledger keeps what they were: only what it names may change at all.
CREATE OR REPLACE FUNCTION sec.move(the_merge uuid, a_table text, a_row text, said jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was constant jsonb := sec.row_called(a_table, a_row);
    becomes jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(jsonb_populate_record(NULL::public.%I, $1))', a_table) INTO becomes USING said;
    INSERT INTO public.merging_movedrow (merge_id, at_table, row_id, was, became, moving, is_back)
        SELECT the_merge, a_table, a_row, jsonb_object_agg(key, was -> key), jsonb_object_agg(key, becomes -> key),
            pg_current_xact_id()::text::bigint, false
        FROM jsonb_object_keys(said) key HAVING count(*) > 0;
    PERFORM sec.put(a_table, a_row, said);
END $$;

-- The last of the numbers rows of a table have in a case; nothing where they are not numbered within it.
CREATE OR REPLACE FUNCTION sec.last_number(a_table text, the_case bigint) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found bigint;
BEGIN
    IF a_table = 'identification_periodevent' OR NOT EXISTS (SELECT FROM pg_attribute
            WHERE attrelid = ('public.' || quote_ident(a_table))::regclass AND attname = 'number') THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT coalesce(max(number), 0) FROM public.%I WHERE case_id = $1', a_table) INTO found USING the_case;
    RETURN found;
END $$;

-- Some rows point at each other by their case: all of them have moved before that is looked at.
CREATE OR REPLACE FUNCTION sec.look_later(later boolean) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF later THEN
        SET CONSTRAINTS public.appeal_is_of_its_case, public.letter_is_of_its_case,
            public.event_lies_in_its_periods_case, public.observation_document_is_of_the_case DEFERRED;
    ELSE
        SET CONSTRAINTS public.appeal_is_of_its_case, public.letter_is_of_its_case,
            public.event_lies_in_its_periods_case, public.observation_document_is_of_the_case,
            public.decision_is_succeeded IMMEDIATE;
        SET CONSTRAINTS public.decision_is_succeeded DEFERRED;
    END IF;
END $$;

-- Whoever referred either of the two is told, under the number they know.
CREATE OR REPLACE FUNCTION sec.tell_referrers(the_merge uuid, what text, the_cases bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at constant timestamptz := coalesce((sec.context()).at, now());
BEGIN
    INSERT INTO public.merging_notice (merge_id, organisation_id, ref, kind, told_at)
        SELECT the_merge, referring_organisation_id, ref, what, at FROM public.cases_inquiry
            WHERE case_id = ANY (the_cases) AND referring_organisation_id IS NOT NULL
        UNION
        SELECT the_merge, organisation_id, ref, what, at FROM public.cases_handover WHERE case_id = ANY (the_cases)
        ORDER BY 3;
END $$;

-- A merge, held with both its files, for whoever may merge them and has just written down what becomes of it.
CREATE OR REPLACE FUNCTION sec.merge_at_hand(the_merge uuid, undone boolean) RETURNS public.merging_merge LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m public.merging_merge;
BEGIN
    SELECT * INTO m FROM public.merging_merge WHERE id = the_merge AND (undone_at IS NOT NULL) = undone;
    IF m.id IS NULL OR NOT (sec.system() OR coalesce(m.undone_by_id, m.merged_by_id) = sec.uid()
            AND sec.may('cases.case', '{merge}') AND cardinality(sec.seen_among(ARRAY[m.case_id, m.husk_id])) = 2)
            OR EXISTS (SELECT FROM public.merging_movedrow WHERE merge_id = the_merge AND NOT is_back) <> undone THEN
        RAISE EXCEPTION 'no such merge' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM public.cases_case WHERE id IN (m.case_id, m.husk_id) ORDER BY id FOR UPDATE;
    RETURN m;
END $$;

-- Every row moves, its number after those that stand there, and the facts of both files and of the person become what
-- was chosen.
CREATE OR REPLACE FUNCTION sec.move_rows(the_merge uuid, facts jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m constant public.merging_merge := sec.merge_at_hand(the_merge, false);
    person constant bigint := (SELECT victim_id FROM public.cases_case WHERE id = m.case_id);
    documents constant bigint := sec.last_number('cases_document', m.case_id);
    notes constant bigint := sec.last_number('cases_safetynote', m.case_id);
    proceedings constant bigint := (SELECT coalesce(max(proceeding), 0) FROM public.followup_criminalevent WHERE case_id = m.case_id);
    decided constant boolean := EXISTS (SELECT FROM public.identification_statusdecision WHERE case_id = m.case_id AND in_force);
    a_table text;
    a_row jsonb;
    last bigint;
BEGIN
    PERFORM sec.tell_referrers(the_merge, 'merged', ARRAY[m.case_id, m.husk_id]);
    PERFORM sec.look_later(true);
    PERFORM sec.move(the_merge, 'cases_case', m.husk_id::text, facts -> 'husk');
    PERFORM sec.move(the_merge, 'cases_case', m.case_id::text, facts -> 'case');
    PERFORM sec.move(the_merge, 'cases_victim', person::text, facts -> 'victim');
    FOREACH a_table IN ARRAY sec.moving_with_a_stay() LOOP
        EXECUTE format('INSERT INTO public.merging_movedrow (merge_id, at_table, row_id, was, became, moving, is_back)'
            ' SELECT $1, $2, id::text, jsonb_build_object(''case_id'', $3), jsonb_build_object(''case_id'', $4),'
            ' pg_current_xact_id()::text::bigint, false FROM public.%I WHERE case_id = $3', a_table)
            USING the_merge, a_table, m.husk_id, m.case_id;
    END LOOP;
    FOREACH a_table IN ARRAY sec.moving() LOOP
        last := sec.last_number(a_table, m.case_id);
        FOR a_row IN EXECUTE format('SELECT to_jsonb(t) FROM public.%I t WHERE case_id = $1 ORDER BY id', a_table)
                USING m.husk_id LOOP
            PERFORM sec.move(the_merge, a_table, a_row ->> 'id', jsonb_strip_nulls(jsonb_build_object(
                'case_id', m.case_id,
                'number', (a_row ->> 'number')::bigint + last,
                'line', (a_row ->> 'line')::bigint + last,
                'proceeding', (a_row ->> 'proceeding')::bigint + proceedings,
                'document_number', (a_row ->> 'document_number')::bigint + documents,
                'victim_id', CASE WHEN a_row ? 'victim_id' THEN person END,
                'in_force', CASE WHEN decided AND (a_row ->> 'in_force')::boolean THEN false END
            )));
        END LOOP;
    END LOOP;
    -- The newest safety note holds, from whichever file it came.
    IF (SELECT max(written_at) FILTER (WHERE number <= notes) > max(written_at) FILTER (WHERE number > notes)
            FROM public.cases_safetynote WHERE case_id = m.case_id) THEN
        last := sec.last_number('cases_safetynote', m.case_id);
        FOR a_row IN SELECT to_jsonb(t) FROM public.cases_safetynote t WHERE case_id = m.case_id AND number <= notes LOOP
            PERFORM sec.move(the_merge, 'cases_safetynote', a_row ->> 'id',
                jsonb_build_object('number', (a_row ->> 'number')::bigint + last));
        END LOOP;
    END IF;
    IF NOT EXISTS (SELECT FROM public.cases_identity WHERE victim_id = person) THEN
        FOR a_row IN SELECT jsonb_build_object('id', id) FROM public.cases_identity WHERE case_id = m.husk_id LOOP
            PERFORM sec.move(the_merge, 'cases_identity', a_row ->> 'id',
                jsonb_build_object('case_id', m.case_id, 'victim_id', person));
        END LOOP;
    END IF;
    PERFORM sec.look_later(false);
    UPDATE public.merging_movedrow SET moving = 0 WHERE merge_id = the_merge;
END $$;

-- Rows added since to what moved are entered in the ledger: they go back with it.
CREATE OR REPLACE FUNCTION sec.gather_hanging(m public.merging_merge) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hangs record;
    found bigint;
    added bigint := 1;
BEGIN
    WHILE added > 0 LOOP
        added := 0;
        FOR hangs IN SELECT * FROM sec.hanging() LOOP
            EXECUTE format('INSERT INTO public.merging_movedrow (merge_id, at_table, row_id, was, became, moving, is_back)'
                ' SELECT $1, $2, c.id::text, jsonb_build_object(''case_id'', $3), jsonb_build_object(''case_id'', $4), 0, false'
                ' FROM public.%I c JOIN public.merging_movedrow p ON p.merge_id = $1 AND p.at_table = $5'
                ' AND p.row_id = c.%I::text WHERE c.case_id = $4 AND p.was ? ''case_id'' ON CONFLICT DO NOTHING',
                hangs.child, hangs.link) USING m.id, hangs.child, m.husk_id, m.case_id, hangs.parent;
            GET DIAGNOSTICS found = ROW_COUNT;
            added := added + found;
        END LOOP;
    END LOOP;
    INSERT INTO public.merging_movedrow (merge_id, at_table, row_id, was, became, moving, is_back)
        SELECT DISTINCT m.id, p.at_table, c.id::text, jsonb_build_object('case_id', m.husk_id, 'proceeding', p.was -> 'proceeding'),
            jsonb_build_object('case_id', m.case_id, 'proceeding', c.proceeding), 0, false
        FROM public.followup_criminalevent c JOIN public.merging_movedrow p ON p.merge_id = m.id
            AND p.at_table = 'followup_criminalevent' AND p.became -> 'proceeding' = to_jsonb(c.proceeding)
        WHERE c.case_id = m.case_id ON CONFLICT DO NOTHING;
END $$;

-- What a row of the ledger becomes again: the columns nobody has changed since. One that was added since gets the next
-- number there, and follows what it hangs on in the rest.
CREATE OR REPLACE FUNCTION sec.back(one public.merging_movedrow, husk bigint) RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_now constant jsonb := sec.row_called(one.at_table, one.row_id);
    said jsonb := coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(one.was)
        WHERE is_now -> key = one.became -> key), '{}');
BEGIN
    IF one.became ? 'case_id' AND NOT said ? 'case_id' THEN
        RAISE EXCEPTION 'a row has moved on' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'merge_has_moved_on';
    ELSIF one.was ? 'number' OR NOT one.was ? 'case_id' OR sec.last_number(one.at_table, husk) IS NULL THEN
        RETURN said;
    END IF;
    said := said || jsonb_build_object('number', sec.last_number(one.at_table, husk) + 1);
    IF is_now ? 'line' THEN
        said := said || jsonb_build_object('line', sec.row_called(one.at_table, is_now ->> 'corrects_id') -> 'line');
    END IF;
    IF is_now ->> 'document_number' IS NOT NULL THEN
        said := said || coalesce((SELECT jsonb_build_object('document_number', was -> 'number') FROM public.merging_movedrow
            WHERE merge_id = one.merge_id AND at_table = 'cases_document' AND became -> 'number' = is_now -> 'document_number'
        ), '{}');
    END IF;
    RETURN said;
END $$;

-- Every row is where and what it was, with what was added to it since. What was written of both cannot be divided.
CREATE OR REPLACE FUNCTION sec.move_back(the_merge uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m constant public.merging_merge := sec.merge_at_hand(the_merge, true);
    one public.merging_movedrow;
BEGIN
    PERFORM sec.gather_hanging(m);
    IF EXISTS (
        SELECT FROM public.identification_support s
            JOIN public.identification_assessment a ON a.id = s.assessment_id
            JOIN public.identification_observation o ON o.id = s.observation_id
            LEFT JOIN public.merging_movedrow am ON am.merge_id = the_merge
                AND am.at_table = 'identification_assessment' AND am.row_id = a.id::text
            LEFT JOIN public.merging_movedrow om ON om.merge_id = the_merge
                AND om.at_table = 'identification_observation' AND om.row_id = o.id::text
        WHERE a.case_id = m.case_id AND s.removed_at IS NULL AND (am.id IS NULL) <> (om.id IS NULL)
    ) THEN
        RAISE EXCEPTION 'an assessment rests on both' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'merge_rests_on_both';
    END IF;
    UPDATE public.merging_movedrow SET moving = pg_current_xact_id()::text::bigint WHERE merge_id = the_merge;
    PERFORM sec.look_later(true);
    FOR one IN SELECT * FROM public.merging_movedrow WHERE merge_id = the_merge
            AND at_table <> ALL (sec.moving_with_a_stay()) ORDER BY NOT (was ? 'number'), id LOOP
        PERFORM sec.put(one.at_table, one.row_id, sec.back(one, m.husk_id));
    END LOOP;
    PERFORM sec.look_later(false);
    UPDATE public.merging_movedrow SET is_back = true, moving = 0 WHERE merge_id = the_merge;
    PERFORM sec.tell_referrers(the_merge, 'undone', ARRAY[m.case_id, m.husk_id]);
END $$;
