"""Serves a model like any OpenAI-compatible endpoint, by llama.cpp, on this machine only: `python -m eval.models.serve NAME [--port N]`."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.models.fetch import fetch
from eval.models.weights import ModelUnavailable, weights_named

_CONTEXT = 8192
_ERRORS_ONLY = 1
_MOST_SECONDS = 180.0


def parameters(name: str, path: Path, port: int) -> Any:
    """What llama.cpp is told: one answer at a time, on all cores, heard by this machine only."""
    import xllamacpp

    told = xllamacpp.CommonParams()
    told.model.path = str(path)
    told.model_alias = {name}
    told.hostnames = ["127.0.0.1"]
    told.port = port
    told.n_ctx = _CONTEXT
    told.n_parallel = 1
    told.cpuparams.n_threads = told.cpuparams_batch.n_threads = os.cpu_count() or 1
    told.cache_ram_mib = 256  # by default it keeps up to 8 GiB of prompts in memory
    told.ui = told.endpoint_slots = False
    told.verbosity = _ERRORS_ONLY
    return told


@contextmanager
def serving(name: str) -> Iterator[str]:
    """The address of a server that answers, ending in /v1; it is gone at the end. Raises ModelUnavailable."""
    fetch(weights_named(name))
    with running([sys.executable, "-m", "eval.models.serve", name, "--attached"]) as address:
        yield address


@contextmanager
def running(command: Sequence[str], seconds: float = _MOST_SECONDS) -> Iterator[str]:
    """Start a command and wait for the address that is its first line; the command is killed at the end."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert process.stdout
    try:
        waiting = select.poll()  # select() itself takes no file of a number beyond 1,024, and a long test run has many open
        waiting.register(process.stdout, select.POLLIN)
        heard = waiting.poll(seconds * 1000)
        address = process.stdout.readline().decode().strip() if heard else ""
        if not address:
            raise ModelUnavailable("模型的服务没有起来，原因见它的输出。" if heard else f"模型的服务 {seconds:g} 秒内没有就绪。")
        yield address
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main(
    name: Annotated[str, typer.Argument(metavar="NAME", help="模型。")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="监听的端口，0 是任选一个空的。")] = 0,
    attached: Annotated[bool, typer.Option("--attached", help="启动它的程序结束时一起结束。")] = False,
) -> None:
    """在本机提供一个 OpenAI 兼容的大模型接口；就绪后第一行是它的地址。"""
    parent = os.getppid()
    try:
        server = _started(name, port)
    except ModelUnavailable as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(f"{server.listening_address}/v1", flush=True)
    while not attached or os.getppid() == parent:
        time.sleep(1)


def _started(name: str, port: int) -> Any:
    path = fetch(weights_named(name))
    try:
        import xllamacpp

        return xllamacpp.Server(parameters(name, path, port))
    except ImportError as error:
        raise ModelUnavailable("没有安装 xllamacpp，请先安装 dev 依赖。") from error
    except RuntimeError as error:
        raise ModelUnavailable(f"模型 {name} 的服务没有起来：{error}") from error


if __name__ == "__main__":
    typer.run(main)
