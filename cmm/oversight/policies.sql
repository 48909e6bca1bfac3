-- What the log's pages ask about persons, for those who keep the log: numbers and refs, and never who somebody is.

-- The person behind the number of a case or an inquiry: all their cases, and the inquiries that came before them. The log
-- knows a person by these; who keeps it sees no case. A wall between the reader and one of the cases hides all of them.
CREATE OR REPLACE FUNCTION sec.person_behind(the_ref text)
RETURNS TABLE (case_ids bigint[], case_refs text[], inquiry_refs text[], language text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whom bigint;
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
    RETURN QUERY
        SELECT array_agg(c.id ORDER BY c.ref), array_agg(c.ref::text ORDER BY c.ref),
            ARRAY(SELECT i.ref::text FROM public.cases_inquiry i JOIN public.cases_case k ON k.id = i.case_id
                WHERE k.victim_id = whom ORDER BY i.ref),
            coalesce((SELECT l.code::text FROM public.cases_victim v JOIN public.cases_code l ON l.id = v.language_id
                WHERE v.id = whom), '')
        FROM public.cases_case c WHERE c.victim_id = whom
        HAVING NOT coalesce(array_agg(c.id) && sec.walled(), false);
END $$;
