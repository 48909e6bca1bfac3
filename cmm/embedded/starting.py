"""From running servers to a register that answers, and what the terminal says then."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from cmm.embedded import leftovers, texts
from cmm.embedded.children import Child
from cmm.embedded.register import Register
from machine.commands import last_line
from machine.steps import MachineError, Steps

# On a slow machine the first answer takes its time.
PATIENCE = 120


def start(register: Register, children: list[Child], steps: Steps) -> None:
    prepare(register, steps)
    with steps.step("Web, worker and beat"):
        for child in children:
            child.start()
        wait_for_answer(register, children)
    with steps.step("The report of 2021, drawn by the worker"):
        first_report(register)


def prepare(register: Register, steps: Steps) -> None:
    """In a process of its own, for it alone acts as the owner of the tables, and it finds the texts compiled."""
    place = register.servers.place
    with steps.step("Texts of both languages"):
        texts.compile_stale(register.variables())
    command = [sys.executable, "-m", "cmm.embedded.preparing", str(steps.number), str(place.home)]
    done = subprocess.run(command, env=register.variables(), start_new_session=True, check=False)
    if done.returncode != 0:
        log = place.log("preparing")
        raise MachineError(f"{last_line(log.read_text())} (all of it: {log}; ./dev run --fresh starts over)")
    steps.number += 3


def wait_for_answer(register: Register, children: list[Child]) -> None:
    def settled() -> bool:
        return any(child.died for child in children) or answers(f"{register.url}/readyz")

    leftovers.wait_until(settled, PATIENCE, step=0.2)
    for child in children:
        if child.died:
            raise MachineError(
                f"{child.name} did not start: {last_line(child.log.read_text())} (all of it: {child.log})"
            )
    if not answers(f"{register.url}/readyz"):
        raise MachineError(f"The web did not answer within {PATIENCE} seconds; {children[0].log} says why.")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def first_report(register: Register) -> None:
    """Once in the life of a demonstration; where it lies is kept for every later greeting."""
    note = report_note(register)
    if not note.exists():
        note.write_text(manage(register, "first_report", "--live").strip())


def report_note(register: Register) -> Path:
    return register.servers.place.home / "first-report"


def manage(register: Register, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        env=register.variables(),
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(f"manage.py {words[0]} failed: {last_line(done.stderr)}")
    return done.stdout


def greeting(register: Register) -> str:
    """The address, one login per role, and where the report lies."""
    logins = json.loads((register.servers.place.home / "logins.json").read_text())
    width = max(len(login["email"]) for login in logins)
    lines = [f"  {login['email']:<{width}}  {login['name']}, {login['organisation']}" for login in logins]
    report = last_line(report_note(register).read_text())
    return "\n".join(
        [
            "",
            f"The register is at {register.url} (fictional persons). Ctrl-C stops it.",
            f"Every login has the password {register.password}",
            f"Exports, unmasking, role changes and emergency access ask for a code of the secret {logins[0]['codes']}",
            "",
            *lines,
            "",
            report,
            f"Logs: {register.servers.place.home}/*.log",
            "",
        ]
    )
