"""A leader takes over a spreadsheet: sees what is wrong before anything is written, imports, and takes it back."""

import pytest

from cases.outreach.models import Contact, ImportBatch
from tests.factories.outreach import VenueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
FILE = (
    "Dato;Sted;Slags kontakt;Køn;Alder;Bemærkning\n"
    "01-03-2026;Prøvetorvet;Gade;K;23;Fik en folder\n"
    "i går;Prøvetorvet;Gade;K;23;\n"
    "02-03-2026;Prøvetorvet;Gade;M;31;Hun hedder Fiktiva Prøvesen\n"
)


def test_a_leader_imports_a_spreadsheet_and_takes_it_back(visitor):
    lead = visitor("outreach_lead")
    VenueFactory(organisation=lead.user.organisation, name="Prøvetorvet")
    lead.visit("/outreach/imports/").is_clean().press("Importér et regneark").is_clean()
    sheet = {"name": "ark.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    lead.page.get_by_label("Fil").set_input_files(sheet)
    lead.press("Læs filen").sees("Skriv datoen som 23-11-2026.").sees("Ligner et navn").is_clean()
    assert Contact.objects.count() == 0
    lead.press("Importér 1 række").sees("Rækkerne er importeret og tæller nu med.").is_clean()
    assert (Contact.objects.count(), ImportBatch.objects.get().left_out) == (1, 2)
    lead.page.get_by_label("Hvorfor tæller den ikke").fill("Forkert ark")
    lead.press("Træk importen tilbage").sees("Forkert ark").is_clean()
    lead.visit("/outreach/imports/").sees("Trukket tilbage").is_clean()
