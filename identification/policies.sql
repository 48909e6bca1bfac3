-- What is asked of this room before anybody is known (see cmm/accounts/policies/functions.sql).

-- The key of a calendar by its hash: whoever holds the key holds the calendar.
CREATE OR REPLACE FUNCTION sec.calendar_key(the_key text) RETURNS SETOF public.identification_calendarkey
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.identification_calendarkey WHERE key_hash = the_key;
END $$;
