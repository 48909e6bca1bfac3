"""One table of alerts: beyond its limit each sounds, at it none does, and the rules outside say the same."""

import math

import pytest
import yaml
from django.conf import settings

from cmm.alerts.rules import ALERTS, as_rules, standing

WELL = {alert.figure: alert.more_than if alert.less_than is None else alert.less_than for alert in ALERTS}


def test_at_its_limit_nothing_sounds():
    assert standing(WELL) == []


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert.code)
def test_beyond_its_limit_each_sounds_alone(alert):
    beyond = math.inf if alert.less_than is None else -math.inf
    assert standing(WELL | {alert.figure: beyond}) == [alert]


def test_a_figure_nobody_could_take_is_no_alert_of_its_own():
    assert standing({}) == []


def test_the_rules_for_who_watches_from_outside_are_made_of_the_same_table():
    """After a change: python -m cmm.alerts > docker/alerts.yml"""
    kept = yaml.safe_load((settings.ROOT / "docker/alerts.yml").read_text())
    assert kept == as_rules()
