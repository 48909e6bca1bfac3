"""What the rooms might have counted, invented for tests."""


def counted(year, identified=94, **more):
    """One live year with 94 persons, some groups small."""
    by = {
        "sex": {"female": 51, "male": 40, "trans_or_other": 2, "unknown": 1},
        "age": {"15_17": 3, "18_24": 21, "25_34": 44, "35_44": 20, "45_plus": 6},
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
    return {
        "identification": {"year": year, "assessed": 211, "identified": identified, "identified_again": 2, "by": by},
        "inquiries": {"became_case": 180, "advice": 120, "in_hand": 12},
        "contacts": {"visits": 7412, "unique": 1310, "unique_at_most": 2260, "new": 402},
        "stays": {"stays_begun": 61, "persons": 55, "bed_nights": 2804},
    } | more
