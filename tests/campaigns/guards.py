"""Every guard taken away, one at a time: each policy opened, each trigger, condition, ``require``, door and scope of a
list gone. n of n are to be noticed by tests that name what it guards.

``./dev campaign guards`` takes them all; with a word those whose kind or name holds it.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards.plugin import Campaign, told

ROOMS = ("accounts", "audit", "cases", "core", "desk", "followup", "identification", "jobs", "lists", "outreach")
ROOMS += ("merging", "oversight", "permissions", "policies", "reports", "shelters")


def main(words: list[str]) -> tuple[str, bool]:
    campaign = Campaign(only=" ".join(words), at_once=os.cpu_count() or 1)
    ok = held(campaign)
    return told(campaign), ok


def held(campaign: Campaign, folders: tuple[str, ...] = ROOMS) -> bool:
    """Whether every chosen guard was noticed, and nothing failed while all of them stood."""
    tests = [str(Path(settings.ROOT) / "tests" / folder) for folder in folders]
    pytest.main(["-q", "--no-header", "--no-cov", "-n0", "-p", "no:cacheprovider", *tests], plugins=[campaign])
    return campaign.sound and bool(campaign.answers) and all(answer == 1 for answer in campaign.answers.values())
