"""What the outreach login's phone sent after the night: one contact counted, two for the leader to decide about."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from cases.outreach.forms.reading import reader
from cases.outreach.models import Round, SealedContact, SealingKey
from cases.outreach.parcels import Clocks, Parcel, milliseconds
from cases.outreach.services.keys import hear_from, make_ready
from cases.outreach.services.syncing import receive
from cmm.accounts.models import User
from cmm.crypto.envelopes import close

# What stands on each contact, and how many hours it lay on the phone.
KEPT = (
    ({"met_before": "yes", "age_band": "25_34", "language": "ro"}, 1),
    ({"met_before": "new", "note": "Hun hedder Solvej Prøvestrand"}, 1),
    ({"met_before": "yes", "language": "es"}, 27),
)
STILL_WAITING, SINCE = 2, timedelta(hours=31)


def send_what_was_kept(worker: User, outing: Round) -> None:
    ready = make_ready(actor=worker)
    key = SealingKey.objects.in_use().get(organisation=worker.organisation)
    now = timezone.now()
    clocks = Clocks(milliseconds(now), now)
    parcels = [kept(worker, key, outing, said, now - timedelta(hours=hours)) for said, hours in KEPT]
    # The last of them was closed with a key that nobody has.
    parcels[-1] = Parcel(parcels[-1].submission_key, worker.pk, uuid4(), parcels[-1].sealed, parcels[-1].at)
    receive(actor=worker, parcels=parcels, clocks=clocks, read=reader(worker))
    hear_from(actor=worker, token=ready.token, waiting=STILL_WAITING, since=now - SINCE)


def kept(worker: User, key: SealingKey, outing: Round, said: dict[str, str], when) -> Parcel:
    """One contact as the phone closes it."""
    number: UUID = uuid4()
    answers = {"submission_key": str(number), "round": outing.ref, "venue": str(outing.venue_id)}
    answers |= {"contact_type": outing.contact_type.code, "follow_up": "not_asked", "sex": "female"} | said
    at = milliseconds(when)
    plain = json.dumps({"at": at, "fields": list(answers.items())}).encode()
    place = SealedContact.place(worker.pk, key.pk, number)
    return Parcel(number, worker.pk, key.pk, close(plain, public=bytes(key.public), bound_to=place), at)
