"""Take one call out of a function that is already loaded, where it stands and for everybody who holds it."""

import ast
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType


def functions_in(path: Path) -> Iterator[tuple[ast.FunctionDef, ast.Module]]:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node, tree


def calls_of(function: ast.FunctionDef, names: set[str]) -> list[ast.Call]:
    """The calls of ``names`` in a function, in the order they stand; its decorators are not in it."""
    within = [node for statement in function.body for node in ast.walk(statement)]
    found = [node for node in within if isinstance(node, ast.Call) and called(node) in names]
    return sorted(found, key=lambda call: (call.lineno, call.end_col_offset))


def called(call: ast.Call) -> str:
    """The last word of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


Instead = Callable[[ast.Call], ast.expr]
# What this process has replaced already: a second call of the same function leaves the first one gone.
BENT: dict[tuple[Path, int, int], Instead] = {}


def replace_call(path: Path, line: int, column: int, instead: Instead) -> None:
    """From now on the function that holds the call at this place does ``instead``."""
    BENT[path, line, column] = instead
    for function, tree in functions_in(path):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        bent = {(call.lineno, call.end_col_offset): call for call in calls if place_of(path, call) in BENT}
        if (line, column) in bent:
            for call in bent.values():
                ast.copy_location(new := BENT[place_of(path, call)](call), call)
                put(tree, call, new)
            swap(compile(ast.fix_missing_locations(tree), str(path), "exec"), path, function)
            return
    raise LookupError(f"{path}:{line}")


def place_of(path: Path, call: ast.Call) -> tuple[Path, int, int]:
    return path, call.lineno, call.end_col_offset or 0


def put(tree: ast.Module, old: ast.expr, new: ast.expr) -> None:
    class Put(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            return new if node is old else self.generic_visit(node)

    Put().visit(tree)


def swap(module: CodeType, path: Path, function: ast.FunctionDef) -> None:
    """Every live function made from this place runs the new code."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    code = next(one for one in nested(module) if (one.co_name, one.co_firstlineno) == (function.name, first))
    live = [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and (one.__code__.co_filename, one.__code__.co_firstlineno) == (str(path), first)
        and one.__name__ == function.name
    ]
    if not live:
        raise LookupError(f"{function.name} is not loaded")
    for one in live:
        one.__code__ = code


def nested(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from nested(constant)
