"""Several people at the same moment: real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connections

from cmm.accounts.models import User

DONE = "done"


def at_once(*acts):
    """Every act by its own person at the same moment; "done" or the code of the refusal for each, in order."""
    start = Barrier(len(acts))

    def one(pair):
        actor, act = User.objects.get(pk=pair[0].pk), pair[1]
        start.wait()
        try:
            act(actor)
        except ValidationError as refused:
            return getattr(refused, "code", "incomplete")
        finally:
            connections.close_all()
        return DONE

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
