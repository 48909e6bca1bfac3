"""Where phones send what they kept. A phone deletes what is answered as received, and nothing else."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cases.outreach.forms.reading import reader
from cases.outreach.models import SealedContact
from cases.outreach.parcels import MOST, Clocks, Misshapen, Parcel, parcel_of, whole
from cases.outreach.services.keys import hear_from
from cases.outreach.services.syncing import leave_for_leader, receive
from cmm.accounts.doors import roles_required

MOST_TOLD = 100_000  # contacts a phone may say are waiting


@dataclass(frozen=True)
class Sending:
    """One request of a phone, read but not believed."""

    token: str
    clocks: Clocks
    items: list[Any]
    waiting: int
    since: int | None


class Refused(Exception):
    """Nothing of the sending is stored, and the phone keeps all of it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message

    def answer(self) -> JsonResponse:
        return JsonResponse({"error": self.message}, status=self.status)


@roles_required("outreach.add_sealedcontact")
@require_POST
def sync(request: Any) -> JsonResponse:
    """Each contact is answered for itself; sent again, it has the same answer."""
    try:
        sending = sending_of(request)
    except Refused as refused:
        return refused.answer()
    parcels, answers = sorted_out(sending.items, request.user.pk)
    rows = receive(
        actor=request.user,
        parcels=list(parcels.values()),
        clocks=sending.clocks,
        read=reader(request.user),
    )
    for number, row in zip(parcels, rows, strict=True):
        answers[number] = answer_of(row)
    hear_from(
        actor=request.user,
        token=sending.token,
        waiting=max(0, sending.waiting - len(parcels)),
        since=sending.clocks.moment(sending.since) if sending.since else None,
    )
    return JsonResponse({"answers": [answers[number] for number in range(len(sending.items))]})


@csrf_exempt  # no cookie is believed here: the token in the message is who asks
@require_POST
def deposit(request: HttpRequest) -> JsonResponse:
    """What a phone still has whose owner can no longer log in, or no longer records. Everybody else logs in."""
    try:
        sending = sending_of(request)
    except Refused as refused:
        return refused.answer()
    parcels, answers = sorted_out(sending.items, None)
    waiting = max(0, sending.waiting - len(parcels))
    told = {"token": sending.token, "parcels": list(parcels.values()), "clocks": sending.clocks, "waiting": waiting}
    if not leave_for_leader(**told):
        return JsonResponse({"error": _("Log in to send.")}, status=401)
    answers |= {number: {"key": str(one.submission_key), "state": "aside"} for number, one in parcels.items()}
    return JsonResponse({"closed": True, "answers": [answers[number] for number in range(len(sending.items))]})


def sending_of(request: HttpRequest) -> Sending:
    """Raises Refused."""
    try:
        told = json.loads(request.body)
        items, since = told["items"], told["since"]
        clocks, waits = Clocks(whole(told["now"]), timezone.now()), min(whole(told["waiting"]), MOST_TOLD)
        sending = Sending(str(told["phone"])[:100], clocks, list(items), waits, since and whole(since))
    except RequestDataTooBig:
        raise too_many() from None
    except (TypeError, ValueError, KeyError, RecursionError, RawPostDataException):  # the last: it was sent as a form
        raise Refused(400, _("This is not what a phone of ours sends.")) from None
    if len(sending.items) > MOST:
        raise too_many()
    return sending


def too_many() -> Refused:
    told = _("Too many at once. At most %(most)s contacts are received in one sending; nothing of this one is stored.")
    return Refused(413, told % {"most": MOST})


def sorted_out(items: list[Any], user: int | None) -> tuple[dict[int, Parcel], dict[int, dict[str, str]]]:
    """The parcels by their place in the sending, and the answers to what is none, or is somebody else's."""
    parcels: dict[int, Parcel] = {}
    answers: dict[int, dict[str, str]] = {}
    for number, item in enumerate(items):
        key = str(item.get("key", ""))[:40] if isinstance(item, dict) else ""
        try:
            parcel = parcel_of(item)
        except Misshapen:
            answers[number] = {"key": key, "state": "refused", "why": "misshapen"}
            continue
        if user is not None and parcel.sender_id != user:
            answers[number] = {"key": key, "state": "refused", "why": "not_yours"}
        else:
            parcels[number] = parcel
    return parcels, answers


def answer_of(row: SealedContact) -> dict[str, str]:
    """Received, by the server's clock, and whether it is counted or lies with the leader."""
    told = {"key": str(row.submission_key), "state": "aside" if row.is_waiting else row.state}
    return told | {"at": row.received_at.isoformat(), "why": row.reason}
