"""The parts of the world (the United Nations' M49), with the countries of the European Union told apart in Europe."""

from reports.figures.groups import Groups

EUROPEAN_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
OTHER_EUROPE = "AD AL BA BY CH GB GG GI IM IS JE LI MC MD ME MK NO RS RU SM UA VA XK"
AFRICA = (
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW "
    "SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW"
)
AMERICA = "AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT US UY VC VE"
ASIA = (
    "AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA "
    "SA SG SY TH TJ TL TM TR TW UZ VN YE"
)
WORLD: Groups = {
    "european_union": tuple(EUROPEAN_UNION.split()),
    "other_europe": tuple(OTHER_EUROPE.split()),
    "africa": tuple(AFRICA.split()),
    "america": tuple(AMERICA.split()),
    "asia": tuple(ASIA.split()),
    "other_or_unknown": (),
}
