"""What a request says of where it comes from: the net, the browser in words, and the cookie of a known browser."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cmm.accounts.enums import Browser, System

DEVICE_COOKIE = "cmm_device"
KNOWN_FOR = 365 * 24 * 60 * 60
# In this order: each says also the names of those below it.
BROWSERS = (("Edg", Browser.EDGE), ("Firefox/", Browser.FIREFOX), ("Chrome/", Browser.CHROME))
BROWSERS += (("CriOS/", Browser.CHROME), ("Safari/", Browser.SAFARI))
SYSTEMS = (("iPhone", System.IPHONE), ("iPad", System.IPHONE), ("Android", System.ANDROID))
SYSTEMS += (("Windows", System.WINDOWS), ("Macintosh", System.MAC), ("Linux", System.LINUX))


@dataclass(frozen=True)
class Arrival:
    """``net`` tells guessers apart and is kept by nobody; ``network`` is what an owner is told of their own log-in."""

    net: str
    network: str
    browser: str
    system: str
    device: str


def arrival(request: HttpRequest) -> Arrival:
    words = request.headers.get("User-Agent", "")[:400]
    net, network = nets(address(request))
    browser = next((kind for mark, kind in BROWSERS if mark in words), Browser.OTHER)
    system = next((kind for mark, kind in SYSTEMS if mark in words), System.OTHER)
    return Arrival(net, network, browser.value, system.value, request.COOKIES.get(DEVICE_COOKIE, "")[:100])


def address(request: HttpRequest) -> str:
    """Whom our outermost proxy was asked by: what stands further to the left anybody can write there."""
    said = [*request.headers.get("X-Forwarded-For", "").split(","), request.META.get("REMOTE_ADDR", "")]
    return said[max(-1 - settings.CMM_PROXIES, -len(said))].strip()


def nets(text: str) -> tuple[str, str]:
    """The net one household or office is known by, and a wider one that says little more than which provider."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return "", ""
    narrow, wide = (32, 16) if found.version == 4 else (64, 32)
    return str(ipaddress.ip_network((found, narrow), strict=False)), str(ipaddress.ip_network((found, wide), False))


def keep_device(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        DEVICE_COOKIE, token, max_age=KNOWN_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
