from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.course import CoursePoint, Kind, Lane
from cmm.desk.timeline import LEFT, RIGHT, timeline

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))
MARKS = st.sampled_from([kind for kind in Kind if kind != Kind.SPAN])


@st.composite
def points(draw):
    on = draw(DAYS)
    if draw(st.booleans()):
        return CoursePoint(on=on, lane=draw(st.sampled_from(Lane)), kind=draw(MARKS), text=draw(st.text(max_size=60)))
    until = draw(st.one_of(st.none(), st.just(on + timedelta(days=draw(st.integers(0, 400))))))
    return CoursePoint(on=on, lane=Lane.PLACEMENT, kind=Kind.SPAN, text="Ophold", until=until)


@given(st.lists(points(), max_size=30), DAYS)
def test_everything_stands_inside_the_picture(course, today):
    picture = timeline(course, today)

    assert LEFT <= picture.today <= RIGHT
    for row in picture.rows:
        assert all(LEFT <= shape.x <= RIGHT for shape in row.shapes)
        assert all(bar.x >= LEFT and bar.x + bar.width <= RIGHT + 4.1 for bar in row.bars)
        assert row.y < picture.bottom


@given(st.lists(points(), max_size=30), DAYS)
def test_every_point_is_in_the_picture_and_later_is_further_right(course, today):
    picture = timeline(course, today)

    assert sum(len(row.shapes) + len(row.bars) for row in picture.rows) == len(course)
    for row in picture.rows:
        places = [shape.x for shape in row.shapes]
        assert places == sorted(places)


@given(st.lists(points(), max_size=30), DAYS)
def test_labels_of_a_lane_never_run_into_each_other(course, today):
    for row in timeline(course, today).rows:
        right = LEFT
        for shape in (one for one in row.shapes if one.label):
            width = len(shape.label) * 6.6
            begins = shape.label_x if shape.anchor == "start" else shape.label_x - width
            assert begins >= right - 12
            right = begins + width


def test_only_lanes_in_which_something_happened_are_drawn():
    course = [
        CoursePoint(on=TODAY, lane=Lane.INTERVIEWS, kind=Kind.TALK, text="Samtale 1"),
        CoursePoint(on=TODAY, lane=Lane.WORK, kind=Kind.STEP, text="Sag oprettet"),
    ]

    with translation.override("da"):
        assert [row.label for row in timeline(course, TODAY).rows] == ["Sagsgang", "Samtaler"]


@pytest.mark.parametrize(
    ("first", "months"),
    [
        (date(2026, 9, 2), "september 2026, oktober, november, december"),
        (date(2026, 10, 13), "oktober 2026, november, december"),
        (
            date(2024, 9, 2),
            "oktober 2024, januar 2025, april, juli, oktober, januar 2026, april, juli, oktober, januar 2027",
        ),
    ],
)
def test_months_stand_as_far_apart_as_they_can_be_read(first, months):
    course = [CoursePoint(on=first, lane=Lane.WORK, kind=Kind.STEP, text="Sag oprettet")]

    with translation.override("da"):
        assert ", ".join(month.label for month in timeline(course, TODAY).months) == months


def test_after_many_years_only_years_are_told():
    course = [CoursePoint(on=date(2012, 2, 14), lane=Lane.WORK, kind=Kind.STEP, text="Sag oprettet")]

    told = [month.label for month in timeline(course, TODAY).months]
    assert told == ["2014", "2016", "2018", "2020", "2022", "2024", "2026", "2028"]


@given(st.lists(points(), max_size=30), DAYS)
def test_months_never_run_into_each_other_and_are_never_cut(course, today):
    right = LEFT
    for month in timeline(course, today).months:
        assert month.x >= right
        right = month.x + len(month.label) * 6.6
        assert right <= RIGHT


def test_a_stay_without_an_end_runs_until_today():
    stay = CoursePoint(on=date(2026, 9, 2), lane=Lane.PLACEMENT, kind=Kind.SPAN, text="Krisecenter")

    picture = timeline([stay], TODAY)

    bar = picture.rows[0].bars[0]
    assert bar.x + bar.width == pytest.approx(picture.today, abs=0.2)
