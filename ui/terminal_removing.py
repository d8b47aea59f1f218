"""`fazhi remove` on a terminal: which document is meant, and where its files are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.adding.removing import remove_document
from assistant.bootstrap import Fazhi
from index.build import BuildReport
from index.readings import Held
from ui.terminal_held import called
from ui.terminal_output import say


def remove_called(fazhi: Fazhi, words: str, held: Sequence[Held], build: Callable[[Fazhi], BuildReport]) -> None:
    """Take out the document of this id, file name or title, and say what became of it."""
    one = called(words, held, exact=True)
    removed = remove_document(one, held, fazhi.settings.plans, fazhi.settings.data, lambda: build(fazhi))
    for file in removed.moved:
        say(f"{file.source} 已移到 {file.to}。")
    for title in removed.others:
        say(f"同一个文件里的《{title}》也一起取出了。")
    say(f"已取出《{one.head.title}》，现收录{removed.left}份文件。")
