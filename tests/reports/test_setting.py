"""Figures to HTML: every historical year, both languages; words only where they are true."""

import re
from itertools import pairwise

import pytest
from django.utils.translation import override
from django.utils.translation.template import templatize

from reports import numbers
from reports.figures.historical import historical_figures
from reports.figures.live import live_figures
from reports.figures.tables import axis, cell, table
from reports.rendering import words
from reports.rendering.chapters import plan_of
from reports.rendering.charts import bars, lines, people, sides
from reports.rendering.pages import Imprint, set_report
from reports.rendering.tables import View
from tests.architecture.sources import ROOT, python_files, templates
from tests.architecture.sources import name as name_of
from tests.architecture.test_texts import as_python, messages, wanted
from tests.reports.conftest import STAMP
from tests.reports.registers import counted


def page(figures, language="da"):
    return set_report(figures, language, Imprint(1, STAMP, "0" * 64), [], lambda _step: None)


@pytest.mark.parametrize("year", range(2007, 2024))
def test_every_historical_year_can_be_set(history, year):
    html = page(historical_figures(year, *history), "da" if year % 2 else "en")
    assert html.count("<section") >= 8
    assert not re.search(r"\sstyle=|<script|None</", html)


@pytest.mark.parametrize("first", [2024, 2025, 2026])
def test_every_live_year_can_be_set(history, first):
    register = {year: counted(year) for year in range(2024, first + 1)}
    assert "sagsregister" in page(live_figures(first, *history, register))


def test_a_live_year_with_hardly_anybody_can_be_set(history):
    by = {"sex": {"male": 1}, "age": {"15_17": 1}, "form": {"unknown": 1}, "citizenship": {"unknown": 1}}
    few = counted(2024, identification={"assessed": 1, "identified": 1, "identified_again": 0, "by": by})
    html = page(live_figures(2024, *history, {2024: few}))
    assert "er tilbageholdt" in html
    cover = re.sub(r"\s+", " ", html.partition("</section>")[0])
    assert "Hver prik er én person. Alle er vurderet udsat for menneskehandel i Danmark siden 2007." in cover
    assert "Et år uden prikker er tilbageholdt." in cover


def test_headings_run_in_order_and_every_link_leads_somewhere(figures_2021):
    html = page(figures_2021)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(now - before <= 1 for before, now in pairwise(levels))
    anchors = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors


@pytest.mark.parametrize("figures", ["figures_2021", "figures_live"])
def test_each_drawing_begins_with_its_words_and_carries_no_style(request, figures):
    drawings = re.findall(r"<svg.*?</svg>", page(request.getfixturevalue(figures)), re.DOTALL)
    assert len(drawings) > 8
    for drawing in drawings:
        assert re.match(r"<svg[^>]*><title>[^<]{20,300}</title>", drawing)
        assert not re.search(r"style=|<style|<script|class=", drawing)


def test_the_cover_has_a_dot_for_every_person(history):
    counts = {"2007": 17, "2008": 28}
    drawing = people.cover(counts, "2008", "Hver prik er én person.")
    assert drawing.count("<path") == 45


def test_a_column_that_finds_no_room_has_dots_for_more_persons_and_says_so(history):
    told = [people.persons_a_dot([0, most]) for most in (0, 121, 132, 133, 264, 265, 1_320, 10_000)]
    assert told == [1, 1, 1, 2, 2, 5, 10, 100]
    drawing = people.cover({"2024": 10_176, "2025": 101}, "2025", "Hver prik er 100 personer.", 100)
    assert drawing.count("<path") == 102 + 2
    by = {"sex": {"male": 1_300, "female": 1_300}, "age": {"25_34": 2_600}}
    by |= {"form": {"forced_labour": 2_600}, "citizenship": {"RO": 2_600}}
    many = counted(2024, identification={"assessed": 2_700, "identified": 2_600, "identified_again": 0, "by": by})
    cover = page(live_figures(2024, *history, {2024: many})).partition("</section>")[0]
    assert cover.count("Hver prik er 20 personer") == 2


MEN = [
    (42, 37, 80, "Almost half were men"),
    (40, 40, 80, "Half were men"),
    (35, 61, 97, "Most were men"),
    (86, 8, 98, "Most were women"),
    (114, 7, 121, "Almost all were women"),
    (46, 42, 93, "Almost half were men"),
    (40, 44, 100, ""),
    (40, 30, 90, "Women were the largest group"),
    (None, 7, 80, ""),
    (42, None, 80, ""),
]


@pytest.mark.parametrize(("women", "men", "total", "told"), MEN)
def test_a_word_is_a_figure(women, men, total, told):
    with override("en"):
        assert words.men_finding(women, men, total) == told


FORMS = [
    ((32, 22), (43, 12), "Fewer exploited sexually, more in forced labour"),
    ((43, 12), (43, 12), "As many exploited sexually, as many in forced labour"),
    ((50, None), (43, 12), "More exploited sexually"),
    ((None, 2), (43, 12), ""),
]


@pytest.mark.parametrize(("now", "before", "told"), FORMS)
def test_which_way_the_forms_went(now, before, told):
    with override("en"):
        names = ("sexual", "forced_labour")
        assert words.forms_finding(dict(zip(names, now, strict=True)), dict(zip(names, before, strict=True))) == told


SERIES = [
    ({"2020": 77, "2021": 80, "2016": 121}, "2021", "More than the year before, but 34% fewer than in 2016"),
    ({"2020": 80, "2021": 80, "2016": 121}, "2021", "As many as the year before, and 34% fewer than in 2016"),
    ({"2015": 93, "2016": 121}, "2016", "The highest number in a year so far"),
    ({"2016": 121, "2017": 98}, "2017", "Fewer than the year before, and 19% fewer than in 2016"),
    ({"2016": 100, "2018": 75}, "2018", "25% fewer than in 2016"),
]


@pytest.mark.parametrize(("counts", "now", "told"), SERIES)
def test_what_the_series_says(counts, now, told):
    with override("en"):
        assert words.series_finding(counts, now) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("da", ["1.048", "−3", "+3", "41,4", "41\xa0%"]), ("en", ["1,048", "−3", "+3", "41.4", "41%"])],
)
def test_numbers_follow_the_language(language, told):
    with override(language):
        assert [
            numbers.number(1048), numbers.number(-3), numbers.number(3, sign=True), numbers.number(41.4, decimals=1),
            numbers.percent(80, 193),
        ] == told  # fmt: skip


def test_changes_are_worked_out_from_the_old_figure():
    assert (numbers.change(73, 112), numbers.change(97, 64)) == (53, -34)


def test_two_lines_that_never_meet_in_a_year_are_named_apart():
    drawing = lines.two_lines(
        {"Kvinder": {"2007": 9, "2008": 8, "2009": 7}, "Mænd": {"2007": 1, "2008": 2, "2009": 3}}, "2009", ""
    )
    assert ("Kvinder" in drawing, "Mænd" in drawing) == (True, True)


@pytest.mark.parametrize(
    ("women", "total", "told"),
    [
        (95, 100, "Almost all were women"),
        (55, 78, "Most were women"),
        (39, 78, "Half were women"),
        (30, 78, ""),
        (None, 78, ""),
    ],
)
def test_of_a_live_year_only_the_women_are_spoken_of(women, total, told):
    with override("en"):
        assert words.women_finding(women, total) == told


def groups(**values):
    cells = [
        cell((name, "2021"), value, source="unodc", status="withheld" if value is None else "shown")
        for name, value in values.items()
    ]
    return View(table("t", "", "identified", axis("form", values), axis("year", ["2021"]), cells))


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"sexual": 32, "forced_labour": 22}, ["sexual"]),
        ({"sexual": 22, "forced_labour": 22}, ["sexual", "forced_labour"]),
        ({"sexual": 5, "forced_labour": None}, ["sexual"]),
        ({"sexual": 4, "forced_labour": None}, []),
        ({"sexual": None}, []),
    ],
)
def test_the_largest_is_named_only_where_nothing_withheld_can_be_larger(values, rows):
    assert words.largest(groups(**values), "2021") == rows


@pytest.mark.parametrize(
    ("language", "told"), [("da", ["1", "to", "tolv", "13"]), ("en", ["1", "two", "twelve", "13"])]
)
def test_small_numbers_are_words_in_a_sentence(language, told):
    with override(language):
        assert [numbers.spelled(value) for value in (1, 2, 12, 13)] == told


def test_a_withheld_group_carries_its_sign_where_its_bar_would_begin():
    drawing = bars.compared([("Kvinder", 55, ":"), ("Andre", ":", None)], "2025", "2024", "")
    assert re.findall(r"<text[^>]*>([^<]+)</text>", drawing).count(":") == 2


def test_a_later_year_repeats_what_the_prosecution_last_published(history, figures_live):
    for html in (page(historical_figures(2023, *history)), page(figures_live)):
        assert "I 2021 blev otte personer sigtet, tre tiltalt og ingen dømt." in html
        assert "Senere tal mangler helt eller delvis." in html


def test_the_texts_of_a_report_stand_in_the_catalogue_its_process_reads():
    catalogue = {key for key, _words in messages(ROOT / "reports" / "locale" / "da" / "LC_MESSAGES" / "django.po")}
    code = [path for path in python_files() if path.is_relative_to(ROOT / "reports" / "rendering")]
    code += [ROOT / "reports" / name for name in ("labels.py", "numbers.py", "wording.py")]
    pages = [path for path in templates() if path.is_relative_to(ROOT / "templates" / "reports" / "pdf")]
    used = {text for path in code for text in wanted(path.read_text())}
    used |= {text for path in pages for text in wanted(as_python(templatize(path.read_text(), origin=name_of(path))))}
    assert len(used) > 200
    assert sorted(str(text) for text in used if text[1] and text not in catalogue) == []


def of_register(withheld="", **values):
    """A table of the register whose parts make up its total."""
    cells = [
        cell((name, "2026"), None if name in withheld else count, source="register",
             status="withheld" if name in withheld else "shown")
        for name, count in {**values, "all": sum(values.values())}.items()
    ]  # fmt: skip
    rows = axis("form", [*values, "all"], total="all")
    return View(table("t", "", "identified", rows, axis("year", ["2026"]), cells))


@pytest.mark.parametrize(
    ("withheld", "rows"),
    [([], ["a"]), (["b", "c"], []), (["c", "d"], ["a"])],
)
def test_of_our_own_the_largest_is_named_only_where_no_withheld_part_can_be_larger(withheld, rows):
    """A figure withheld for the sake of another may be the largest of all."""
    assert words.largest(of_register(withheld, a=30, b=40 if withheld == ["b", "c"] else 14, c=3, d=4), "2026") == rows


def test_sums_that_rest_on_a_withheld_year_are_withheld(history):
    by = {"sex": {"female": 3}, "age": {"25_34": 3}, "form": {"forced_labour": 3}, "citizenship": {"NG": 3}}
    few = counted(2024, identification={"assessed": 30, "identified": 3, "identified_again": 0, "by": by})
    html = page(live_figures(2025, *history, {2024: few, 2025: counted(2025)}), "en")
    assert "The number of at least one year is withheld, and with it every sum it is part of." in html
    row = re.search(r'<tr class="now"><th scope="row">2025</th>(.*?)</tr>', html)[1]
    assert [text for text in re.findall(r">([^<>]+)<", row) if text.strip()] == ["94", ":", ":"]
    assert re.findall("1,330|1,327|1,236", re.sub("<path[^>]*>", "", html)) == []


def test_a_step_of_the_criminal_case_nobody_has_told_of_is_no_zero(history):
    figures = historical_figures(2021, *history)
    prosecution = next(one for one in figures["tables"] if one["id"] == "prosecution")
    prosecution["cells"] = [one for one in prosecution["cells"] if one["key"] != ["sentenced", "2021"]]
    html = page(figures, "en")
    assert "In 2021, eight persons were charged" not in html
    assert "In 2020, seven persons were charged, three indicted and none sentenced. Later figures are missing" in html


def test_thousands_stay_thousands_in_a_picture():
    """Only the geometry is rounded: 7.412 is a Danish thousand."""
    with override("da"):
        drawing = sides.beside([("Besøg", 7412, None), ("Nye", 402, ":")], "")
    assert re.findall(r"<text[^>]*>([^<]+)</text>", drawing) == ["Besøg", "Nye", "7.412", "402"]


@pytest.mark.parametrize(
    ("year", "span"),
    [(2007, "2007–2010"), (2014, "2011–2014"), (2021, "2019–2021"), (2022, "2022–2025"), (2027, "2022–2025")],
)
def test_the_chapters_follow_the_plan_in_force(year, span):
    assert plan_of(year).span == span


def test_a_correction_says_what_was_changed_and_why(figures_live):
    html = page(figures_live, "en")
    rows = re.findall(r'<tr><th scope="row">2026-1</th>(.*?)</tr>', html)
    told = [[text for text in re.findall(r">([^<>]+)<", row) if text.strip()] for row in rows]
    why = "A decision of December was made late."
    assert told == [
        ["Persons by basis of stay: no legal stay, 2026", "48", "49", why],
        ["Persons by form of exploitation: criminal acts, 2026", "7", ":", why],
        ["Persons assessed as trafficked: persons, 2026", "93", "94", why],
    ]
    assert "Editions of the year before this one: 2026-1." in html


def test_every_counted_table_names_its_definition_and_each_definition_is_printed(figures_live):
    html = page(figures_live, "en")
    named = set(re.findall(r"Definition (D\d+), version [12]\.", html))
    listed = re.findall(r'<span class="no">(D\d+)</span>', html)
    assert len(listed) == len(set(listed)) == len(figures_live["definitions"])
    assert named == set(listed)
