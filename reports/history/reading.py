"""The files of the Danish history, read and checked whole before anything is stored."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from reports.history.counts import Count, Source
from reports.history.lines import Line, lines

FILES = Path(__file__).parent / "files"

SOURCE_COLUMNS = ["key", "publisher", "title", "url", "seen_on", "note", "note_en"]
PUBLISHED_COLUMNS = ["source", "population", "dimension", "category", "year", "value", "printed", "certainty", "note"]
UNODC_COLUMNS = [
    *("Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category"),
    *("Sex", "Age", "Year", "Unit of measurement", "txtVALUE", "Source"),
]  # fmt: skip
CERTAINTIES = {word: word for word in ("stated", "secondary", "uncertain")}
INDICATORS = {
    "Detected trafficking victims": "identified",
    "Persons brought into formal contact": "formal_contact",
    "Persons prosecuted": "prosecuted",
    "Persons convicted": "convicted",
    "Offences of trafficking in persons": "offences",
}
DIMENSIONS = {
    "Total": "total",
    "by form of exploitation": "form",
    "by citizenship": "citizenship",
    "by country of repatriation": "repatriation",
}
FORMS = {
    "Sexual exploitation": "sexual",
    "Forced labour": "forced_labour",
    "Other forms of exploitation": "other_forms",
}
SEXES = {"Total": "", "Female": "female", "Male": "male", "Other": "other", "Unknown": "unknown"}
AGES = {"Total": "", "0 to 17 years": "minor", "18 years or over": "adult", "Unknown": "unknown"}
# The source types citizenship by hand; the file stays as it came, the reading spells it.
SPELLED = {
    "CÃ´te d'Ivoire": "Côte d'Ivoire",
    "Abania": "Albania",
    "Columbia": "Colombia",
    "Dominican Rep": "Dominican Republic",
    "Libanon": "Lebanon",
    "Nationals": "Denmark",
    "Syriah": "Syrian Arab Republic",
}


def read_history(folder: Path = FILES) -> tuple[list[Source], list[Count]]:
    """Every source and every figure, or BrokenHistory naming file, line and column."""
    sources = [source_of(line) for line in lines(folder / "sources.csv", SOURCE_COLUMNS)]
    known = {source.key: source.key for source in sources}
    published = lines(folder / "published.csv", PUBLISHED_COLUMNS)
    unodc = lines(folder / "glotip_denmark_689.csv", UNODC_COLUMNS)
    counts = [*(unodc_count(line) for line in unodc), *(published_count(line, known) for line in published)]
    return sources, counts


def source_of(line: Line) -> Source:
    return Source(
        key=line.text("key"),
        publisher=line.text("publisher"),
        title=line.text("title"),
        url=line.address("url"),
        seen_on=line.text("seen_on", blank=True),
        note=line.text("note", blank=True),
        note_en=line.text("note_en", blank=True),
    )


def published_count(line: Line, known: dict[str, str]) -> Count:
    masked_or_said = not line.text("value", blank=True)
    return Count(
        source=line.one_of("source", known),
        file=line.file,
        line=line.number,
        population=line.text("population"),
        dimension=line.text("dimension"),
        category=line.text("category"),
        year=line.year("year"),
        value=None if masked_or_said else line.count("value"),
        printed=line.text("printed"),
        certainty=line.one_of("certainty", CERTAINTIES),
        note=line.text("note", blank=True),
    )


def unodc_count(line: Line) -> Count:
    """A line of UNODC's export. ``<5`` stays the text it is; it never becomes 0."""
    line.one_of("Iso3_code", {"DNK": "DNK"})
    line.one_of("Unit of measurement", {"Counts": "Counts"})
    line.one_of("Source", {"GLOTIP": "GLOTIP"})
    dimension, category, crossed = place(line)
    printed = line.text("txtVALUE")
    if printed != "<5" and not (printed.isascii() and printed.isdigit()):
        raise line.wrong("txtVALUE", _("“%s” is neither a whole number nor “<5”") % printed[:60])
    return Count(
        source="unodc",
        file=line.file,
        line=line.number,
        population=line.one_of("Indicator", INDICATORS),
        dimension=dimension,
        category=category,
        year=line.year("Year"),
        value=None if printed == "<5" else int(printed),
        printed=printed,
        crossed=crossed,
    )


def place(line: Line) -> tuple[str, str, bool]:
    """Dimension, category, and whether the figure crosses two dimensions."""
    dimension, sex, age = line.one_of("Dimension", DIMENSIONS), line.one_of("Sex", SEXES), line.one_of("Age", AGES)
    category = category_of(line, dimension)
    told = [(name, value) for name, value in (("", category), ("sex", sex), ("age", age)) if value]
    if dimension == "total":
        dimension = "_".join(name for name, _value in told) or "total"
    elif sex or age:
        dimension = "_".join((dimension, *(name for name, _value in told[1:])))
    return dimension, "|".join(value for _name, value in told) or "all", len(told) > 1


def category_of(line: Line, dimension: str) -> str:
    if dimension == "total":
        line.one_of("Category", {"Total": "Total"})
        return ""
    if dimension == "form":
        return line.one_of("Category", FORMS)
    written = line.text("Category")
    return SPELLED.get(written, written)


def by_place(counts: list[Count]) -> Iterator[tuple[tuple[str, str, str, str, int], list[Count]]]:
    """Figures of one source for the same heading and year, in the order of the file."""
    places: dict[tuple[str, str, str, str, int], list[Count]] = {}
    for count in counts:
        key = (count.source, count.population, count.dimension, count.category, count.year)
        places.setdefault(key, []).append(count)
    yield from places.items()
