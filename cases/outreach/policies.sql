-- What a phone may leave when its owner can no longer log in, or no longer records (see cmm/accounts/policies/functions.sql).

-- Before a context, or in that of somebody without the role: whoever shows a phone's token leaves what is sealed on it for
-- the leader of its owner's organisation, and hears whether that account is closed. Of an account that may record the
-- answer is the same as for a token nobody has. It reads nothing back.
CREATE OR REPLACE FUNCTION sec.leave_sealed(the_token_hash text, the_parcels jsonb, still_waiting integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    phone public.outreach_phone;
BEGIN
    SELECT p.* INTO phone FROM public.outreach_phone p JOIN public.accounts_user u ON u.id = p.user_id
        WHERE p.token_hash = the_token_hash AND NOT (u.is_active AND EXISTS (
            SELECT FROM public.accounts_roleassignment r WHERE r.user_id = u.id AND r.ended_at IS NULL
                AND r.role IN ('outreach_worker', 'outreach_lead')))
        FOR UPDATE OF p;
    IF phone.id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO public.outreach_sealedcontact (organisation_id, sender_id, submission_key, digest, key_id, sealed, sealed_at,
            received_at, late, state, reason, settled_why)
        SELECT phone.organisation_id, phone.user_id, (one->>'key')::uuid, one->>'digest', (one->>'seal')::uuid,
            decode(one->>'body', 'base64'), (one->>'at')::timestamptz, (one->>'now')::timestamptz, (one->>'late')::boolean,
            'aside', 'access', ''
        FROM jsonb_array_elements(the_parcels) AS one
        ON CONFLICT (sender_id, submission_key, digest) DO NOTHING;
    UPDATE public.outreach_phone SET seen_at = clock_timestamp(), waiting = still_waiting,
        waiting_since = CASE WHEN still_waiting > 0 THEN coalesce(waiting_since, clock_timestamp()) END WHERE id = phone.id;
    RETURN true;
END $$;
