-- What the log's pages ask about persons, for those who keep the log: numbers and refs, and never who somebody is.

-- The person behind the number of a case or an inquiry: all their cases, those merged with them too, and the inquiries
-- that came before them. The log knows a person by these; who keeps it sees no case. A wall between the reader and one of
-- the cases hides all of them.
CREATE OR REPLACE FUNCTION sec.person_behind(the_ref text)
RETURNS TABLE (case_ids bigint[], case_refs text[], inquiry_refs text[], language text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whom bigint;
    theirs bigint[];
    one text;
BEGIN
    IF NOT (sec.system() OR sec.may('audit.auditentry', '{view}')) THEN
        RETURN;
    END IF;
    SELECT c.victim_id INTO whom FROM public.cases_case c WHERE c.ref = the_ref
        UNION ALL SELECT c.victim_id FROM public.cases_inquiry i JOIN public.cases_case c ON c.id = i.case_id WHERE i.ref = the_ref;
    IF whom IS NULL THEN
        SELECT i.ref INTO one FROM public.cases_inquiry i WHERE i.ref = the_ref;
        IF one IS NOT NULL THEN
            RETURN QUERY SELECT '{}'::bigint[], '{}'::text[], ARRAY[one], '';
        END IF;
        RETURN;
    END IF;
    theirs := ARRAY(
        WITH RECURSIVE of_one AS (
            SELECT c.id FROM public.cases_case c WHERE c.victim_id = whom
            UNION
            SELECT CASE WHEN m.case_id = o.id THEN m.husk_id ELSE m.case_id END
                FROM of_one o JOIN public.merging_merge m ON o.id IN (m.case_id, m.husk_id) AND m.undone_at IS NULL
        ) SELECT id FROM of_one
    );
    RETURN QUERY
        SELECT array_agg(c.id ORDER BY c.ref), array_agg(c.ref::text ORDER BY c.ref),
            ARRAY(SELECT i.ref::text FROM public.cases_inquiry i JOIN public.cases_case k ON k.id = i.case_id
                WHERE k.id = ANY (theirs) ORDER BY i.ref),
            coalesce((SELECT l.code::text FROM public.cases_victim v JOIN public.cases_code l ON l.id = v.language_id
                WHERE v.id = whom), '')
        FROM public.cases_case c WHERE c.id = ANY (theirs)
        HAVING NOT coalesce(array_agg(c.id) && sec.walled(), false);
END $$;

-- How much the reader has been shown in the last hour: persons opened, persons in lists, searches. Numbers alone, and their
-- own: what a reading says is for those who keep the log.
CREATE OR REPLACE FUNCTION sec.read_lately() RETURNS TABLE (opened integer, listed integer, searched integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant bigint := sec.uid(); -- asked once, and not of every row
BEGIN
    RETURN QUERY
        SELECT (count(*) FILTER (WHERE one.way = 1 AND one.whom IS NOT NULL))::integer,
            (count(*) FILTER (WHERE one.way = 2 AND one.whom IS NOT NULL))::integer,
            coalesce(sum(one.searches), 0)::integer
        FROM (
            SELECT CASE WHEN r.surface IN ('page', 'document', 'export') THEN 1
                    WHEN r.surface IN ('list', 'search', 'suggestion') THEN 2 END AS way,
                CASE WHEN r.case_id IS NOT NULL THEN r.case_id
                    WHEN r.target_id <> '' THEN hashtextextended(r.target_type || ' ' || r.target_id, 1) END AS whom,
                count(r.shown) AS searches
            FROM public.audit_reading r WHERE r.actor_id = me AND r.at > now() - interval '1 hour' GROUP BY 1, 2
        ) AS one;
END $$;
