"""A model is served to this machine only, and is gone when it is no longer needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import httpx
import pytest

from eval.models.serve import parameters, running
from eval.models.weights import ModelUnavailable


def python(program: str) -> list[str]:
    return [sys.executable, "-c", f"import os, time\n{program}"]


def test_the_server_is_heard_by_this_machine_only() -> None:
    pytest.importorskip("xllamacpp")
    told = parameters("tiny", Path("tiny.gguf"), 1234)
    assert (told.hostnames, told.port) == (["127.0.0.1"], 1234)


def test_the_first_line_of_a_server_is_its_address_and_it_is_killed_at_the_end() -> None:
    with running(python("print(os.getpid(), flush=True); time.sleep(60)")) as address:
        os.kill(int(address), 0)
    with pytest.raises(ProcessLookupError):
        os.kill(int(address), 0)


def test_a_server_that_ends_before_it_answers_is_one_sentence() -> None:
    with pytest.raises(ModelUnavailable, match="没有起来"), running(python("raise SystemExit(1)")):
        pass


def test_a_server_that_is_never_ready_is_not_waited_for_for_ever() -> None:
    with pytest.raises(ModelUnavailable, match="没有就绪"), running(python("time.sleep(60)"), seconds=0.2):
        pass


@pytest.mark.llm
def test_a_real_model_answers(model_0_5b: str) -> None:
    asked = {"messages": [{"role": "user", "content": "用一个词回答：中国的首都是哪里？"}], "max_tokens": 16, "temperature": 0}
    answer = httpx.post(f"{model_0_5b}/chat/completions", json=asked, timeout=120).json()
    assert "北京" in answer["choices"][0]["message"]["content"]
