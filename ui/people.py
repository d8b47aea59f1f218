"""`fazhi people …`: who signs in to the page with a password is added, listed, removed, given another password."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal_output import complain, emit_list, say, sound

if TYPE_CHECKING:
    from assistant.doors.people import People

people = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="在网页上用口令登录的人：添加、列出、改口令、移除。"
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="用户名，如 张三 或 zhangsan。")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="从标准输入读口令（第一行），不在终端上问。")]


@people.command()
def add(
    name: Name,
    scope: Annotated[str, typer.Option(help="能做什么：ask 提问，review 另可审核，admin 另可添加文件。")] = "ask",
    again: Annotated[bool, typer.Option("--again", help="恢复移除过的人，原来的问答还在。")] = False,
    from_input: FromInput = False,
) -> None:
    """添加一个人；口令在终端上输入，不显示。"""
    from assistant.doors.models import SCOPES

    chosen = next((known for known in SCOPES if known == scope), None)
    if chosen is None:
        raise typer.BadParameter("应为 ask、review 或 admin", param_hint="--scope")
    known = _people()
    made = known.add(sound(name), _password(from_input), (chosen,), again=again)
    say(f"已添加：{made.name}（{'、'.join(made.scopes)}）。")
    _hint()


@people.command("list")
def list_people(as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False) -> None:
    """列出所有人，移除了的也在内。"""
    held = _people().list()
    if as_json:
        emit_list(held)
        return
    for person in held:
        removed = f"  {person.removed_at[:10]} 移除" if person.removed_at else ""
        say(f"{person.name}  {'、'.join(person.scopes)}  {person.created_at[:10]} 添加{removed}")
    if not held:
        complain("还没有人，用 fazhi people add 用户名 添加。")


@people.command()
def password(name: Name, from_input: FromInput = False) -> None:
    """换一个口令；这个人在各处的登录几秒内都失效。"""
    changed = _people().change_password(sound(name), _password(from_input))
    say(f"已换口令：{changed.name}。")


@people.command()
def remove(name: Name) -> None:
    """移除一个人，几秒内各台服务器都不再认；原来的问答留着。"""
    removed = _people().remove(sound(name))
    say(f"已移除：{removed.name}。")


def _password(from_input: bool) -> str:
    """Typed twice and not shown, or the first line of standard input."""
    if from_input:
        return sound(sys.stdin.readline().rstrip("\r\n"))
    if not sys.stdin.isatty():
        raise typer.BadParameter("这里没有终端可以问口令，请加 --password-stdin 从标准输入给出", param_hint="--password-stdin")
    first = getpass.getpass("口令（不显示）：")
    if getpass.getpass("再输一次：") != first:
        raise typer.BadParameter("两次输入的口令不一样，请重来", param_hint="口令")
    return sound(first)


def _hint() -> None:
    from ui.terminal_settings import settings

    if settings().sign_in != "users":
        complain("现在网页不用口令登录；要用，请设 FAZHI_SIGN_IN=users 后重新启动。")


def _people() -> People:
    from assistant.doors.people import People
    from assistant.record.database import Database
    from ui.terminal_settings import settings

    chosen = settings()
    return People(Database(chosen.data, chosen.database_url))
