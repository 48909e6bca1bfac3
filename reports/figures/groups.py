"""Which codes are told together: small categories are joined before anything is withheld."""

Groups = dict[str, tuple[str, ...]]

SEXES: Groups = {"female": ("female",), "men_and_others": ("male", "trans_or_other", "unknown")}
AGES: Groups = {
    "minor": ("under_15", "15_17"),
    "18_24": ("18_24",),
    "25_plus_or_unknown": ("25_34", "35_44", "45_plus", "unknown"),
}
YOUNG: Groups = {"minor": AGES["minor"], "under_25": (*AGES["minor"], "18_24")}
LABOUR = ("forced_labour", "slavery_like")
CRIME = ("criminal_acts", "begging")
FORMS: Groups = {
    "sexual": ("sexual", "sexual_prostitution", "sexual_pornography"),
    "labour_and_slavery_like": LABOUR,
    "criminal_acts": CRIME,
    "other_or_unknown": (),
}
ACTS: Groups = {
    "theft": ("theft",),
    "drugs": ("drug_sales", "cannabis_production"),
    "fraud": ("tax_vat_fraud", "benefit_fraud", "identity_fraud"),
    "other_or_unknown": (),
}
RESIDENCE: Groups = {
    "danish_or_eu": ("danish_citizen", "eu_eea"),
    "permit_or_visa": (
        "third_country_permit", "visa_visitor", "temporary_protection", "other_schengen_permit", "family_reunified",
        "au_pair_trainee",
    ),
    "asylum_seeker": ("asylum_seeker",),
    "no_legal_stay": ("no_legal_stay",),
    "unknown": (),
}  # fmt: skip
REFERRERS: Groups = {
    "police": ("police",),
    "immigration_authorities": ("us", "siri"),
    "prisons": ("prison",),
    "municipalities_and_health": ("municipality", "hospital"),
    "inspecting_authorities": ("tax", "labour_inspection", "food_authority", "aml_unit"),
    "asylum_centres": ("asylum_operator", "red_cross"),
    "organisations": ("ngo_reden", "ngo_amiami", "ngo_hopenow", "ngo_other", "crisis_centre"),
    "private_persons": ("citizen", "self", "relative"),
    "other_or_unknown": (),
}
CALLERS: Groups = {
    "police": ("police",),
    "authorities": ("authority", "health"),
    "organisations": ("ngo", "workplace"),
    "private_persons": ("self", "relative", "client", "citizen"),
    "other_or_unknown": (),
}
SHELTERS: Groups = {
    "crisis_centres": ("reden_int_crisis", "crisis_s109", "mens_crisis", "herberg_s110"),
    "residential_offers": ("botilbud_s107", "botilbud_s108", "child_institution", "foster_family"),
    "asylum_centres": (
        "asylum_reception", "asylum_stay", "asylum_special", "return_centre", "departure_centre", "children_asylum",
    ),
    "other_or_unknown": (),
}  # fmt: skip
QUARTERS: Groups = {"q1": ("1",), "q2": ("2",), "q3": ("3",), "q4": ("4",)}
PARTNERS: Groups = {"drc": ("drc",), "iom": ("iom",), "other_or_unknown": ()}
PERIODS: Groups = {
    "reflection": ("reflection",),
    "reflection_expelled": ("reflection_expelled",),
    "restitution": ("restitution",),
}
