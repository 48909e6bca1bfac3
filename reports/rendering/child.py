"""The drawing of one edition in a process of its own: ``python -m reports.rendering.child FOLDER``.

It reads the frozen figures on stdin and knows no database and no secret. On stdout it tells one line of JSON for
each step and for each file, and a file's bytes follow its line; on disk it leaves nothing, FOLDER (its home, with
the font configuration) least of all. The worker may kill it at any moment; if the worker dies, the next line fails.
"""

import json
import resource
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("da", "en")
CPU_SECONDS = 120


def prepare() -> None:
    """Templates and texts, and nothing else of the product. Without the Danish texts no report is drawn."""
    if not (ROOT / "reports" / "locale" / "da" / "LC_MESSAGES" / "django.mo").exists():
        raise FileNotFoundError("the Danish texts are not compiled: manage.py compile_texts")
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {"libraries": {"paper": "reports.templatetags.paper"}},
    }
    settings.configure(
        TEMPLATES=[engine], LOCALE_PATHS=[ROOT / "reports" / "locale"], LANGUAGE_CODE="da", USE_TZ=True,
        TIME_ZONE="Europe/Copenhagen", LANGUAGES=[("da", "Danish"), ("en", "English")],
    )  # fmt: skip
    django.setup()
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(content: bytes = b"", **told: Any) -> None:
    """One line for the parent, and the bytes it announces."""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def tell(language: str, step: str) -> None:
    say(step=f"{language}.{step}")


def drawn(order: dict[str, Any]) -> Iterator[Any]:
    """The files of the edition, language by language."""
    from reports.rendering.files import STEMS, DataFile, data_files  # noqa: PLC0415 -- after prepare
    from reports.rendering.pages import Imprint, set_report  # noqa: PLC0415 -- after prepare
    from reports.rendering.paper import draw_pdf  # noqa: PLC0415 -- after prepare

    figures, stamp = order["figures"], datetime.fromisoformat(order["stamp"])
    imprint = Imprint(order["number"], stamp, order["digest"])
    for language in LANGUAGES:
        files = data_files(figures, imprint.number, language, stamp)
        html = set_report(figures, language, imprint, files, partial(tell, language))
        tell(language, "pages")
        name = f"{STEMS[language][0]}-{figures['year']}"
        content, pages = draw_pdf(html, language, order["titles"][language], stamp, files)
        yield DataFile("pdf", language, f"{name}.pdf", "", content, pages)
        yield from files


def main() -> None:
    prepare()
    for file in drawn(json.load(sys.stdin)):
        facts = {name: getattr(file, name) for name in ("kind", "language", "name", "pages")}
        say(file.content, file=facts, size=file.size)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(sys.argv[1], ignore_errors=True)
