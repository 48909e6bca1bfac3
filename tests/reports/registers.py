"""What the rooms might have counted, invented for tests."""


def counted(year, identified=94, **more):
    """One live year, some groups small; with more or fewer persons than 94 the first group of each has them."""
    by = {
        "sex": {"female": 51, "male": 40, "trans_or_other": 2, "unknown": 1},
        "age": {"25_34": 44, "15_17": 3, "18_24": 21, "35_44": 20, "45_plus": 6},
        "form": {"sexual_prostitution": 47, "forced_labour": 29, "slavery_like": 2, "criminal_acts": 13, "unknown": 3},
        "citizenship": {
            "NG": 24,
            "RO": 18,
            "TH": 15,
            "VN": 9,
            "MA": 7,
            "PH": 5,
            "UA": 4,
            "BR": 3,
            "DK": 3,
            "unknown": 6,
        },
    }
    for groups in by.values():
        groups[next(iter(groups))] += identified - sum(groups.values())
    return {
        "identification": {"year": year, "assessed": 211, "identified": identified, "identified_again": 2, "by": by},
        "inquiries": {"became_case": 180, "advice": 120, "in_hand": 12},
        "contacts": {"visits": 7412, "unique": 1310, "unique_at_most": 2260, "new": 402},
        "stays": {"stays_begun": 61, "persons": 55, "bed_nights": 2804},
    } | more
