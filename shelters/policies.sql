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

-- Houses the reader's authority supervises (shelters.scoping.supervised): its decision is in force or asked for, or a
-- visit of its is planned and no other authority's decision is. Where they lie is needed to inspect them.
CREATE OR REPLACE FUNCTION sec.supervised() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ours constant bigint := sec.organisation();
    today constant date := sec.today();
    decided constant text[] := '{approved,conditional,pending}';
BEGIN
    RETURN ARRAY(
        SELECT shelter_id FROM public.shelters_approval
        WHERE organisation_id = ours AND status = ANY (decided) AND in_force @> today
        UNION
        SELECT i.shelter_id FROM public.shelters_inspection i
        WHERE i.organisation_id = ours AND i.done_at IS NULL AND i.cancelled_at IS NULL AND i.planned_on >= today
            AND NOT EXISTS (SELECT FROM public.shelters_approval a WHERE a.shelter_id = i.shelter_id
                AND a.organisation_id <> ours AND a.status = ANY (decided) AND a.in_force @> today)
    );
END $$;

-- Where a house lies, as closed as it is kept, and its municipality, for the one comparison with a safety note
-- (shelters.selectors.whereabouts): to whoever asks for places, and to the house itself.
CREATE OR REPLACE FUNCTION sec.whereabouts(house bigint) RETURNS TABLE (id uuid, said bytea, municipality text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ours constant bigint := sec.organisation();
    asks constant boolean := sec.system() OR sec.may('cases.case', '{request_place}');
BEGIN
    RETURN QUERY SELECT a.id, a.said, c.label_da::text
        FROM public.shelters_shelter s
        LEFT JOIN public.shelters_address a ON a.shelter_id = s.id
        LEFT JOIN public.shelters_locality l ON l.shelter_id = s.id
        LEFT JOIN public.cases_code c ON c.id = l.municipality_id
        WHERE s.id = house AND (asks OR s.organisation_id = ours);
END $$;

-- Houses whose address is kept secret: where they lie, as closed as it is kept, and how they are called and reached, for the
-- one comparison with a text that is about to leave (cases.leaving). What a house in the open has too is no secret.
CREATE OR REPLACE FUNCTION sec.protected_houses() RETURNS TABLE (id uuid, said bytea, name text, phone text, email text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT sec.known() THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT a.id, a.said, s.name::text,
            CASE WHEN EXISTS (SELECT FROM public.shelters_shelter o WHERE o.address_class = 'public'
                AND o.duty_phone = s.duty_phone) THEN '' ELSE s.duty_phone::text END,
            CASE WHEN EXISTS (SELECT FROM public.shelters_shelter o WHERE o.address_class = 'public'
                AND o.email = s.email) THEN '' ELSE s.email::text END
        FROM public.shelters_shelter s LEFT JOIN public.shelters_address a ON a.shelter_id = s.id
        WHERE s.address_class = 'secret';
END $$;
