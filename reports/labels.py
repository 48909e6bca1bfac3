"""What codes are called in print: populations, dimensions, categories, countries."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from reports.countries import country_name

Label = str | Promise

POPULATIONS: dict[str, Label] = {
    "assessed": _("Persons interviewed for assessment"),
    "charged": _("Charged"),
    "contacts": _("Outreach contacts"),
    "courses": _("Courses and lectures"),
    "decided": _("Persons with a decision"),
    "convicted": _("Persons convicted"),
    "formal_contact": _("Persons brought into formal contact"),
    "hotline_calls": _("Calls to the hotline"),
    "identified": _("Persons assessed as trafficked"),
    "identified_since_2007": _("Persons assessed as trafficked since 2007"),
    "indicted": _("Indicted"),
    "inquiries": _("Inquiries"),
    "interviews": _("Identification interviews"),
    "nights_in_shelters": _("Nights in crisis centres"),
    "offences": _("Offences"),
    "offences_acquitted": _("Counts, acquitted"),
    "offences_charged": _("Counts charged"),
    "offences_charged_2014_2018": _("Counts charged 2014–2018"),
    "offences_dropped": _("Counts, prosecution dropped"),
    "offences_sentenced": _("Counts, sentenced"),
    "offences_unfounded": _("Counts, charge unfounded"),
    "offers": _("Offers to victims"),
    "periods": _("Reflection and restitution periods"),
    "places_aalborg": _("Places in the crisis centre in Aalborg"),
    "places_copenhagen": _("Places in the crisis centre in Copenhagen"),
    "prepared_returns": _("Prepared returns"),
    "prosecuted": _("Persons prosecuted"),
    "proceedings": _("Criminal proceedings"),
    "prosecution": _("Persons in criminal cases"),
    "returns": _("Prepared returns"),
    "registered": _("Persons registered as victims"),
    "sentenced": _("Sentenced"),
    "stays": _("Stays in shelters"),
}
DIMENSIONS: dict[str, Label] = {
    "act": _("Kind of criminal act"),
    "age": _("Age"),
    "branch": _("Branch of work"),
    "caller": _("Who rang"),
    "citizenship": _("Citizenship"),
    "contact": _("Kind of contact"),
    "countries": _("Number of countries"),
    "countries_named": _("Most frequent citizenships"),
    "form": _("Form of exploitation"),
    "identified_again": _("Assessed as trafficked in an earlier year too"),
    "mean_age": _("Mean age"),
    "measure": _("Measure"),
    "organisation": _("Organisation"),
    "outcome": _("Outcome"),
    "partner": _("Help after the return"),
    "period": _("Kind of period"),
    "plan": _("Action plan"),
    "referrer": _("Who turned to CMM"),
    "quarter": _("Quarter"),
    "region": _("Region"),
    "repatriation": _("Country of repatriation"),
    "residence": _("Basis of stay"),
    "sex": _("Sex"),
    "shelter": _("Kind of shelter"),
    "total": pgettext_lazy("dimension", "Total"),
    "under_25": _("Under 25"),
    "year": _("Year"),
}
CATEGORIES: dict[str, Label] = {
    "18_24": _("18–24 years"),
    "Abroad": _("Abroad"),
    "Stateless": _("Stateless"),
    "25_plus_or_unknown": _("25 years or over, or not known"),
    "adult": _("18 years or over"),
    "africa": _("Africa"),
    "america": _("America"),
    "asia": _("Asia"),
    "asylum_centres": _("Asylum centres"),
    "asylum_seeker": _("Asylum seekers"),
    "authorities": _("Authorities and health services"),
    "drc": "DRC Dansk Flygtningehjælp",
    "iom": "IOM",
    "crisis_centres": _("Crisis centres and hostels"),
    "danish_or_eu": _("Danish citizens and citizens of the EU and EEA"),
    "european_union": _("The European Union"),
    "immigration_authorities": _("Immigration authorities"),
    "inspecting_authorities": _("Tax, working environment and other inspecting authorities"),
    "municipalities_and_health": _("Municipalities and health services"),
    "no_legal_stay": _("No legal stay"),
    "organisations": _("Organisations"),
    "other_europe": _("Other Europe"),
    "permit_or_visa": _("Residence permit or visa"),
    "police": _("The police"),
    "q1": _("1st quarter"),
    "q2": _("2nd quarter"),
    "q3": _("3rd quarter"),
    "q4": _("4th quarter"),
    "prisons": _("Prison and Probation Service"),
    "private_persons": _("Private persons"),
    "reflection": _("Reflection period"),
    "reflection_expelled": _("Reflection period for expelled persons"),
    "residential_offers": _("Residential offers and institutions"),
    "restitution": _("Restitution period"),
    "courses": _("Courses and lectures"),
    "participants": _("Participants"),
    "all": pgettext_lazy("category", "Total"),
    "advice": _("Ended with advice"),
    "declined": _("Did not want to be registered"),
    "became_case": _("Became a case"),
    "criminal_acts": _("Criminal acts"),
    "female": _("Women"),
    "forced_labour": _("Forced labour"),
    "in_hand": _("Still being worked on"),
    "labour_and_slavery_like": _("Forced labour and practices similar to slavery"),
    "male": _("Men"),
    "men_and_others": _("Men and others"),
    "minor": _("Under 18 years"),
    "new_persons": _("New persons"),
    "nights": _("Nights"),
    "number": _("Number"),
    "other": pgettext_lazy("category", "Others"),
    "other_forms": _("Other forms"),
    "other_or_unknown": _("Other or not known"),
    "other_outcome": _("Another outcome"),
    "residents": _("Persons with a stay"),
    "sexual": _("Sexual exploitation"),
    "slavery_like": _("Practices similar to slavery"),
    "stays": _("Stays begun"),
    "trafficked": _("Assessed as trafficked"),
    "under_25": _("Under 25 years"),
    "unique_at_most": _("Unique persons, at most"),
    "unique_persons": _("Unique persons, at least"),
    "unknown": pgettext_lazy("category", "Not known"),
    "visits": _("Visits"),
}
BRANCHES: dict[str, Label] = {
    "construction": _("Construction"),
    "restaurant": _("Restaurants"),
    "hotel": _("Hotels"),
    "cleaning": _("Cleaning"),
    "agriculture_horticulture": _("Agriculture and horticulture"),
    "transport": _("Transport"),
    "distribution": _("Distribution"),
    "export": pgettext_lazy("branch", "Export"),
    "fishing": _("Fishing"),
    "private_care_cleaning": _("Care or cleaning in private homes"),
    "street_sales": _("Street sales"),
}
ACTS: dict[str, Label] = {
    "theft": _("Theft"),
    "drugs": _("Sale or production of drugs"),
    "fraud": _("Fraud with taxes, benefits or identity"),
}
REGIONS: dict[str, Label] = {
    "hovedstaden": "Hovedstaden",
    "sjaelland": "Sjælland",
    "syddanmark": "Syddanmark",
    "midtjylland": "Midtjylland",
    "nordjylland": "Nordjylland",
}
CONTACTS: dict[str, Label] = {
    "street": _("Street"),
    "clinic_visit": _("Clinic visit"),
    "drop_in": _("Drop-in centre"),
    "night_cafe": _("Night café"),
    "health_consult": _("Health consultation"),
    "counselling": _("Counselling"),
    "legal_counselling": _("Legal counselling"),
    "phone": _("Telephone or hotline"),
    "online": _("Online or chat"),
    "prison_visit": _("Prison visit"),
    "asylum_visit": _("Asylum centre visit"),
    "accompaniment": _("Accompaniment"),
    "church_social": _("Church or social event"),
    "referral": _("Referral"),
}
ORGANISATIONS: dict[str, Label] = {
    "amiami": "AmiAmi",
    "hopenow": "HopeNow",
    "kompasset": "Kompasset, Kirkens Korshær",
    "reden-international": "Reden International",
    "reden-koebenhavn": "Reden København",
    "roede-kors": _("Danish Red Cross"),
}
CATEGORIES |= BRANCHES | ACTS | REGIONS | CONTACTS | ORGANISATIONS
PUBLISHERS: dict[str, Label] = {
    "Center mod Menneskehandel": _("Danish Centre against Human Trafficking"),
    "EU-Kommissionen": _("European Commission"),
    "Rigsadvokaten": _("Director of Public Prosecutions"),
    "Rigsadvokaten via Center mod Menneskehandel": _("Director of Public Prosecutions, through CMM"),
    "Social- og Boligstyrelsen": _("Danish Authority of Social Services and Housing"),
    "U.S. Department of State": _("U.S. Department of State"),
}


def publisher(name: str) -> str:
    """Who published a source, in the language at hand; a newspaper keeps its name."""
    return str(PUBLISHERS.get(name, name))


def lowered(label: Any) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    text = str(label)
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


def category(code: str) -> Label:
    """One or more codes joined by ``|`` are one crossed category."""
    first, *rest = code.split("|")
    return ", ".join([str(one(first)), *(within(part) for part in rest)])


def within(code: str) -> str:
    """A category inside a sentence; a country keeps its capital."""
    return lowered(category(code)) if code.partition("|")[0] in CATEGORIES else str(category(code))


def one(code: str) -> Label:
    """A category, or a country in either way of writing it."""
    return CATEGORIES.get(code) or country_name(code) or code


def dimension(code: str) -> str:
    """A crossing names each of its dimensions."""
    first, *rest = [code] if code in DIMENSIONS else code.split("_")
    return " × ".join([str(DIMENSIONS.get(first, first)), *(lowered(DIMENSIONS.get(part, part)) for part in rest)])


def both(label: Any) -> dict[str, str]:
    """The label in each language of a report, to be frozen with the figures."""
    found = {}
    for language in ("da", "en"):
        with override(language):
            found[language] = str(label() if callable(label) else label)
    return found
