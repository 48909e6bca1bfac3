"""Every ``require`` in a verb and every door of a page, taken out of the code."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from inspect import getsource
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.urls import URLPattern, get_resolver

from cmm.accounts import doors as cmm_doors
from cmm.accounts.policies.installing import closed_tables
from tests.database import ROOMS
from tests.guards.bending import calls_of, functions_in, replace_call
from tests.guards.guard import Guard
from tests.guards.triggers import words_of


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((Path(settings.ROOT) / room).rglob("*.py")):
            if "migrations" not in path.parts and path.name not in {"scoping.py", "doors.py"}:
                yield path


def unclosed() -> tuple[str, ...]:
    """Row-level security off, so that what stands in the code is all there is."""
    return tuple(
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
        for table in closed_tables("owner")
    )


def requires() -> Iterator[Guard]:
    """In a verb: from now on nobody is asked."""
    for path, function, call in placed({"require", "require_role"}):
        yield Guard(
            "require", told(path, function, call), speaking_of(function.name), bend=bending(path, call, to_nothing)
        )


def fetching() -> Iterator[Guard]:
    """The door of a row: it is fetched whoever asks."""
    pages = pages_by_view()
    for path, function, call in placed({"get_allowed_or_404"}):
        names = pages.get((str(path), function.name)) or of_the_file(pages, path) or of_those_who(pages, path, function)
        bend = bending(path, call, to_open)
        rank = on_pages(names, path, function.name)
        yield Guard("door", told(path, function, call), rank, unclosed(), bend, place=place(path, function.name))


def lists() -> Iterator[Guard]:
    """The rows of a list are all there are."""
    for path, function, call in placed({"allowed"}):
        rank, bend = in_room(path, function.name), bending(path, call, to_all)
        yield Guard("list", told(path, function, call), rank, unclosed(), bend, place=place(path, function.name))


def gates() -> Iterator[Guard]:
    """The decorators of pages: whose roles open them, and that somebody is logged in."""
    for name, view in views():
        path, function = Path(code_of(view).co_filename), code_of(view).co_name
        for kind, bend in unlocked(view):
            rank = on_pages([name], path, "")
            yield Guard("door", f"{kind} of {name}", rank, unclosed(), bend, place=place(path, function))


def place(path: Path, function: str) -> str:
    return f"{path.relative_to(settings.ROOT)} {function}"


def placed(names: set[str]) -> Iterator[tuple[Path, ast.FunctionDef, ast.Call]]:
    for path in sources():
        for function, _tree in functions_in(path):
            for call in calls_of(function, names):
                yield path, function, call


def told(path: Path, function: ast.FunctionDef, call: ast.Call) -> str:
    where = path.relative_to(settings.ROOT)
    return f"{where}:{call.lineno} {function.name}: {ast.unparse(call)}"


def bending(path: Path, call: ast.Call, instead: Callable[[ast.Call], ast.expr]) -> Callable[[], None]:
    return partial(replace_call, path, call.lineno, call.end_col_offset, instead)


def to_nothing(_call: ast.Call) -> ast.expr:
    return ast.Constant(None)


def to_open(call: ast.Call) -> ast.expr:
    """The same call by a name that asks nobody."""
    words = "__import__('tests.guards.opened', fromlist=['opened']).open_row"
    return ast.Call(ast.parse(words, mode="eval").body, call.args, call.keywords)


def to_all(call: ast.Call) -> ast.expr:
    assert isinstance(call.func, ast.Attribute)
    return ast.Call(ast.Attribute(call.func.value, "all", ast.Load()), [], [])


def pages_by_view() -> dict[tuple[str, str], list[str]]:
    """The names of the pages each view answers, by the file and name of the view."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, view in views():
        code = code_of(view)
        found.setdefault((code.co_filename, code.co_name), []).append(name)
    return found


def of_the_file(pages: dict[tuple[str, str], list[str]], path: Path) -> list[str]:
    """What is no view itself serves those beside it."""
    return [name for (file, _function), names in pages.items() if file == str(path) for name in names]


def of_those_who(pages: dict[tuple[str, str], list[str]], path: Path, function: ast.FunctionDef) -> list[str]:
    """What stands beside no view serves those whose files call it by the name of its own file."""
    module = ".".join(path.relative_to(settings.ROOT).with_suffix("").parts)
    callers = {file for file, _function in pages if f"from {module} import" in (text := Path(file).read_text())
               and re.search(rf"\b{function.name}\(", text)}  # fmt: skip
    return [name for (file, _function), names in pages.items() if file in callers for name in names]


def views() -> Iterator[tuple[str, Any]]:
    for name, pattern in patterns(get_resolver()):
        if code_of(pattern.callback).co_filename.startswith(str(settings.ROOT)):
            yield name, pattern.callback


def layers(view: Any) -> Iterator[Any]:
    """A view, and what each of its decorators is wrapped around."""
    yield view
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
        yield view


def code_of(view: Any) -> Any:
    *_wrappers, own = layers(view)
    return own.__code__


def unlocked(view: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each gate among a view's decorators, by what it holds on to, and how to leave it open."""
    for layer in layers(view):
        held = (
            dict(zip(layer.__code__.co_freevars, layer.__closure__ or (), strict=True))
            if hasattr(layer, "__code__")
            else {}
        )
        if "permissions" in held:
            yield "the roles", partial(let_in, held["permissions"])
        elif "test_func" in held:
            yield "the log-in", partial(leave_open, held["test_func"])


def let_in(cell: Any) -> None:
    """One of the permissions is one that everybody has."""
    real = cmm_doors.has_role_permission
    cell.cell_contents = ("everybody",)
    patch.object(cmm_doors, "has_role_permission", lambda user, one: one == "everybody" or real(user, one)).start()


def leave_open(cell: Any) -> None:
    cell.cell_contents = lambda _user: True


def patterns(resolver: Any, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


def speaking_of(verb: str) -> Callable[[Any], int | None]:
    """Tests of refusals that speak of the verb, then the others that do."""

    def rank(item: Any) -> int | None:
        if "test_a_verb_is_refused" in item.nodeid:
            return -1 if f"[{verb}:" in item.nodeid else None
        if verb not in words_of(item):
            return None
        if "permissions/test_verbs" in item.nodeid:
            return -1
        return 0 if "PermissionDenied" in words_of(item) and "service" in item.nodeid else 1

    return rank


def on_pages(names: list[str], path: Path, function: str) -> Callable[[Any], int | None]:
    """The page's own cells of the matrix, then tests of modules that name the page or what fetches its row: first
    those of the room that meet nothing there.
    """

    def rank(item: Any) -> int | None:
        if "tests/permissions/test_matrix" in item.nodeid and any(f"[{name}]" in item.nodeid for name in names):
            return 0
        words = words_of(item)
        if any(name in words for name in names) or (function and function in words):
            near = "permissions/test_scopes" in item.nodeid or room_of(path) in item.nodeid
            return 3 - ("404" in getsource(item.function)) - near
        return 4 if not names and room_of(path) in item.nodeid else None

    return rank


def in_room(path: Path, function: str) -> Callable[[Any], int | None]:
    """Tests that say its name, then what lists may show at all, then modules that speak of it, then those of its room:
    of each first what tries Python alone.
    """

    def rank(item: Any) -> int | None:
        alone = "permissions/test_scopes" in item.nodeid or "permissions/test_house_scopes" in item.nodeid
        if function in getsource(item.function):
            return 0 if alone else 1
        if alone:
            return 2
        if function in words_of(item):
            return 3
        return 4 if room_of(path) in item.nodeid else None

    return rank


def room_of(path: Path) -> str:
    """The folder of tests that belongs to a file of the product: the innermost of its folders that has one."""
    folders = path.relative_to(settings.ROOT).parts[:-1]
    return next(f"tests/{one}/" for one in reversed(folders) if (Path(settings.ROOT) / "tests" / one).is_dir())
