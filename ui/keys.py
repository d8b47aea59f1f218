"""`fazhi keys …`: keys are made, listed, revoked, exchanged; `fazhi pause` and `fazhi resume` stop and start answering."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal_output import complain, emit, emit_list, say, sound

if TYPE_CHECKING:
    from assistant.doors.keys import Keys
    from assistant.doors.models import Key
    from assistant.doors.switch import Switch
    from assistant.record.database import Database

keys = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="接口的密钥：发、列出、撤销、轮换。")
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
KeyId = Annotated[str, typer.Argument(metavar="KEY_ID", help="密钥的编号，见 fazhi keys list。")]
_STATES = {"usable": "可用", "expired": "已过期", "revoked": "已撤销"}
_ONLY_NOW = "这是密钥全文，只显示这一次，请现在交给使用者"


@keys.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="给谁用，如 热线大厅；记录和日志里用这个名称。")],
    scope: Annotated[str, typer.Option(help="能做什么：ask 提问，review 另可审核，admin 另可导出记录、看计数。")] = "ask",
    days: Annotated[int, typer.Option(min=0, max=36500, help="多少天后过期；0 为不过期。")] = 365,
) -> None:
    """发一把新密钥；全文只显示这一次。"""
    from assistant.doors.models import SCOPES

    chosen = next((known for known in SCOPES if known == scope), None)
    if chosen is None:
        raise typer.BadParameter("应为 ask、review 或 admin", param_hint="--scope")
    if not name.strip() or len(name) > 100:
        raise typer.BadParameter("名称要有字，最多 100 个字", param_hint="NAME")
    _show(*_keys().add(sound(name.strip()), (chosen,), days or None))


@keys.command("list")
def list_keys(as_json: Json = False) -> None:
    """列出所有密钥（没有密钥全文）。"""
    held = _keys().list()
    if as_json:
        emit_list(held)
        return
    for key in held:
        until = f"{key.expires_at[:10]} 到期" if key.expires_at else "不过期"
        say(f"{key.key_id}  {_STATES[key.state]}  {'、'.join(key.scopes)}  {key.created_at[:10]} 发  {until}  {key.name}")
    if not held:
        complain("还没有密钥，用 fazhi keys add 名称 发一把。")


@keys.command()
def revoke(key_id: KeyId) -> None:
    """撤销一把密钥，几秒内各台服务器都不再认它。"""
    key = _keys().revoke(key_id)
    say(f"已撤销：{key.key_id}（{key.name}）。")


@keys.command()
def rotate(
    key_id: KeyId,
    grace_days: Annotated[float, typer.Option("--grace-days", min=0, max=365, help="旧的还能用几天。")] = 7,
) -> None:
    """换一把同名同权限的新密钥；旧的过几天失效。"""
    _show(*_keys().rotate(key_id, grace_days))


def pause(why: Annotated[str, typer.Option("--why", help="原因，会告诉来访的程序，也会记下来。")], as_json: Json = False) -> None:
    """暂停回答：一秒内各台服务器都停，提问的程序得到 503 和原因。"""
    done = _switch().pause(sound(why), _user())
    emit(done) if as_json else say(f"已暂停回答：{done.why}（用 fazhi resume 恢复）")


def resume(why: Annotated[str, typer.Option("--why", help="原因，会记下来。")] = "", as_json: Json = False) -> None:
    """恢复回答。"""
    done = _switch().resume(sound(why), _user())
    emit(done) if as_json else say("已恢复回答。")


def _show(key: Key, text: str) -> None:
    """The key alone on standard output, so that it can be handed on by a program."""
    say(text)
    until = f"{key.expires_at[:10]} 到期" if key.expires_at else "不过期"
    complain(f"{_ONLY_NOW}：编号 {key.key_id}，名称 {key.name}，权限 {'、'.join(key.scopes)}，{until}。")


def _database() -> Database:
    from assistant.record.database import Database
    from ui.terminal_settings import settings

    chosen = settings()
    return Database(chosen.data, chosen.database_url)


def _keys() -> Keys:
    from assistant.doors.keys import Keys

    return Keys(_database())


def _switch() -> Switch:
    from assistant.doors.switch import Switch

    return Switch(_database())


def _user() -> str:
    """Who sits at this machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未知"
