"""The server: refuses to be open to others without keys or signing in, makes sure there is an index, then answers."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from assistant.bootstrap import Fazhi
from assistant.doors import logs
from assistant.doors.keys import Keys
from assistant.record.retention import keep_forgetting
from index.build import Progress
from index.errors import FazhiError
from ui.app import create_app
from ui.serving import config_of, warm


class RefusedToServe(FazhiError):
    """The server cannot start as asked."""


def serve(
    fazhi: Fazhi,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    *,
    progress: Progress = lambda stage, done, total: None,
    started: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until interrupted; `started` is called with the address once questions can be answered.

    With several workers each is a process of its own, and only the interface is offered: a page's conversations live in one.
    """
    check_host(host, fazhi.keys, people_sign_in=fazhi.sign_in is not None)
    check_people(fazhi)
    with bound(host, port) as listening:
        fazhi.ready(progress)
        keep_forgetting(fazhi.database, fazhi.settings.keep_days)
        address = address_of(host, listening.getsockname()[1])
        if workers > 1:
            from ui.serve_workers import serve_workers

            serve_workers(fazhi.settings, listening, workers, lambda: started(f"{address}，{workers} 个进程，只有接口，没有网页"))
        else:
            _serve_alone(fazhi, listening, lambda: started(address))


def _serve_alone(fazhi: Fazhi, listening: socket.socket, started: Callable[[], None]) -> None:
    logs.configure()
    app = create_app(fazhi)
    warm(fazhi)
    server = uvicorn.Server(config_of(app, fazhi.settings.proxies))
    started()
    # Pages that are still open are cut off at the end; what the server logs about that helps nobody.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def check_host(host: str, keys: Keys, *, people_sign_in: bool = False) -> None:
    """Only this machine may ask without a key or signing in."""
    if not is_loopback(host) and not people_sign_in and not keys.usable():
        reach = f"监听 {host or '所有地址'} 会让别的机器也能访问"
        remedy = "请先用 fazhi keys add 发密钥，或用 FAZHI_API_KEYS 设置，或用 FAZHI_SIGN_IN 设好登录，或改用 --host 127.0.0.1"
        raise RefusedToServe(f"{reach}，{remedy}。")


def check_people(fazhi: Fazhi) -> None:
    """A page that nobody can sign in to would be of no use."""
    if fazhi.settings.sign_in == "users" and not fazhi.people.anybody():
        raise RefusedToServe("设了 FAZHI_SIGN_IN=users，还没有人可以登录，请先用 fazhi people add 用户名 添加。")


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone; a name other than localhost counts as open."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bound(host: str, port: int) -> socket.socket:
    """The socket to listen on, taken before anything long is begun."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise RefusedToServe(f"不能监听 {host}:{port}，地址无效或端口已被占用，请用 --host、--port 换一个。") from error
    return listening


def address_of(host: str, port: int) -> str:
    """The address to open in a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
