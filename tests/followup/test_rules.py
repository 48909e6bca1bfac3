"""What may follow what after a decision, without the database."""

from datetime import date

import pytest

from cmm.core.errors import Conflict, RuleError
from identification.followup.enums import Part
from identification.followup.rules import check_day, check_why
from identification.followup.rules.claims import check_claimed, check_decision
from identification.followup.rules.criminal import Stepped, check_number, check_step, latest
from identification.followup.rules.returns import Happened, check_mark, months_of, next_month, state_of
from identification.followup.rules.sharing import check_parts, check_until, parts_for
from identification.followup.rules.support import check_line, is_late

LEFT, TODAY = date(2026, 5, 31), date(2026, 11, 26)


def day(text):
    return date.fromisoformat(f"2026-{text}")


MARKS = [Happened("offered", day("04-01")), Happened("accepted", day("04-03")), Happened("planned", day("05-20"))]


def refusal(check, *args, **facts):
    try:
        check(*args, **facts)
    except RuleError as refused:
        return refused.code, refused.field
    return ""


@pytest.mark.parametrize(
    ("more", "left", "state"),
    [
        ([], None, "planned"),
        ([], LEFT, "departed"),
        ([Happened("contact", day("06-30"), 1)], LEFT, "in_reintegration"),
        ([Happened("completed", day("11-30"))], LEFT, "completed"),
        ([Happened("interrupted", day("05-25"))], None, "interrupted"),
        ([Happened("risk", day("05-25"))], None, "planned"),
    ],
)
def test_where_a_return_stands_follows_from_what_happened(more, left, state):
    assert state_of([*MARKS, *more], left) == state


def test_nothing_happened_is_not_offered():
    assert state_of([], None) == "none"


@pytest.mark.parametrize(
    ("new", "left", "refused"),
    [
        (Happened("contact", day("06-30"), 1), LEFT, ""),
        (Happened("contact", LEFT, 1), LEFT, ""),
        (Happened("contact", day("05-30"), 1), LEFT, ("not_departed", "on")),
        (Happened("completed", day("06-30")), None, ("not_departed", "on")),
        (Happened("offered", day("06-30")), None, ("does_not_follow", "mark")),
        (Happened("accepted", day("03-30")), None, ("does_not_follow", "mark")),
        (Happened("contact", day("06-30")), LEFT, ("month", "month")),
        (Happened("declined", day("05-30"), 2), None, ("month", "month")),
        (Happened("contact", day("06-30"), 7), LEFT, ("too_late", "month")),
    ],
)
def test_a_mark_follows_from_where_the_return_stood_that_day(new, left, refused):
    assert refusal(check_mark, new, marks=MARKS, departed_on=left, months=6) == refused


def test_a_month_is_followed_up_once():
    marks = [*MARKS, Happened("contact", day("06-30"), 1)]
    again = Happened("contact", day("07-02"), 1)
    assert refusal(check_mark, again, marks=marks, departed_on=LEFT, months=6) == ("twice", "month")


def test_six_months_are_followed_up_each_by_its_own_day():
    months = months_of([Happened("contact", day("06-29"), 1)], LEFT, 6)
    assert [(month.due, month.done_on, month.is_late(TODAY)) for month in months] == [
        (day("06-30"), day("06-29"), False), (day("07-31"), None, True), (day("08-31"), None, True),
        (day("09-30"), None, True), (day("10-31"), None, True), (day("11-30"), None, False),
    ]  # fmt: skip
    assert (next_month(months), months_of([], None, 6)) == (months[1], [])


@pytest.mark.parametrize(
    ("step", "before", "refused"),
    [
        ("reported", [], ""),
        ("charged", [], ""),
        ("shelved", [], ("does_not_follow", "step")),
        ("indicted", ["reported"], ("does_not_follow", "step")),
        ("indicted", ["charged"], ""),
        ("waiver", ["charged"], ""),
        ("convicted", ["charged"], ("does_not_follow", "step")),
        ("acquitted", ["indicted"], ""),
        ("appealed", ["indicted"], ("does_not_follow", "step")),
        ("appealed", ["convicted"], ""),
    ],
)
def test_there_is_no_judgment_without_an_indictment(step, before, refused):
    earlier = [Stepped(one, day("05-01")) for one in before]
    assert refusal(check_step, Stepped(step, day("05-01")), before=earlier) == refused


def test_what_comes_later_does_not_come_first():
    later = [Stepped("charged", day("05-02"))]
    assert refusal(check_step, Stepped("indicted", day("05-01")), before=later) == ("does_not_follow", "step")
    assert (latest([*later, Stepped("reported", day("05-01"))]), latest([])) == ("charged", "")


@pytest.mark.parametrize("number", ["0100-83966-00012-26", "K12-345/2026", "AM2026.1"])
def test_a_case_number_is_a_number(number):
    assert refusal(check_number, number) == ""


@pytest.mark.parametrize("number", ["Jens Fiktivsen", "Jens", "010190-1234", "0101901234", "12", "", "mod Jens 12"])
def test_no_name_and_no_cpr_number_is_a_case_number(number):
    assert refusal(check_number, number) == ("not_a_number", "case_number")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, ""),
        ({"outcome": "partly"}, ("not_part", "granted")),
        ({"outcome": "partly", "granted": 40}, ""),
        ({"outcome": "rejected"}, ("amount", "granted")),
        ({"outcome": "rejected", "granted": 0}, ""),
        ({"granted": 0}, ("amount", "granted")),
        ({"on": day("11-27")}, ("in_future", "on")),
        ({"on": day("10-19")}, ("before", "on")),
    ],
)
def test_the_amount_fits_what_was_decided(said, refused):
    whole = {"decided": False, "outcome": "granted", "granted": 50, "claimed": 50, "on": TODAY, "today": TODAY}
    assert refusal(check_decision, **whole | {"claimed_on": day("10-20")} | said) == refused


def test_a_claim_is_decided_once_and_is_for_something():
    with pytest.raises(Conflict):
        check_decision(decided=True, outcome="granted", granted=1, claimed=1, on=TODAY, claimed_on=TODAY, today=TODAY)
    assert refusal(check_claimed, 0) == ("nothing", "claimed")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, ""),
        ({"due_on": day("05-01")}, ""),
        ({"due_on": day("04-30")}, ("before", "due_on")),
        ({"status": "not_met", "note": " "}, ("no_reason", "note")),
    ],
)
def test_a_line_of_the_plan_is_due_after_it_begins_and_says_why_it_failed(said, refused):
    assert (
        refusal(check_line, **{"begins_on": day("05-01"), "due_on": None, "status": "planned", "note": ""} | said)
        == refused
    )


def test_what_is_over_is_never_late():
    late = {status: is_late(due_on=day("11-25"), status=status, today=TODAY) for status in ("planned", "met")}
    assert (late, is_late(due_on=TODAY, status="planned", today=TODAY)) == ({"planned": True, "met": False}, False)


def test_the_police_read_nothing_of_health_support_or_where_somebody_lives():
    assert parts_for(["police"]) == [Part.FACTS, Part.SAFETY, Part.DECISION, Part.CRIMINAL]
    assert (parts_for(["outreach", "shelters"]), Part.SAFETY in parts_for(["decides"])) == ([], False)
    assert refusal(check_parts, ["criminal", "return"], capabilities=["police"]) == ("beyond", "parts")
    assert refusal(check_parts, [], capabilities=["police"]) == ("nothing", "parts")


def test_a_share_ends_within_a_year():
    asked = [date(2026, 11, 25), TODAY, date(2027, 11, 26), date(2027, 11, 27)]
    assert [refusal(check_until, until, today=TODAY) for until in asked] == [
        ("too_long", "until"), "", "", ("too_long", "until"),
    ]  # fmt: skip


def test_nothing_happened_tomorrow_or_before_the_case():
    around = {"opened_on": day("03-02"), "today": TODAY}
    assert [refusal(check_day, one, **around) for one in (day("03-01"), day("03-02"), TODAY, day("11-27"))] == [
        ("before_case", "on"), "", "", ("in_future", "on"),
    ]  # fmt: skip
    assert refusal(check_why, "  ") == ("reason_missing", "reason")
