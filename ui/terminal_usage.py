"""The group of commands: commands other rooms bring along, and every error as one sentence and one exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from index.errors import FazhiError
from ui.terminal_output import complain, use_utf8

_PLUGINS = "fazhi.commands"
_SENTENCES = {
    "MissingParameter": "缺少必要的参数",
    "NoSuchOption": "没有这个选项",
    "BadOptionUsage": "选项用得不对",
    "BadArgumentUsage": "参数用得不对",
}


class FazhiGroup(TyperGroup):
    """Commands of this room and of others (entry points `fazhi.commands`), loaded when they are named."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands."""
        return [*super().list_commands(ctx), *(name for name, plugin in _plugins().items() if _loaded(plugin))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name; another room's is loaded only now."""
        own = super().get_command(ctx, cmd_name)
        plugin = _plugins().get(cmd_name)
        return _loaded(plugin) if own is None and plugin else own

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *rest: Any, **more: Any) -> Any:
        """Run a command and exit: 0 done, 1 the thing asked for failed, 2 wrong usage."""
        use_utf8()
        try:
            status = super().main(args, prog_name, *rest, **{**more, "standalone_mode": False})
        except typer.TyperException as error:
            complain(_usage(error))
            status = error.exit_code
        except FazhiError as error:
            complain(str(error))
            status = 1
        except typer.Abort:
            status = 130
        sys.exit(status if isinstance(status, int) else 0)


def _usage(error: typer.TyperException) -> str:
    """The library's English words are kept in brackets, this program's own are said as they are."""
    hint = getattr(error, "param_hint", None) or next(iter(getattr(getattr(error, "param", None), "opts", ())), "")
    if not error.message.isascii() and isinstance(error, typer.BadParameter):
        return f"{hint} 的用法不对：{error.message}。"
    what = _SENTENCES.get(type(error).__name__, "用法不对")
    return f"{what}（{error.format_message().rstrip('.。')}），请用 fazhi --help 查看用法。"


def _plugins() -> dict[str, EntryPoint]:
    return {found.name: found for found in entry_points(group=_PLUGINS)}


@cache
def _loaded(plugin: EntryPoint) -> Any:
    """Another room's command, None where it is not installed with what it needs."""
    try:
        made = plugin.load()
    except ImportError:
        return None
    command = get_command(made) if isinstance(made, typer.Typer) else made
    if not isinstance(command, (TyperCommand, TyperGroup)):
        single = typer.Typer(add_completion=False)
        single.command(name=plugin.name)(made)
        command = get_command(single)
    command.name = plugin.name
    return command
