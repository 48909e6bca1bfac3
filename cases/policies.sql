-- What the policies ask about cases (see cmm/accounts/policies/functions.sql).

-- Cases that a live grant opens to the reader, or to the reader's organisation, for one of some actions.
CREATE OR REPLACE FUNCTION sec.granted(some_actions text[]) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant sec.teller := sec.context();
    ours integer;
BEGIN
    IF me.uid IS NULL THEN
        RETURN '{}';
    END IF;
    ours := sec.group_id();
    IF ours IS NULL OR NOT EXISTS (SELECT FROM public.cases_caseusergrant WHERE user_id = me.uid)
            AND NOT EXISTS (SELECT FROM public.cases_casegroupgrant WHERE group_id = ours) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT g.content_object_id FROM public.cases_caseusergrant g JOIN public.auth_permission p ON p.id = g.permission_id
        WHERE g.user_id = me.uid AND g.valid_from <= me.at AND (g.valid_to IS NULL OR g.valid_to > me.at)
            AND p.codename IN (SELECT a || '_case' FROM unnest(some_actions) a)
        UNION
        SELECT g.content_object_id FROM public.cases_casegroupgrant g JOIN public.auth_permission p ON p.id = g.permission_id
        WHERE g.group_id = ours AND g.valid_from <= me.at AND (g.valid_to IS NULL OR g.valid_to > me.at)
            AND p.codename IN (SELECT a || '_case' FROM unnest(some_actions) a)
    );
END $$;

-- Cases the reader is contact person of: few, however many the register holds.
CREATE OR REPLACE FUNCTION sec.assigned() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT id FROM public.cases_case WHERE caseworker_id = sec.uid());
END $$;
