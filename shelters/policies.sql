-- What the policies ask about houses (see cmm/accounts/policies/functions.sql).

-- Houses where somebody sleeps or is expected whose contact person the reader is, or whom the reader's authority decides
-- about; whoever leaves today is still on the way from there.
CREATE OR REPLACE FUNCTION sec.hosting(as_authority boolean) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine constant bigint[] := CASE WHEN as_authority THEN '{}' ELSE sec.assigned() END;
    authority constant text := CASE WHEN as_authority THEN sec.authority() END;
    walled constant bigint[] := sec.walled();
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT u.shelter_id FROM public.shelters_placement p JOIN public.shelters_unit u ON u.id = p.unit_id
        WHERE (p.case_id = ANY (mine) OR p.case_authority = authority) AND p.case_id <> ALL (walled)
            AND NOT p.never_came AND upper(p.stay) >= sec.today()
    );
END $$;
