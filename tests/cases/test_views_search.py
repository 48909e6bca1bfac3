"""Search before create, as somebody at a screen meets it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.models import PersonSearch
from cases.particulars import Contact, Names, Numbers
from cases.rules.search import MOST_HITS
from cases.services import record_identity
from cmm.audit.models import AuditEntry, Criterion, Reading
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory, PersonSearchFactory, WallFactory
from tests.factories.identities import IdentityFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
SEARCH = reverse("cases:person_search")


def person(given="", family="", aliases="", phone="", cpr="", code_name="", **case):
    """A case whose person is known by this."""
    if code_name:
        case["victim__code_name"] = code_name
    case = CaseFactory(organisation=home_of("cmm_caseworker"), **case)
    IdentityFactory(
        case=case,
        names=Names(given_names=given, family_names=family, aliases=aliases).filled() or None,
        numbers=Numbers(cpr_number=cpr).filled() or None,
        contact=Contact(phone=phone).filled() or None,
    )
    return case


def found(answer):
    return [hit["case"].ref for hit in answer.context["hits"]]


def test_a_name_is_found_however_it_is_written(as_role):
    case = person("Оксана", "Шевченко")
    browser = as_role("cmm_caseworker")

    for typed in ("Oksana Shevchenko", "shevcenko OKSANA", "Oxana Schewtschenko", "Шевченко Оксана", "Šewčenko"):
        answer = browser.post(SEARCH, {"name": typed})
        assert (answer.status_code, found(answer)) == (200, [case.ref]), typed


def test_a_hit_says_why_and_never_who(as_role):
    case = person("Siriporn", "Thongdee", phone="+45 20 11 22 33", code_name="Solsikke")

    answer = as_role("cmm_caseworker").post(SEARCH, {"name": "Siriphon Thongdi", "number": "0045 20112233"})

    assert found(answer) == [case.ref]
    assert "Navnet lyder ens. Samme telefonnummer." in answer.text
    assert "Solsikke" in answer.text
    assert not any(part in answer.text for part in ("Siriporn", "Thongdee", "20 11 22 33"))


@pytest.mark.parametrize("typed", ["20112233", "+45 20 11 22 33", "0045 2011 2233", "4520112233", "20-11-22-33"])
def test_a_phone_is_found_however_it_is_written(as_role, typed):
    case = person(phone="tlf. 20 11 22 33 (veninde)")
    person(phone="20 11 22 34")
    assert found(as_role("cmm_caseworker").post(SEARCH, {"number": typed})) == [case.ref]


def test_a_cpr_number_is_found_with_and_without_its_hyphen(as_role):
    case, browser = person(cpr="110177-8121"), as_role("cmm_caseworker")
    assert [found(browser.post(SEARCH, {"number": typed})) for typed in ("110177-8121", "1101778121")] == [
        [case.ref]
    ] * 2


@pytest.mark.parametrize("typed", ["Solsikke", "solsike", "Solsik", "CMM-2026-0742", "2026-0742", "cmm 2026-742"])
def test_a_case_without_an_identity_is_found_by_its_code_name_or_number(as_role, typed):
    case = CaseFactory(victim__code_name="Solsikke", ref="CMM-2026-0742", organisation=home_of("cmm_caseworker"))
    CaseFactory(victim__code_name="Havtorn", organisation=home_of("cmm_caseworker"))
    assert found(as_role("cmm_caseworker").post(SEARCH, {"code": typed})) == [case.ref]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "name", "Skriv et navn, et nummer eller et kodenavn."),
        ({"name": " ", "number": "  "}, "name", "Skriv et navn, et nummer eller et kodenavn."),
        ({"name": "Li"}, "name", "Skriv mindst 3 bogstaver af navnet."),
        ({"name": "%%%___"}, "name", "Skriv mindst 3 bogstaver af navnet."),
        ({"number": "4520"}, "number", "Skriv mindst 6 cifre af nummeret."),
        ({"number": "abcdefgh"}, "number", "Skriv mindst 6 cifre af nummeret."),
        ({"code": "%"}, "code", "Skriv mindst 3 tegn af kodenavnet eller hele sagsnummeret."),
    ],
)
def test_too_little_finds_nobody_and_loses_nothing(as_role, typed, field, message):
    person("Fiktiva", "Opdigtsen")

    answer = as_role("cmm_caseworker").post(SEARCH, typed)

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})
    assert "answer" not in answer.context
    assert not PersonSearch.objects.exists()


def test_more_than_a_page_of_hits_asks_for_more_words(as_role):
    for _each in range(MOST_HITS + 1):
        person("Fiktiva", "Opdigtsen")

    answer = as_role("cmm_caseworker").post(SEARCH, {"name": "Fiktiva"})

    assert len(found(answer)) == MOST_HITS
    assert "Der er flere. Skriv mere af navnet eller et nummer." in answer.text


def test_every_search_is_logged_with_its_count_and_its_words_are_closed(as_role, people):
    case = person("Fiktiva", "Opdigtsen")

    as_role("cmm_caseworker").post(SEARCH, {"name": "Fiktiva Opdigtsen"})
    as_role("cmm_caseworker").post(SEARCH, {"name": "Ukendt Navnesen"})

    searches = Reading.objects.exclude(criterion_id=None).order_by("pk")
    assert [(row.actor_id, row.surface, row.shown) for row in searches] == [
        (people["cmm_caseworker"].pk, "search", shown) for shown in (1, 0)
    ]
    assert Reading.objects.filter(target_ref=case.ref, surface="search").count() == 1
    assert [Criterion.objects.get(pk=row.criterion_id).words.reveal() for row in searches] == [
        {"name": "Fiktiva Opdigtsen"},
        {"name": "Ukendt Navnesen"},
    ]
    assert [(row.hits, row.inquiry_id) for row in PersonSearch.objects.order_by("pk")] == [(1, None), (0, None)]
    assert "Fiktiva" not in str(list(AuditEntry.objects.values()))


def test_nobody_found_leads_on_to_the_new_case(as_role):
    inquiry, browser = InquiryFactory(), as_role("cmm_caseworker")
    create = f"{reverse('cases:case_create')}?inquiry={inquiry.ref}"

    first = browser.get(create, follow=True)
    assert first.redirect_chain == [(f"{SEARCH}?inquiry={inquiry.ref}", 302)]
    assert "Søg først. Personen kan være kendt i forvejen." in first.text
    answer = browser.post(f"{SEARCH}?inquiry={inquiry.ref}", {"name": "Ukendt Navnesen"})

    assert "Ingen fundet" in answer.text
    assert create in answer.text
    assert browser.get(create).status_code == 200


def test_several_persons_lead_on_to_the_page_that_opens_them_all(as_role):
    inquiry, browser = InquiryFactory(persons=3), as_role("cmm_caseworker")
    create = reverse("cases:operation_create", args=[inquiry.ref])

    assert browser.get(create).url == f"{SEARCH}?inquiry={inquiry.ref}"
    assert create in browser.post(f"{SEARCH}?inquiry={inquiry.ref}", {"name": "Ukendt Navnesen"}).text
    assert browser.get(create).status_code == 200


@pytest.mark.parametrize(
    "made",
    [
        {},
        {"inquiry": InquiryFactory},
        {"searched_at": lambda: timezone.now() - timedelta(hours=25)},
        {"user": lambda: staff("cmm_caseworker")},
    ],
)
def test_a_search_of_yesterday_of_another_or_for_another_inquiry_does_not_count(as_role, people, made):
    inquiry = InquiryFactory()
    PersonSearchFactory(
        **{"user": people["cmm_caseworker"], "inquiry": inquiry}
        | {name: make() for name, make in made.items()}
        | ({} if made else {"inquiry": None})
    )
    create = f"{reverse('cases:case_create')}?inquiry={inquiry.ref}"
    assert as_role("cmm_caseworker").get(create).url == f"{SEARCH}?inquiry={inquiry.ref}"


def test_the_inquiry_leads_to_the_search_first(as_role):
    inquiry, browser = InquiryFactory(), as_role("cmm_caseworker")
    assert "Opret en sag ud fra" not in browser.get(inquiry.get_absolute_url()).text
    assert f"{SEARCH}?inquiry={inquiry.ref}" in browser.get(inquiry.get_absolute_url()).text


@pytest.mark.parametrize(
    "hidden",
    [
        lambda people: person("Fiktiva", "Opdigtsen", phone="20112233", code_name="Solsikke", protection="named",
                              caseworker=staff("cmm_caseworker")),
        lambda people: WallFactory(
            case=person("Fiktiva", "Opdigtsen", phone="20112233", code_name="Solsikke"), user=people["cmm_caseworker"]
        ).case,
        lambda people: person("Fiktiva", "Opdigtsen", phone="20112233", code_name="Solsikke", protection="restricted"),
    ],
    ids=["sealed", "walled", "restricted"],
)  # fmt: skip
def test_whom_the_searcher_may_not_see_is_found_by_nothing(as_role, people, hidden):
    browser = as_role("cmm_caseworker")
    asked = ({"name": "Fiktiva Opdigtsen"}, {"number": "+45 20112233"}, {"code": "Solsikke"})
    before = [shape(browser.post(SEARCH, one)) for one in asked]
    case = hidden(people)

    assert [shape(browser.post(SEARCH, one)) for one in (*asked, {"code": case.ref})][:3] == before
    assert not Reading.objects.filter(target_ref=case.ref).exists()
    assert set(PersonSearch.objects.values_list("hits", flat=True)) == {0}


def shape(answer):
    return answer.status_code, found(answer), len(answer.content)


def test_the_database_holds_nothing_searchable_of_a_name(caseworker):
    record_identity(actor=caseworker, case=CaseFactory(), particulars=Names(given_names="Fiktiva"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT i.search, row_to_json(i)::text FROM cases_identity i")
        ((search, whole),) = cursor.fetchall()
    assert bytes(search).startswith(b"v1|")
    assert not any(part in bytes(search) + whole.encode() for part in (b"iktiva", b"fiktiva", b"fiktifa"))


HEAVY = ["(a+)+$" * 33, "%_" * 100, "' OR pg_sleep(9)--", "\\x00\\", "a" * 200, "aa " * 66, "\u0301" * 200]


@pytest.mark.parametrize("typed", HEAVY)
def test_whatever_is_typed_costs_no_more_than_a_name(as_role, typed):
    person("Fiktiva", "Opdigtsen")
    browser = as_role("cmm_caseworker")
    browser.post(SEARCH, {"name": "Fiktiva"})
    with statements() as usual:
        browser.post(SEARCH, {"name": "Fiktiva"})

    with statements() as asked:
        answer = browser.post(SEARCH, {"name": typed})

    assert (answer.status_code in (200, 422), len(asked) <= len(usual)) == (True, True)


def test_a_text_longer_than_its_field_is_refused_there(as_role):
    answer = as_role("cmm_caseworker").post(SEARCH, {"name": "a" * 100_000})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_the_number_of_statements_does_not_grow_with_the_persons(as_role):
    browser = as_role("cmm_caseworker")
    browser.post(SEARCH, {"name": "Fiktiva"})
    counts = []
    for more in (1, 9):
        for _each in range(more):
            person("Fiktiva", "Opdigtsen")
        with statements() as asked:
            browser.post(SEARCH, {"name": "Fiktiva"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
