"""Chromium, driven as a person would: one page at a time, looked at by axe, on a phone and at a desk."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.accounts import staff
from tests.jobs.conftest import workers  # noqa: F401 -- a fixture the report's story needs

PASSWORD = "tre-ord-sammen"
# These stories run on a phone, the others at a desk, so that both are tried every time.
ON_A_PHONE = (
    "outreach_story", "house_story", "referral_story", "safety_story", "search_story", "identity_story", "access_story",
    "draft_story", "glass_story", "period_story", "return_story",
)  # fmt: skip
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage"]
AXE = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"
LOOK = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(", "))"""
# What opens another page, and not a part of this one.
LEADS_AWAY = """it => !it.closest("[hx-get], [hx-post], [data-hide]")
    && (it.tagName === "A" || Boolean(it.form && it.type === "submit"))"""

expect.set_options(timeout=30_000)


def chromium():
    """Chromium where the system has it; the environment names another."""
    named = os.environ.get("CMM_CHROMIUM", "")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "The browser tests need Chromium: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": chromium(), "args": QUIET}


class Visitor:
    """One person at one screen."""

    def __init__(self, page, address, user):
        self.page, self.address, self.user = page, address, user

    @property
    def is_phone(self):
        return self.page.viewport_size["width"] < 500

    def log_in(self):
        self.visit("/login/")
        self.page.get_by_label("E-mail").fill(self.user.email)
        self.page.get_by_label("Adgangskode").fill(PASSWORD)
        self.page.get_by_role("button", name="Log ind").click()
        return self

    def visit(self, path):
        """Go to a page of ours; at the door of a colleague's case, say why and go on."""
        self.page.goto(self.address + path)
        return self.says_why() if "/purpose/" in self.page.url else self

    def says_why(self, purpose="Jeg afløser eller hjælper kontaktpersonen"):
        self.page.get_by_label(purpose).check()
        return self.press("Åbn sagen")

    def press(self, name):
        """Press the button or follow the link with this name, and be on the page it leads to."""
        button = self.page.get_by_role("button", name=name, exact=True)
        return self.follow((button if button.count() else self.page.get_by_role("link", name=name, exact=True)).first)

    def follow(self, link):
        """Click what leads to another page, and be on that page: the click itself answers before it is there."""
        if link.evaluate(LEADS_AWAY):
            with self.page.expect_navigation():
                link.click()
        else:
            link.click()
        return self

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)
        return self

    def is_clean(self):
        """axe finds nothing, and nothing scrolls sideways but what has a box of its own."""
        self.page.evaluate(AXE.read_text())
        assert self.page.evaluate(LOOK) == []
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls {wide} px sideways"
        return self


def pytest_generate_tests(metafunc):
    """Each story at the screen its people have; with CMM_EVERY_SIZE, as ``./dev coverage`` sets it, at both."""
    chosen = {mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")}
    if "size" in metafunc.fixturenames and "size" not in chosen:
        street = metafunc.module.__name__.endswith(ON_A_PHONE)
        sizes = list(SIZES) if os.environ.get("CMM_EVERY_SIZE") else ["phone" if street else "desk"]
        metafunc.parametrize("size", sizes, indirect=True)


@pytest.fixture
def size(request):
    return SIZES[request.param]


@pytest.fixture
def visitor(transactional_db, live_server, browser, size):
    """Let the colleague with a role sit down at a screen of this size, logged in."""
    contexts = []

    def sit_down(role, **facts):
        user = staff(role, **facts)
        user.set_password(PASSWORD)
        user.save()
        context = browser.new_context(viewport=size, locale="da-DK", has_touch=size["width"] < 500)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url, user).log_in()

    yield sit_down
    for context in contexts:
        context.close()
