"""What is older than its time goes, and never what a kept base backup needs."""

import io
import json
import os
import time
from dataclasses import asdict
from datetime import timedelta

import pytest

from cmm.backup.bases import Base, now
from cmm.backup.pruning import prune
from cmm.backup.shelf import Damaged
from tests.backup.test_shelf import shelf  # noqa: F401 -- a fixture


def base(shelf, name, days, series, begins):  # noqa: F811 -- a fixture
    finished = (now() - timedelta(days=days)).isoformat()
    made = Base(name, series, "1", begins, begins, 16, 170000, "cmm", finished, [])
    shelf.put(f"base/{name}/base.tar", io.BytesIO(b""))
    shelf.put(f"base/{name}/manifest", io.BytesIO(json.dumps(asdict(made)).encode()))


def test_the_last_before_the_limit_stays_with_the_log_from_there_on(shelf, tmp_path):  # noqa: F811 -- a fixture
    for name, days, series, begins in (("a", 90, "s", "0/10"), ("b", 40, "t", "0/25"), ("c", 1, "t", "0/40")):
        base(shelf, name, days, series, begins)
    lying = ["wal/s/00-50-x", "wal/t/00-20-x", "wal/t/20-30-x", "wal/t/30-40-x", "beside/s/blocks.jsonl/0-1-x"]
    lying += ["beside/s/destructions.jsonl/0-1-x", "beside/t/blocks.jsonl/0-1-x"]
    for name in lying:
        shelf.put(name, io.BytesIO(b"x"))
    prune(shelf, tmp_path, 35)
    left = set(shelf.names("wal") + shelf.names("beside") + shelf.names("base"))
    assert left == {
        "base/b/base.tar", "base/b/manifest", "base/c/base.tar", "base/c/manifest", "wal/t/20-30-x", "wal/t/30-40-x",
        "beside/s/destructions.jsonl/0-1-x", "beside/t/blocks.jsonl/0-1-x",
    }  # fmt: skip


def test_a_file_goes_when_it_has_been_gone_from_the_register_as_long(shelf, tmp_path):  # noqa: F811 -- a fixture
    base(shelf, "a", 0, "s", "0/10")
    living = tmp_path / "register" / "ab" / "living"
    living.parent.mkdir(parents=True)
    living.touch()
    kept, gone = f"files/ab/living-{living.stat().st_mtime_ns}-x", "files/ab/gone-1-x"
    for name in (kept, gone):
        shelf.put(name, io.BytesIO(b"x"))
    prune(shelf, tmp_path / "register", 35)
    assert shelf.names("files") == [gone, kept]
    os.utime(shelf.path("gone/ab/gone-1-x"), (time.time() - 36 * 86_400,) * 2)
    prune(shelf, tmp_path / "register", 35)
    assert (shelf.names("files"), shelf.names("gone")) == ([kept], [])


def test_where_nothing_would_be_left_nothing_goes(shelf, tmp_path):  # noqa: F811 -- a fixture
    with pytest.raises(Damaged, match="none would be left"):
        prune(shelf, tmp_path, 35)
