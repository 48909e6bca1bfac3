"""What the caseworker's first page shows of the last hours: a note begun and not saved, and somebody who has left."""

from datetime import date, timedelta
from random import Random

from django.urls import reverse
from django.utils import timezone

from cases.enums import CaseStatus, Protection
from cases.models import Case
from cmm.accounts.models import User
from cmm.core.context import Context, acting
from cmm.demo.cast import Cast
from cmm.demo.clock import Course
from cmm.demo.courses.afterwards import award, home_again, prosecute, support_on, tell_others
from cmm.demo.courses.referrals import tell_too_much
from cmm.drafts.services import keep_draft
from identification.services import record_departure

BEGUN = "Ringede til krisecentret. Hun har sovet, og hun spørger igen, hvornår hun får svar. Jeg sagde, at"
GONE = timedelta(days=165)


def begun_course(cast: Cast) -> Course:
    """A note for the journal that the telephone broke off, and a referral that said too much."""
    mine = cast.demo("cmm_caseworker")
    case = own(mine, CaseStatus.IN_CLARIFICATION)
    if case:
        address = reverse("cases:journal_create", args=[case.ref])
        fields = {"title": ["Telefon med krisecentret"], "text": [BEGUN]}
        with acting(Context(mine.pk, "demo")):
            keep_draft(actor=mine, path=address, title="Skriv i journalen", fields=fields)
        tell_too_much(case)
    yield from ()


def left_course(cast: Cast) -> Course:
    """The longest in support has gone home, as long ago as can be."""
    mine = cast.demo("cmm_caseworker")
    case = own(mine, CaseStatus.IN_SUPPORT)
    if case:
        today = timezone.localdate()
        left = departure(case, today)
        record_departure(actor=mine, case=case, on=left)
        for _step in range(2):
            support_on(cast, case)
            prosecute(case, mine, today, Random(f"{case.ref} prosecuted"))
        award(case, today)
        home_again(case, left, today)
        tell_others(cast, case)
    yield from ()


def departure(case: Case, today: date) -> date:
    """Not before the talks and the decision were over."""
    return min(today, max(case.opened_on + timedelta(days=40), today - GONE))


def own(user: User, status: CaseStatus) -> Case | None:
    rows = Case.objects.of(user).filter(status=status, protection=Protection.NORMAL)
    found: Case | None = rows.order_by("opened_on", "ref").first()
    return found
