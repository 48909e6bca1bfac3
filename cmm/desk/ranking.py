"""What is worst to miss. Pure: what kind of thing it is and how far ahead its day lies, in; its place on Today, out."""

from enum import IntEnum

NOW, SOON, LATER = "now", "soon", "later"


class Worry(IntEnum):
    """Kinds of work, the worst to miss first: who is in danger now, what the law takes from the person, then what we
    promised them, then what they wait for, then what ends by itself.
    """

    GONE = 0  # somebody did not come back to their shelter, or did after all
    HELD = 1  # an inquiry that cannot wait
    CLOCK = 2
    CALL = 3
    DECISION = 4
    PAPERS = 5  # what is missing after somebody was placed at night
    CONSENT = 6
    REFERRAL = 7
    FOLLOW_UP = 8  # what was agreed after the decision, and its day has passed
    INQUIRY = 9
    UNASSIGNED = 10
    PHONES = 11  # contacts that wait on phones, or lie put aside
    TASK = 12
    CASE = 13
    RUNNING = 14  # what of the register itself does not run: nobody on the page can mend it, and no person waits first


# With so many days left, or fewer, it cannot wait; and with so many, it should be done today. Otherwise it can wait.
CANNOT_WAIT = {Worry.GONE: 0, Worry.CLOCK: 3, Worry.CALL: 0, Worry.PAPERS: -1, Worry.PHONES: -1, Worry.TASK: -8}
TODAY = {Worry.CLOCK: 10, Worry.CALL: 1, Worry.PAPERS: 0, Worry.CONSENT: 3, Worry.REFERRAL: 0}
TODAY |= {Worry.FOLLOW_UP: -1, Worry.PHONES: 0, Worry.TASK: 0}


def tone_of(worry: Worry, ahead: int) -> str:
    """How long something can wait whose day is ``ahead`` days from today; one that has passed lies behind."""
    if worry in CANNOT_WAIT and ahead <= CANNOT_WAIT[worry]:
        return NOW
    return SOON if worry in TODAY and ahead <= TODAY[worry] else LATER
