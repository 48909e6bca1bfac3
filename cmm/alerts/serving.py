"""The web's second port, which no proxy knows: ``/metrics`` for a machine, ``/alerts`` for whoever is called out."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection

from cmm.alerts import text
from cmm.alerts.figures import whole
from cmm.alerts.rules import standing

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
PAGES: dict[str, Callable[[], tuple[str, str]]] = {
    "/metrics": lambda: (text.TYPE, text.page()),
    "/alerts": lambda: ("application/json", json.dumps([alert.code for alert in standing(whole())])),
}


def beside(register: Application) -> Application:
    """What came in by the second port is answered here, and nothing of the register is reached by it."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not settings.CMM_FIGURES_PORT or environ["SERVER_PORT"] != str(settings.CMM_FIGURES_PORT):
            return register(environ, start)
        page = PAGES.get(environ["PATH_INFO"])
        keep_young()
        kind, said = page() if page else ("text/plain", "")
        body = said.encode()
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start("200 OK" if page else "404 Not Found", headers)
        return [body]

    return application


def keep_young() -> None:
    """As Django does before each request of its own: a connection that broke or is old is made anew."""
    if not connection.in_atomic_block:
        close_old_connections()
