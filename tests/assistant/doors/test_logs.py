"""Logs: JSON lines on standard error, with the request's id, without anybody's data."""

from __future__ import annotations

import json
import subprocess
import sys

PREPARED = """
import logging, sys, structlog
from assistant.doors import logs
log = logs.logger("fazhi.test")
"""


def said(code: str) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-c", PREPARED + code], capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout, done.stderr


def lines(code: str) -> list[dict[str, object]]:
    stdout, stderr = said("logs.configure()\n" + code)
    assert stdout == ""
    return [json.loads(line) for line in stderr.splitlines()]


def test_each_line_is_one_object_with_time_level_event_and_request_id() -> None:
    [one, other] = lines(
        """
with structlog.contextvars.bound_contextvars(request_id="r-1"):
    log.info("asked", status=200, ms=1.5)
    logging.getLogger("uvicorn.error").warning("odd %s", "thing")
"""
    )
    assert (one["event"], one["level"], one["request_id"], one["status"], one["ms"]) == ("asked", "info", "r-1", 200, 1.5)
    assert str(one["time"]).endswith("Z")
    assert (other["event"], other["level"], other["request_id"], other["logger"]) == ("odd thing", "warning", "r-1", "uvicorn.error")


def test_personal_data_does_not_come_out_whichever_way_it_came_in() -> None:
    told = lines(
        """
number = "13812345678"
log.info("called by " + number, caller=number, deep={"a": [number]}, plain=int(number))
logging.getLogger("uvicorn.error").error("bad %s", number, extra={"who": number})
try:
    raise ValueError("cannot call " + number)
except ValueError:
    log.exception("failed")
    logging.getLogger("elsewhere").exception("failed")
"""
    )
    assert len(told) == 4
    assert "13812345678" not in json.dumps(told)
    assert "ValueError: cannot call" in str(told[2]["exception"]) and "ValueError" in str(told[3]["exception"])


def test_what_other_libraries_say_in_passing_is_not_told() -> None:
    assert lines("logging.getLogger('httpx').info('HTTP Request: GET http://…')\nlog.debug('detail')") == []


def test_a_command_that_does_not_serve_says_nothing_on_standard_output() -> None:
    stdout, stderr = said("log.info('unseen'); log.warning('seen', a=1)")
    assert (stdout, stderr) == ("", "seen\n")
