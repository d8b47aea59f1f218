"""Taking a document out: its file is moved aside, and the index is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.bootstrap import Fazhi
from index.build import BuildReport
from index.readings import Held
from ui.terminal_files import put_aside
from ui.terminal_held import called
from ui.terminal_output import say


def remove_document(fazhi: Fazhi, words: str, held: Sequence[Held], build: Callable[[Fazhi], BuildReport]) -> None:
    """Move the file of a document out of the plans folder, and every copy of it; nothing else of the file is lost from sight."""
    one = called(words, held, exact=True)
    copy: Held | None = one
    while copy:
        others = [other for other in held if other.head.source == copy.head.source and other != copy]
        _put_aside(fazhi, copy.head.source)
        held = build(fazhi).held
        for other in others:
            say(f"同一个文件里的《{other.head.title}》也一起取出了。")
        copy = next((other for other in held if _words(other) == _words(one)), None)
    say(f"已取出《{one.head.title}》，现收录{len(held)}份文件。")


def _words(held: Held) -> tuple[str, str]:
    """The same for copies of one document."""
    return held.head.place_code, held.head.words_digest


def _put_aside(fazhi: Fazhi, source: str) -> None:
    path = fazhi.settings.plans / source
    if path.exists():
        say(f"{source} 已移到 {put_aside(path, fazhi.settings.data)}。")
