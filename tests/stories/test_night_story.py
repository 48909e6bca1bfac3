"""The whole way from a call of the police at night to a decided case with a letter, by keyboard alone.

What is counted: every field somebody fills in, and every page on which they do or press the button that saves.
"""

import re
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case
from identification.models import Letter, StatusDecision
from tests.stories.conftest import SIZES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_FIELDS, MOST_PAGES, MOST_TABS = 40, 12, 400
FOCUSED = "([selector, words]) => { const it = document.activeElement; return it.matches(selector)"
FOCUSED += " && (!words || it.textContent.trim().startsWith(words) || it.value === words) }"

CHOSEN = "value => document.activeElement.checked && (!value || document.activeElement.value === value)"


class Keys:
    """Somebody who never touches a mouse, and what they had to do."""

    def __init__(self, person):
        self.person, self.page = person, person.page
        self.fields, self.pages = 0, set()

    def reach(self, selector, words=""):
        for _tab in range(MOST_TABS):
            if self.page.evaluate(FOCUSED, [selector, words]):
                return
            self.page.keyboard.press("Tab")
        refused = self.page.locator(".alert-error, .form-error").all_inner_texts()
        raise AssertionError(f"{selector} {words} is not reached with Tab on {self.page.url} {refused}")

    def filled(self):
        self.fields += 1
        self.pages.add(self.page.url.split("?")[0])

    def write(self, name, text):
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.filled()

    def choose(self, name, words):
        """The list's own way with letters."""
        self.reach(f"select[name={name}]")
        self.page.keyboard.type(re.match(r"[ -~]*", words).group())  # a keyboard without Danish letters
        chosen = "it => it.options[it.selectedIndex].textContent.trim()"
        assert self.page.locator(f"select[name={name}]").evaluate(chosen).startswith(words)
        self.filled()

    def tick(self, name, value=None):
        self.reach(f"[name={name}]")
        for _arrow in range(20):
            if self.page.evaluate(CHOSEN, value):
                return self.filled()
            self.page.keyboard.press("ArrowDown" if self.page.evaluate("document.activeElement.checked") else "Space")
        raise AssertionError(f"{name} {value} is not chosen with the keyboard")

    def press(self, words):
        self.reach("button", words)
        self.pages.add(self.page.url.split("?")[0])
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def follow(self, words):
        self.reach("a", words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self


def by_the_caseworker(keys):
    keys.person.visit("/inquiries/")
    keys.follow("Ny henvendelse")
    keys.tick("channel", keys.page.get_by_role("radio", name="Hotline").get_attribute("value"))
    keys.choose("caller_type", "Politi")
    keys.choose("source", "Politi")
    keys.write("summary", "Politiet har en person i arresten og beder os komme.")
    keys.press("Gem henvendelsen").follow("Søg først")
    keys.write("name", "Ukendt Navnesen")
    keys.press("Søg efter personen").follow("Opret en ny sag")
    keys.choose("sex", "Kvinde")
    keys.choose("age_band", "25–34")
    keys.choose("residence_basis", "EU/EØS-borger")
    keys.press("Opret sagen").follow("Registrér samtale")
    keys.write("held_at", timezone.localtime().strftime("%d-%m-%Y %H.%M"))
    keys.choose("place", "Arresthus")
    keys.tick("consent", "internal")
    keys.write("notes", "Personen fortæller om rejsen og om arbejdet.")
    keys.press("Gem samtalen").follow("Sikkerhed").follow("Skriv sikkerhedsnotatet")
    keys.tick("no_threat")
    keys.press("Gem sikkerhedsnotatet").follow("Gå til vurderingen").follow("Begynd en vurdering")
    assess(keys)


def assess(keys):
    keys.write("facts", "Personen fik lovet arbejde i et gartneri og blev hentet i en varevogn.")
    for element, kind in (("act", "recruit"), ("means", "deception")):
        keys.tick(f"{element}_status", "met")
        keys.tick(f"{element}_{kind}")
        keys.write(f"{element}_{kind}_evidence", "Blev lovet løn og bolig af en bekendt. Lønnen blev aldrig udbetalt.")
    keys.tick("purpose_status", "met")
    keys.choose("exploitation_form", "Tvangsarbejde")
    keys.write("purpose_evidence", "Arbejdede 14 timer om dagen uden løn.")
    keys.press("Gem og gå videre")
    keys.write("speaks_against", "Kunne gå frit om søndagen.")
    keys.tick("recommendation", "trafficked")
    keys.write("reasons", "Handling, middel og formål er beskrevet i samtalen.")
    keys.press("Gem og gå til opsummering").press("Send til afgørelse")


def by_the_coordinator(keys, case):
    keys.person.visit("/decisions/")
    keys.follow("Læs og afgør")
    keys.tick("choice", "trafficked")
    keys.write("decided_on", timezone.localdate().strftime("%d-%m-%Y"))
    keys.press("Gem afgørelsen")
    keys.person.visit(f"/cases/{case.ref}/assessments/")
    keys.follow("Skriv på dansk").press("Lav brevet")
    letter = Letter.objects.get()
    assert keys.page.request.get(f"{keys.person.address}{letter.get_absolute_url()}pdf/").ok
    keys.tick("how", "handed_over")
    keys.press("Gem, hvordan det blev givet")


@pytest.mark.parametrize("size", [SIZES["desk"]], ids=["desk"])  # the keyboard is the desk's
def test_from_a_call_at_night_to_a_letter_by_keyboard(visitor, capsys):
    worker = Keys(visitor("cmm_caseworker"))
    by_the_caseworker(worker)
    case = Case.objects.get()
    coordinator = Keys(visitor("cmm_coordinator"))
    by_the_coordinator(coordinator, case)

    fields, pages = worker.fields + coordinator.fields, len(worker.pages) + len(coordinator.pages)
    with capsys.disabled():
        sys.stdout.write(f"\nFrom the call to the letter: {fields} fields on {pages} pages\n")
    assert StatusDecision.objects.get().outcome == "trafficked"
    assert Letter.objects.get().sent_on - timezone.localdate() == timedelta(0)
    assert fields <= MOST_FIELDS
    assert pages <= MOST_PAGES
