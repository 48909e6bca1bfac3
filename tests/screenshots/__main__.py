"""Take every picture into docs/screenshots/. With words, only the pictures whose names contain one of them."""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own

import django

django.setup()

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from cmm.accounts.models import User
from cmm.core.context import system
from machine.steps import say
from tests.screenshots import register
from tests.screenshots.pictures import PICTURES, Picture
from tests.stories.conftest import QUIET, chromium

TARGET = Path(settings.ROOT) / "docs" / "screenshots"
TALLEST, COLOURS = 1600, 96


def main(wanted: list[str]) -> int:
    chosen = [picture for picture in PICTURES if not wanted or any(word in picture.name for word in wanted)]
    register.load()
    TARGET.mkdir(parents=True, exist_ok=True)
    settings.ALLOWED_HOSTS = ["*"]
    # Whoever takes the pictures looks up what to picture as the system; each page is its reader's own.
    with register.served() as address, sync_playwright() as playwright, system("pictures"):
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        failed = [picture.name for picture in chosen if not take(browser, address, picture)]
        browser.close()
    return 1 if failed else 0


def take(browser: Browser, address: str, picture: Picture) -> bool:
    with seated(browser, address, picture) as page:
        answer = page.goto(address + picture.address())
        page.wait_for_load_state("networkidle")
        drawn = page.screenshot(clip=clip(page, picture), full_page=True)
    path = TARGET / f"{picture.name}.png"
    path.write_bytes(small(drawn))
    say(f"{path.relative_to(settings.ROOT)}: {answer.status}, {path.stat().st_size // 1024} kB")
    return answer.ok


@contextmanager
def seated(browser: Browser, address: str, picture: Picture) -> Iterator[Page]:
    """A screen of the picture's size with the role logged in, in the picture's language."""
    context = browser.new_context(viewport=picture.size, locale="da-DK")
    if picture.role:
        user = register.person(picture.role)
        User.objects.filter(pk=user.pk).update(language=picture.language)
        visitor = Client()
        visitor.force_login(user)
        cookie = visitor.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    yield context.new_page()
    context.close()


def clip(page: Page, picture: Picture) -> dict[str, int]:
    """The whole page, unless it is longer than anybody looks at in a picture."""
    height = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": picture.size["width"], "height": min(height, TALLEST)}


def small(drawn: bytes) -> bytes:
    """The same picture in a few colours: a fifth of the size."""
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
