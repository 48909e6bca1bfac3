"""Two questions of the machine: does the process answer, and can it work?"""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from redis.backoff import NoBackoff
from redis.retry import Retry


def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Database and broker answer; the broker's absence is told but does not stop the register."""
    checks = {"database": database_answers(), "broker": broker_answers()}
    return JsonResponse({"ok": checks["database"], **checks}, status=200 if checks["database"] else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    # By itself redis-py asks three times more, for seconds.
    once = Retry(NoBackoff(), 0)
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1, retry=once) as broker:
            return bool(broker.ping())
    except (redis.RedisError, ValueError):
        return False
