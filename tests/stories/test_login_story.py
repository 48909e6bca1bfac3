"""From an invitation to a passkey, as somebody new does it; then a browser that was left is shut from another."""

import re

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cmm.accounts import services
from tests.factories.accounts import home_of, staff
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.browser
WORDS = "fire ord uden mening"
RING = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def code(secret, ahead=0):
    return pyotp.TOTP(secret).generate_otp(int(timezone.now().timestamp()) // 30 + ahead)


def test_somebody_new_comes_in_and_keeps_their_ways_in(visitor, settings, live_server):
    settings.CMM_PASSWORD_ALONE, settings.PUBLIC_URL = False, live_server.url
    administrator = staff("user_administrator")
    facts = {"email": "ny@prove.test", "name": "Prøve Ny", "organisation": home_of("shelter_manager")}
    user = services.open_account(actor=administrator, roles=["shelter_manager"], **facts)
    link = services.invite(actor=administrator, user=user)[1]
    new = visitor("cmm_caseworker").sees("Kontoen har intet andet trin.")
    page = new.page

    secret, recovery = takes_the_account(new, link)

    log_in(new, "ny@prove.test").sees("Andet trin").is_clean()
    page.get_by_label("Kode fra din app").fill("000000")
    new.press("Log ind").sees("Koden er forkert eller brugt.").is_clean()
    page.get_by_label("Kode fra din app").fill(recovery)
    new.press("Log ind").visit("/access/").sees("9 koder tilbage").is_clean()

    make_a_passkey(new)
    new.press("Log af")
    log_in(new, "ny@prove.test").press("Brug en adgangsnøgle")
    page.wait_for_url(re.compile(r"/$"))

    other = Visitor(page.context.browser.new_page(), new.address, user)
    log_in(other, "ny@prove.test").page.get_by_label("Kode fra din app").fill(code(secret, 1))
    other.press("Log ind").visit("/access/").press("Log af alle andre steder").sees(
        "Du er logget af alle andre steder."
    )
    new.visit("/access/")
    expect(page).to_have_url(re.compile("/login/"))
    other.page.close()


def takes_the_account(new, link):
    """By the link of the invitation: the app's secret, and the first of the recovery codes."""
    page = new.page
    new.visit(f"/invitation/{link}/").sees("ny@prove.test").is_clean()
    page.get_by_text("Appen kan ikke læse billedet").click()
    secret = page.locator(".cmm-secret").inner_text().replace(" ", "")
    page.get_by_label("Ny adgangskode", exact=True).fill("passwordpassword")
    page.get_by_label("Ny adgangskode igen").fill("passwordpassword")
    page.get_by_label("Kode fra appen").fill(code(secret))
    new.press("Tag adgangen i brug").sees("Denne adgangskode står på en liste over lækkede adgangskoder").is_clean()
    page.get_by_label("Ny adgangskode", exact=True).fill(WORDS)
    page.get_by_label("Ny adgangskode igen").fill(WORDS)
    page.get_by_label("Kode fra appen").fill(code(secret))
    new.press("Tag adgangen i brug").sees("Dine nødkoder").is_clean()
    recovery = page.locator(".cmm-codes code").first.inner_text()
    new.press("Jeg har skrevet dem ned, log ind")
    return secret, recovery


def make_a_passkey(visitor):
    ring = visitor.page.context.new_cdp_session(visitor.page)
    ring.send("WebAuthn.enable")
    ring.send("WebAuthn.addVirtualAuthenticator", {"options": RING})
    visitor.press("Tilføj en adgangsnøgle").is_clean()
    visitor.page.get_by_label("Adgangsnøglens navn").fill("Arbejdstelefon")
    visitor.press("Lav adgangsnøglen").sees("Adgangsnøglen er sat op.").sees("Arbejdstelefon").is_clean()


def log_in(visitor, email):
    visitor.visit("/login/").page.get_by_label("E-mail").fill(email)
    visitor.page.get_by_label("Adgangskode").fill(WORDS)
    return visitor.press("Log ind")
