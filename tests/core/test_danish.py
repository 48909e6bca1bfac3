import pytest

from cmm.accounts.models import Organisation
from cmm.core.danish import danish
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db
IN_ORDER = ["Alfa", "beta", "Ny", "Zeta", "ægir", "Ærø", "ørn", "Øst", "åben", "Aalborg", "Århus"]


def test_names_stand_in_danish_order():
    for name in reversed(IN_ORDER):
        OrganisationFactory(name_da=name)
    assert list(Organisation.objects.order_by(danish("name_da")).values_list("name_da", flat=True)) == IN_ORDER
