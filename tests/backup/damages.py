"""What may befall the folder of a backup, and what a restore says then."""

from contextlib import contextmanager
from pathlib import Path


def turned(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def cut(path):
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-20])


DAMAGES = {
    "a bit of the base backup turned": ("backup/base/*/base.tar", 0, turned, "is not what the manifest says"),
    "a base backup lost": ("backup/base/*/base.tar", 0, Path.unlink, "base.tar cannot be read: No such file"),
    "a manifest cut off": ("backup/base/*/manifest", 0, cut, "manifest is damaged"),
    "a manifest lost": ("backup/base/*/manifest", 0, Path.unlink, "holds no whole base backup"),
    "a bit of the log turned": ("backup/wal/*/*", -2, turned, "wal/.* is damaged"),
    "a part of the log lost": ("backup/wal/*/*", -2, Path.unlink, "The write-ahead log is missing between"),
    "all of the log lost": ("backup/wal/*/*", slice(None), Path.unlink, "ends before the base backup does"),
    "anchors changed outside": ("anchors/blocks.jsonl", 0, turned, "are not those the backup was made beside"),
}


@contextmanager
def damaged(folder, damage):
    """As long as the block lasts; gives what a restore must say of it."""
    what, which, harm, told = DAMAGES[damage]
    found = [path for path in sorted(folder.glob(what)) if not path.name.endswith("killed")][which]
    before = {path: path.read_bytes() for path in (found if isinstance(found, list) else [found])}
    for path in before:
        harm(path)
    try:
        yield told
    finally:
        for path, content in before.items():
            path.write_bytes(content)
