"""The files of the Danish history, read and checked whole before anything is stored."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from reports import labels
from reports.countries import CODES
from reports.history.counts import BrokenHistory, Count, Source
from reports.history.lines import Line, is_number, lines

FILES = Path(__file__).parent / "files"

SOURCE_COLUMNS = ["key", "publisher", "title", "url", "seen_on", "note", "note_en"]
PUBLISHED_COLUMNS = ["source", "population", "dimension", "category", "year", "value", "printed", "certainty", "note"]
UNODC_COLUMNS = [
    *("Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category"),
    *("Sex", "Age", "Year", "Unit of measurement", "txtVALUE", "Source"),
]  # fmt: skip
CERTAINTIES = ("stated", "secondary", "uncertain")
UNODC = "unodc"
COUNTRIES = ("citizenship", "countries_named")
NO_COUNTRY = ("Abroad", "Stateless")
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
    sources = named_sources(folder / "sources.csv")
    unodc = lines(folder / "glotip_denmark_689.csv", UNODC_COLUMNS)
    published = lines(folder / "published.csv", PUBLISHED_COLUMNS)
    counts = [unodc_count(line) for line in unodc]
    return list(sources.values()), counts + said_once(published, sources)


def named_sources(path: Path) -> dict[str, Source]:
    """The sources by their keys, each named once, UNODC's among them."""
    found: dict[str, Source] = {}
    for line in lines(path, SOURCE_COLUMNS):
        source = source_of(line)
        if source.key in found:
            raise line.wrong("key", _("“%s” stands here twice") % source.key)
        found[source.key] = source
    if UNODC not in found:
        raise BrokenHistory(path.name, 1, "key", _("“%s” is missing") % UNODC)
    return found


def source_of(line: Line) -> Source:
    return Source(
        key=line.text("key"),
        publisher=line.text("publisher"),
        title=line.text("title"),
        url=line.address("url"),
        seen_on=line.day("seen_on"),
        note=line.text("note", blank=True),
        note_en=line.text("note_en", blank=True),
    )


def said_once(published: Iterator[Line], sources: Mapping[str, Source]) -> list[Count]:
    """The figures of the file; what a source says of one heading stands once."""
    found: dict[tuple[str, str, str, str, int], Count] = {}
    for line in published:
        count = published_count(line, sources)
        before = found.setdefault(count.heading, count)
        if before is not count:
            raise line.wrong("category", _("the same heading stands on line %s") % before.line)
    return list(found.values())


def published_count(line: Line, sources: Mapping[str, Source]) -> Count:
    dimension = line.word("dimension", labels.DIMENSIONS)
    value, printed = value_and_print(line)
    return Count(
        source=line.word("source", sources),
        file=line.file,
        line=line.number,
        population=line.word("population", labels.POPULATIONS),
        dimension=dimension,
        category=line.word("category", CODES if dimension in COUNTRIES else labels.CATEGORIES),
        year=line.year("year"),
        value=value,
        printed=printed,
        certainty=line.word("certainty", CERTAINTIES),
        note=line.text("note", blank=True),
    )


def value_and_print(line: Line) -> tuple[int | None, str]:
    """A number and the same number as printed; a mask such as ``<5`` and a phrase have no number."""
    printed = line.text("printed")
    if line.text("value", blank=True):
        value = line.count("value")
        if printed.replace(".", "") != str(value):
            raise line.wrong("printed", _("“%(printed)s” is not %(value)s") % {"printed": printed, "value": value})
        return value, printed
    if is_number(printed) or (printed.startswith("<") and not is_number(printed[1:])):
        raise line.wrong("printed", _("“%s” is neither a mask such as <5 nor a phrase") % printed[:60])
    return None, printed


def unodc_count(line: Line) -> Count:
    """A line of UNODC's export. ``<5`` stays the text it is; it never becomes 0."""
    line.one_of("Iso3_code", {"DNK": "DNK"})
    line.one_of("Unit of measurement", {"Counts": "Counts"})
    line.one_of("Source", {"GLOTIP": "GLOTIP"})
    dimension, category, crossed = place(line)
    printed = line.text("txtVALUE")
    if printed != "<5" and not is_number(printed):
        raise line.wrong("txtVALUE", _("“%s” is neither a whole number nor “<5”") % printed[:60])
    return Count(
        source=UNODC,
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
    spelled = SPELLED.get(written, written)
    return spelled if spelled in NO_COUNTRY or spelled in CODES else line.word("Category", CODES)
