-- What is public (see cmm/accounts/policies/functions.sql). In plpgsql, which is read when it is called: a migration puts
-- the functions in again with row_security off, under which PostgreSQL refuses a body in SQL that speaks of closed rows.

-- Before a context, and to anybody: the files of published editions, without their bytes, newest edition first.
CREATE OR REPLACE FUNCTION sec.published()
RETURNS TABLE (year smallint, number smallint, published_at timestamptz, corrects smallint, kind text, language text,
    name text, size integer, pages smallint, sha256 text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT e.year, e.number, e.published_at, first.number, f.kind::text, f.language::text, f.name::text,
        f.size, f.pages, f.sha256::text
    FROM public.reports_edition e JOIN public.reports_editionfile f ON f.edition_id = e.id
        LEFT JOIN public.reports_edition first ON first.id = e.corrects_id
    WHERE e.state = 'published' ORDER BY e.year DESC, e.number DESC, f.id LIMIT 1000;
END
$$;

-- And one of these files.
CREATE OR REPLACE FUNCTION sec.published_file(the_year integer, the_number integer, the_kind text, the_language text)
RETURNS TABLE (name text, sha256 text, content bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT f.name::text, f.sha256::text, f.content
    FROM public.reports_edition e JOIN public.reports_editionfile f ON f.edition_id = e.id
    WHERE e.state = 'published' AND e.year = the_year AND e.number = the_number
        AND f.kind = the_kind AND f.language = the_language;
END
$$;
