"""What processes write to their logs: where and what kind, and nothing of what anybody wrote or whom it was about."""

import json
import logging
import re
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from types import TracebackType
from typing import Any

import structlog
from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# A CPR or telephone number, an e-mail address, what follows a question mark in an address, the reference of a case.
UNSPOKEN = (
    (re.compile(r"(?<!\d)\+?\d{6}[- ]?\d{2,4}(?!\d)"), "[number]"),
    (re.compile(r"[^\s@/<>\"']+@[^\s@/<>\"']+"), "[address]"),
    (re.compile(r"(?<=/)\?\S+"), "?[query]"),
    (re.compile(r"\b[A-Z]{2,5}-\d{4}-\d{4,}\b"), "[reference]"),
)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


# The request a line belongs to: the same number stands in the log of readings and changes.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def unspoken(text: str) -> str:
    for pattern, instead in UNSPOKEN:
        text = pattern.sub(instead, text)
    return text


class PlainFormatter(logging.Formatter):
    """An exception is told by its kind and the lines it came through: its message may hold what a person typed, and
    PostgreSQL's holds whole rows (``DETAIL: Key (…)=(…)``).
    """

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have written the message there
        record.msg, record.args = without_address(record.getMessage(), record), ()
        return unspoken(super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 -- logging's own name
        return "\n".join(told(ei[1])) if ei[1] is not None else ""


def without_address(message: str, record: logging.LogRecord) -> str:
    """Django tells an address that was asked for; its parts are references, and words of whoever typed them."""
    request = getattr(record, "request", None)
    path = str(getattr(request, "path", ""))
    return message.replace(path, route_of(request)) if path else message


def route_of(request: Any) -> str:
    """The page's name in the addresses' table; an address that is nobody's has none."""
    if match := getattr(request, "resolver_match", None):
        return str(match.view_name)
    return "static" if request.path.startswith("/static/") else "none"


def in_lines() -> logging.Formatter:
    """One JSON object a line: when, how grave, from whom, what; of which request; what a caller told by ``told``."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[structlog.processors.JSONRenderer(serializer=json.dumps, ensure_ascii=False)],
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            spoken,
        ],
    )


def spoken(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The same rules as for a plain line. What ``told`` holds is codes and numbers, and is said as it is."""
    record = line["_record"]
    said: dict[str, Any] = {"event": unspoken(without_address(str(line["event"]), record))}
    if record.exc_info and record.exc_info[1] is not None:
        said["error"] = unspoken("\n".join(told(record.exc_info[1])))
    if of := request_id.get():
        said["request_id"] = of
    kept = {name: line[name] for name in ("timestamp", "level", "logger")}
    return kept | said | getattr(record, "told", {})


def told(error: BaseException) -> list[str]:
    """The kind of ``error`` and where it was, then what it came of."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    behind = error.__cause__ or error.__context__
    return [*lines, "which came of", *told(behind)] if behind is not None else lines


class NothingTold(SafeExceptionReporterFilter):
    """Whoever draws a report of an error all the same finds no variable, setting or form in it."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame: Any) -> list[tuple[str, Any]]:
        return []
