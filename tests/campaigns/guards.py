"""Every guard taken away, one at a time: each policy opened, each trigger, condition, ``require`` and door gone. n of n
are to be noticed by tests that name what it guards.

``./dev campaign guards`` takes them all; with a word those whose kind or name holds it. ``./dev campaign guards list``
takes what a list leaves out in Python: the policies leave out the same, and most stand behind a door as well, so that
they are tried apart.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards.plugin import Campaign, told

ROOMS = ("accounts", "audit", "cases", "core", "desk", "followup", "identification", "jobs", "legacy", "lists")
ROOMS += ("merging", "oversight", "outreach", "permissions", "policies", "reports", "retention", "shelters", "unusual")
KINDS = ("policy", "trigger", "condition", "require", "door")


def main(words: list[str]) -> tuple[str, bool]:
    campaign = Campaign(only=" ".join(words), kinds=() if words else KINDS, at_once=os.cpu_count() or 1)
    ok = held(campaign)
    return told(campaign), ok


def held(campaign: Campaign, folders: tuple[str, ...] = ROOMS) -> bool:
    """Whether every chosen guard was noticed, and nothing failed while all of them stood."""
    tests = [str(Path(settings.ROOT) / "tests" / folder) for folder in folders]
    pytest.main(["-q", "--no-header", "--no-cov", "-n0", "-p", "no:cacheprovider", *tests], plugins=[campaign])
    return campaign.sound and bool(campaign.answers) and all(answer == 1 for answer in campaign.answers.values())
