import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

MOMENT = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)


def shown(source, language="da", **context):
    with override(language):
        return Template("{% load cmm %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "danish", "english"),
    [
        ("{{ d|danishdate }}", "23. november 2026", "23 November 2026"),
        ("{{ d|danishday }}", "mandag 23. november 2026", "Monday 23 November 2026"),
        ("{{ d|danishshort }}", "23. november", "23 November"),
        ("{{ t|danishclock }}", "kl. 09.14", "at 09:14"),
        ("{{ t|danishdatetime }}", "23. november 2026 kl. 09.14", "23 November 2026 at 09:14"),
        ("{{ 1048|figure }}", "1.048", "1,048"),
        ("{{ share|figure }}", "6,2", "6.2"),
        ("{{ nothing|danishdate }}{{ nothing|danishdatetime }}{{ nothing|figure }}", "", ""),
    ],
)
def test_dates_and_figures_follow_the_language(source, danish, english):
    context = {"d": date(2026, 11, 23), "t": MOMENT, "share": Decimal("6.2"), "nothing": None}
    assert shown(source, **context) == danish
    assert shown(source, "en", **context) == english


def test_a_moment_just_before_midnight_in_utc_is_the_next_danish_day():
    assert shown("{{ t|danishdate }}", t=datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == "24. november 2026"


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in shown('{% icon "plus" %}')


def test_every_icon_named_in_a_template_exists():
    sprite = Path(settings.ROOT / "node_modules/dkfds/dist/img/all-svg-icons.svg").read_text()
    known = set(re.findall(r'id="([^"]+)"', sprite))
    named = {
        name
        for page in Path(settings.ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', page.read_text())
    }
    assert named - known == set()
