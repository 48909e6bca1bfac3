"""A sample of ``./dev campaign guards``: some policies and some rights of verbs go, one at a time; each is missed."""

import os
import subprocess
import sys

from django.conf import settings

NUMBER = 4
SAMPLE = f"""
import django
django.setup()
from tests.campaigns.guards import held
from tests.guards.plugin import Campaign, told
campaign = Campaign(number={NUMBER}, kinds=("policy", "require"), at_once=2)
ok = held(campaign, ("policies", "permissions/test_verbs.py"))
print(told(campaign), end="")
raise SystemExit(0 if ok else 1)
"""


def test_each_guard_of_a_sample_is_missed():
    done = subprocess.run(
        [sys.executable, "-c", SAMPLE], cwd=settings.ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"{NUMBER} of {NUMBER} noticed"), done.stdout
