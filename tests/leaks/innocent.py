"""What honest letters say, full of words that look like what must not leave."""

from random import Random

from tests.leaks import listed

STAFF = listed("staff")
OFFICES = listed("offices")
PHONES = (
    "70 20 25 50",
    "+45 35 36 66 00",
    "89 40 20 00",
    "114",
    "33 92 33 34",
    "7210 8000",
    "66131372",
    "0045 99 31 31 31",
)
MAILS = ("us@us.test", "borger@kommune.test", "kontakt@myndighed.test", "post.sag@ret.test")
LINES = listed("lines")


def innocent(rng: Random, own: str, ref: str) -> str:
    """A text of one to six honest lines about somebody with the name ``own`` and the case ``ref``."""
    said = {
        "own": own,
        "ref": ref,
        "week": rng.randint(1, 52),
        "hour": f"{rng.randint(8, 16)}.{rng.choice(['00', '15', '30'])}",
    }
    lines = []
    for line in rng.sample(LINES, rng.randint(1, 6)):
        day = rng.choice(
            [
                f"{rng.randint(1, 28)}. november 2026",
                f"{rng.randint(1, 28):02}.11.2026",
                f"{rng.randint(1, 28):02}-11-26",
            ]
        )
        more = {"staff": rng.choice(STAFF), "staff2": rng.choice(STAFF), "office": rng.choice(OFFICES), "day": day}
        more |= {
            "phone": rng.choice(PHONES),
            "mail": rng.choice(MAILS),
            "town": rng.choice(["Aarhus", "Odense", "Aalborg"]),
        }
        lines.append(line.format(**said | more))
    return "\n".join(lines)
