"""A worker records without a network: sealed before it is stored, sent once, read by nobody on the way."""

import json

import pytest
from playwright.sync_api import expect

from cases.outreach.models import Contact, Phone, SealedContact
from cases.outreach.rules import cpr_in, name_in, phone_in
from cmm.accounts.models import Session
from tests.factories.accounts import staff
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.stories.conftest import PASSWORD, SIZES
from tests.stories.test_outreach_story import finger, touch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NOTE = "fuglen på solsortvej og zebrafinken"
MARKERS = [NOTE, "solsortvej", "zebrafinken", "PIP-7", "1977"]

# Everything a browser keeps for the register, as text and as bytes read as text.
DUMP = """async () => {
    const told = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie];
    const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder("latin1").decode(value) : JSON.stringify(value) ?? "";
    for (const {name} of await indexedDB.databases()) {
        const base = await new Promise((done, failed) => {
            const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = failed; });
        for (const store of base.objectStoreNames) {
            const rows = await new Promise((done) => {
                const asked = base.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result); });
            for (const row of rows) {
                told.push(text(row));
                if (row.body) told.push(atob(row.body));
            }
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (/static/.test(request.url)) continue;
            told.push(request.url, await (await cache.match(request)).text());
        }
    }
    return told;
}"""


@pytest.fixture
def size():
    return SIZES["phone"]


@pytest.fixture
def worker(visitor):
    person = visitor("outreach_worker", name="Prøve Kendemærke")
    RoundFactory(worker=person.user, venue=VenueFactory(organisation=person.user.organisation))
    return ready(person)


def ready(person):
    person.visit("/outreach/queue/").is_clean()
    person.page.get_by_role("button", name="Gør telefonen klar").click()
    expect(chip(person)).to_be_visible()
    return person


def chip(person):
    return person.page.locator("[data-net]")


def opens(person):
    person.page.goto(person.address + "/outreach/contacts/new/")
    expect(person.page.locator("#phone")).to_be_attached()
    return person


def cut(person, off=True):
    person.page.context.set_offline(off)


def told(person, words):
    expect(person.page.locator("#told")).to_contain_text(words)


def save(person):
    person.page.get_by_role("button", name="Gem", exact=True).click()


def waits(person, words):
    expect(chip(person)).to_contain_text(words)


def writes(person, note=NOTE):
    answers(person, "Ja")
    person.page.get_by_role("button", name="Kode", exact=True).click()
    person.page.get_by_label("Jeres egen kode").fill("PIP-7")
    person.page.locator("textarea").fill(note)


def answers(person, answer):
    person.page.get_by_role("radio", name=answer, exact=True).check(force=True)


def dump(person):
    return "\n".join(person.page.evaluate(DUMP))


def test_five_touches_without_a_network_and_it_arrives_once(worker):
    worker.visit(worker.user.rounds.get().get_absolute_url())
    waits(worker, "Alt sendt")
    cut(worker)
    finger(worker, worker.page.get_by_role("link", name="Ny kontakt"))
    expect(worker.page.locator("#phone")).to_be_attached()
    worker.is_clean()
    for answer in ("Ja", "25–34", "Rumænsk"):
        touch(worker, answer)
    finger(worker, worker.page.get_by_role("button", name="Gem", exact=True))
    told(worker, "Gemt på telefonen.")
    assert worker.page.evaluate("scrollY") == 0
    waits(worker, "1 venter")
    worker.is_clean()
    assert not Contact.objects.exists()

    cut(worker, off=False)
    waits(worker, "Alt sendt")
    contact = Contact.objects.get()
    assert (contact.met_before, contact.age_band, contact.language.code) == ("yes", "25_34", "ro")
    assert (contact.round, contact.recorded_by) == (worker.user.rounds.get(), worker.user)
    assert SealedContact.objects.get().state == "counted"
    worker.visit("/outreach/queue/").sees(contact.ref).is_clean()


def test_nothing_that_was_written_can_be_read_in_the_browser(worker):
    opens(worker)
    cut(worker)
    writes(worker)
    worker.page.locator("summary", has_text="Tidspunkt").click()
    worker.page.get_by_label("Et andet tidspunkt end nu").fill("24.11.1977 kl. 21.30")
    assert not any(marker in dump(worker) for marker in MARKERS)
    save(worker)
    told(worker, "Gemt på telefonen.")

    kept = dump(worker)
    assert '"body"' in kept
    assert not any(marker in kept for marker in MARKERS)
    assert (worker.user.name not in kept, worker.user.email not in kept, "csrfmiddlewaretoken" not in kept) == (
        (True,) * 3
    )


def test_what_was_just_saved_is_mended_under_the_same_number_until_the_page_is_left(worker):
    opens(worker)
    cut(worker)
    writes(worker)
    save(worker)
    worker.page.get_by_role("button", name="Ret").click()
    told(worker, "Du retter den.")
    expect(worker.page.locator("textarea")).to_have_value(NOTE)
    worker.page.locator("textarea").fill("Kortere")
    save(worker)
    told(worker, "Gemt på telefonen.")
    waits(worker, "1 venter")

    opens(worker)
    expect(worker.page.get_by_role("button", name="Ret")).to_be_hidden()
    cut(worker, off=False)
    waits(worker, "Alt sendt")
    assert Contact.objects.get().note == "Kortere"


def test_a_number_is_stopped_and_a_name_is_asked_about_without_a_network(worker):
    opens(worker)
    cut(worker)
    writes(worker, "Ring 20 12 34 56")
    save(worker)
    expect(worker.page.locator("#guarded")).to_contain_text("»20 12 34 56«")
    worker.is_clean()
    worker.page.get_by_role("button", name="Fjern").click()
    worker.page.locator("textarea").fill("Mødte Anna Prøve")
    save(worker)
    expect(worker.page.locator("#guarded")).to_contain_text("Ligner et navn")
    worker.page.get_by_role("button", name="Det er ikke et navn").click()
    told(worker, "Gemt på telefonen.")
    cut(worker, off=False)
    waits(worker, "Alt sendt")
    assert Contact.objects.get().note == "Mødte Anna Prøve"


@pytest.mark.parametrize("times", [1, 3])
def test_an_answer_that_never_came_back_loses_and_doubles_nothing(worker, times):
    opens(worker)
    cut(worker)
    for _number in range(3):
        answers(worker, "Nej, ny")
        save(worker)
        told(worker, "Gemt på telefonen.")
    waits(worker, "3 venter")
    lost = []

    def after_commit(route):
        if len(lost) < times:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    worker.page.route("**/outreach/sync/", after_commit)
    cut(worker, off=False)
    waits(worker, "Alt sendt")
    assert (len(lost), Contact.objects.count(), SealedContact.objects.count()) == (times, 3, 3)


def test_two_tabs_send_each_contact_once(worker):
    opens(worker)
    cut(worker)
    for _number in range(3):
        answers(worker, "Ja")
        save(worker)
        told(worker, "Gemt på telefonen.")
    other = type(worker)(worker.page.context.new_page(), worker.address, worker.user)
    opens(other)
    cut(worker, off=False)
    for person in (worker, other):
        waits(person, "Alt sendt")
    assert (Contact.objects.count(), SealedContact.objects.count()) == (3, 3)


def test_another_login_on_the_same_phone_neither_sees_nor_sends_it(worker):
    opens(worker)
    cut(worker)
    answers(worker, "Ja")
    save(worker)
    waits(worker, "1 venter")
    Session.objects.all().delete()
    cut(worker, off=False)

    colleague = staff("outreach_worker")
    colleague.set_password(PASSWORD)
    colleague.save()
    other = type(worker)(worker.page, worker.address, colleague).log_in()
    other.visit("/outreach/queue/").sees("Intet venter").sees("noget, som en anden har gemt")
    other.page.evaluate("vagtplan.sync()")
    assert not SealedContact.objects.exists()

    Session.objects.all().delete()
    worker.log_in()
    worker.visit("/outreach/queue/").sees("Modtaget")
    waits(worker, "Alt sendt")
    assert Contact.objects.get().recorded_by == worker.user


def test_logging_out_with_something_waiting_says_so_and_leaves_only_what_is_sealed(worker):
    opens(worker)
    worker.page.route("**/outreach/sync/", lambda route: route.abort())
    writes(worker)
    save(worker)
    waits(worker, "1 venter")
    worker.visit("/outreach/queue/")
    worker.page.get_by_role("button", name="Log af").click()
    worker.sees("Noget venter stadig på telefonen").is_clean()
    worker.press("Log af alligevel")
    worker.page.wait_for_url("**/login/**")

    left = worker.page.evaluate(DUMP)
    assert not any(marker in "".join(left) for marker in MARKERS)
    assert '"body"' in "".join(left)
    assert worker.page.evaluate("caches.keys()") == []
    assert not Contact.objects.exists()


def test_a_closed_account_empties_the_phone_and_its_contacts_lie_with_the_leader(worker):
    opens(worker)
    cut(worker)
    writes(worker)
    save(worker)
    waits(worker, "1 venter")
    worker.user.is_active = False
    worker.user.save()
    cut(worker, off=False)

    worker.sees("Denne telefon er lukket").is_clean()
    row = SealedContact.objects.get()
    assert (row.state, row.reason, row.sender) == ("aside", "access", worker.user)
    assert worker.page.evaluate("caches.keys()") == []
    assert '"body"' not in dump(worker)


def test_ten_wrong_codes_destroy_what_was_being_written_and_leave_the_sealed(worker):
    worker.page.get_by_label("Ny kode").fill("123456")
    worker.page.get_by_role("button", name="Gem koden").click()
    worker.sees("Koden er gemt på denne telefon.")
    worker.page.clock.install()
    opens(worker)
    cut(worker)
    answers(worker, "Ja")
    save(worker)
    writes(worker)
    worker.page.clock.fast_forward("15:05")
    box = worker.page.get_by_role("dialog", name="Låst")
    expect(box).to_be_visible()
    worker.is_clean()
    box.get_by_label("Telefonens kode").fill("123456")
    box.get_by_role("button", name="Lås op").click()
    expect(box).to_be_hidden()
    expect(worker.page.locator("textarea")).to_have_value(NOTE)
    expect(worker.page.get_by_role("button", name="Ret")).to_be_hidden()

    worker.page.clock.fast_forward("15:05")
    for left in range(9, -1, -1):
        box.get_by_label("Telefonens kode").fill("000000")
        box.get_by_role("button", name="Lås op").click()
        if left:
            expect(box).to_contain_text(f"{left} forsøg tilbage")
    expect(box).to_be_hidden()
    told(worker, "Det, du skrev, er slettet.")
    expect(worker.page.locator("textarea")).to_have_value("")
    waits(worker, "1 venter")


NOTES = [
    "cpr 010190-1234", "010190 1234", "ring 20 12 34 56", "+45 20123456", "mødes 24.11.2026 kl. 21.30",
    "Sagde Anna Prøve",
    "hun hedder Åse", "Prøvetorvet og Vesterbro Torv", "kaldes Ștefania Ion", "fik pakke", "kl. 21.30-22.45", "",
]  # fmt: skip


def test_the_guard_on_the_phone_finds_what_the_servers_finds(worker):
    opens(worker)
    known = ["Vesterbro Torv"]
    found = worker.page.evaluate(
        "([notes, known]) => notes.map(note => [vagtplan.numberIn(note), vagtplan.nameIn(note, known)])", [NOTES, known]
    )
    assert found == [[cpr_in(note) or phone_in(note), name_in(note, known=known)] for note in NOTES]


def test_the_phone_keeps_no_page_but_the_two_it_opens_without_a_network(worker):
    addresses = worker.page.evaluate(
        "async () => (await (await caches.open('cmm-phone-pages')).keys()).map(one => new URL(one.url).pathname)"
    )
    assert sorted(addresses) == ["/outreach/contacts/new/", "/outreach/hidden/"]
    assert worker.page.evaluate("caches.keys()") == ["cmm-phone-files", "cmm-phone-pages"]
    assert Phone.objects.get().user == worker.user
    manifest = json.loads(worker.page.request.get(worker.address + "/outreach/manifest.webmanifest").text())
    assert (manifest["name"], manifest["scope"]) == ("Vagtplan", "/outreach/")
