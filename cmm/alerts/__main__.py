"""``python -m cmm.alerts > docker/alerts.yml``: the rules for Prometheus, of the table in ``rules``."""

import json
import sys
from collections.abc import Iterator

from cmm.alerts.rules import as_rules


def lines() -> Iterator[str]:
    """YAML by hand: every word quoted as JSON quotes it, which YAML reads."""
    yield "# Made by `python -m cmm.alerts`. What each means and what to do: docs/drift.md, under its code."
    yield "groups:"
    for group in as_rules()["groups"]:
        yield f"  - name: {group['name']}"
        yield "    rules:"
        for rule in group["rules"]:
            yield f"      - alert: {rule['alert']}"
            yield from (f"        {word}: {json.dumps(rule[word])}" for word in ("expr", "for") if word in rule)
            yield f"        annotations: {{runbook: {json.dumps(rule['annotations']['runbook'])}}}"


if __name__ == "__main__":
    sys.stdout.write("\n".join([*lines(), ""]))
