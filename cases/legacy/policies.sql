-- What was moved in from before the register, and who has worked on it since (see cmm/accounts/policies/functions.sql).

-- Whether anybody has: a change in the case or under it in a person's name. Moving in is the system's, on behalf of one;
-- to say why one opens a case is no work in it. A case that lies in another, or is held, is somebody's too.
CREATE OR REPLACE FUNCTION sec.is_worked_on(the_case bigint) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.cases_case k JOIN public.audit_change c ON c.case_ref = k.ref
            WHERE k.id = the_case AND c.actor_id IS NOT NULL AND c.table_name <> 'cases_statedpurpose')
        OR EXISTS (SELECT FROM public.merging_merge WHERE the_case IN (case_id, husk_id) AND undone_at IS NULL)
        OR EXISTS (SELECT FROM public.retention_legalhold WHERE case_id = the_case AND lifted_at IS NULL);
END $$;

-- The cases of a batch that stay when it is taken back, for whoever may take it back.
CREATE OR REPLACE FUNCTION sec.worked_on(the_batch bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (sec.system() OR sec.may('legacy.batch', '{reverse}') AND EXISTS (
            SELECT FROM public.legacy_batch WHERE id = the_batch AND organisation_id = sec.organisation())) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT case_id FROM public.legacy_past WHERE batch_id = the_batch AND sec.is_worked_on(case_id)
        ORDER BY row, case_id);
END $$;
