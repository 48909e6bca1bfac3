from django.db import migrations

from cmm.core.migrating import touching

# A request made since there is a ledger stands in it by its verb, one line each; of the others a case has the oldest.
LACKING = """(
    SELECT request.id, request.case_id, request.requested_at, request.requested_by_id, house.organisation_id,
        row_number() OVER (PARTITION BY request.case_id ORDER BY request.requested_at DESC, request.id DESC) AS from_last,
        row_number() OVER (PARTITION BY request.case_id ORDER BY request.requested_at, request.id) AS from_first
    FROM shelters_placementrequest request JOIN shelters_shelter house ON house.id = request.shelter_id
) request WHERE from_last > (
    SELECT count(*) FROM cases_disclosure told WHERE told.case_id = request.case_id AND told.way = 'place'
)"""
# What the sheet said the database cannot read: the line says so, in the words a reader of the ledger meets.
ENTER = f"""
INSERT INTO cases_disclosure (case_id, number, way, receiver, receiver_name, told, basis, basis_note, consented_by,
    consented_how, consented_to, told_on, told_by_id, recorded_at)
SELECT case_id,
    from_first + coalesce((SELECT max(number) FROM cases_disclosure told WHERE told.case_id = request.case_id), 0),
    'place', 'shelter', (SELECT name_da FROM accounts_organisation WHERE id = organisation_id),
    'Det, et botilbud skal vide. Hvad der blev skrevet, står i anmodningen om en plads.',
    'public_task', 'Der blev bedt om en plads', '', '', '',
    (requested_at AT TIME ZONE 'Europe/Copenhagen')::date, requested_by_id, now()
FROM {LACKING}
"""  # noqa: S608 -- a migration's own words


class Migration(migrations.Migration):
    """Houses that were asked for a place before there was a ledger stand in it too."""

    dependencies = [("shelters", "0025_places_out_of_use"), ("cases", "0027_what_was_sent_stands_in_the_ledger")]
    operations = [touching(ENTER, every=LACKING)]
