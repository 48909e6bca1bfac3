"""What leaves with every answer, and what is refused before any page."""

import pytest

from tests.factories.accounts import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/cases/CMM%00/", "/users/?q=%00", "/%00"])
def test_an_address_with_a_nul_is_nobodys(client, address):
    client.force_login(staff("user_administrator"))
    assert client.get(address).status_code == 400


def test_pages_are_not_kept_by_the_browser_and_run_no_inline_code(client):
    headers = client.get("/login/").headers
    assert headers["Cache-Control"] == "no-store" or "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
