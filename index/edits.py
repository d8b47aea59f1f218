"""What was deleted and inserted between two wordings: by sentence, then by word; white space, width and forms of dashes do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.models import Frozen, Span
from index.words import segments

_SENTENCE = re.compile(r"[^。!?;]*[。!?;]|[^。!?;]+")
_ONE_FORM = str.maketrans("—–―‐−“”‘’", "-----\"\"''")
_INVISIBLE = "\ufeff\u200b\u200c\u200d"
_ALIKE = 0.4  # sentences less alike than this are shown as one replaced by the other, not as a patchwork
_SHORTEST_GAP = 2  # equal words shorter than this between two edits are read with them

_Opcode = tuple[int, int, int, int]  # from and to in the old, from and to in the new


class Edit(Frozen):
    """Words deleted from the old text and those inserted in their place; either span may be empty, then it says where."""

    old: Span
    new: Span
    deleted: str
    inserted: str


@dataclass(frozen=True)
class Evened:
    """A stretch of a text without what does not count; `at[i]` is where its i-th character stands in the whole text."""

    words: str
    at: tuple[int, ...]
    start: int

    @property
    def whole(self) -> Span:
        """Where it stands, without the white space around it."""
        return self.span(0, len(self.words))

    def span(self, first: int, last: int) -> Span:
        """Where characters from `first` up to `last` (exclusive) stand; an empty span stands right after what is before it."""
        after = self.at[first - 1] + 1 if first else self.start
        return Span(start=self.at[first], end=self.at[last - 1] + 1) if first < last else Span(start=after, end=after)


def evened(text: str, start: int, end: int) -> Evened:
    """The characters between two offsets that count, each in its usual width."""
    at = tuple(i for i in range(start, end) if not text[i].isspace() and text[i] not in _INVISIBLE)
    return Evened("".join(_narrow(text[i]) for i in at), at, start)


def _narrow(char: str) -> str:
    usual = unicodedata.normalize("NFKC", char)
    return (usual if len(usual) == 1 and not usual.isspace() else char).translate(_ONE_FORM)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing that counts."""
    return evened(one, 0, len(one)).words == evened(other, 0, len(other)).words


def edits(old_text: str, old: Evened, new_text: str, new: Evened) -> tuple[Edit, ...]:
    """What to delete and insert, in order; the same edits the other way round when old and new are exchanged."""
    if old.words > new.words:  # the comparison itself depends on which comes first
        opcodes = [(old_from, old_to, new_from, new_to) for new_from, new_to, old_from, old_to in _changes(new.words, old.words)]
    else:
        opcodes = list(_changes(old.words, new.words))
    made = [(old.span(opcode[0], opcode[1]), new.span(opcode[2], opcode[3])) for opcode in opcodes]
    return tuple(
        Edit(old=gone, new=come, deleted=old_text[gone.start : gone.end], inserted=new_text[come.start : come.end]) for gone, come in made
    )


def _changes(old: str, new: str) -> Iterator[_Opcode]:
    """Sentences that differ; those that are alike word by word."""
    for first, last, new_first, new_last in _differing(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        gone, come = old[first:last], new[new_first:new_last]
        within = list(_joined(_differing(segments(gone), segments(come)))) if gone and come else []
        kept = len(gone) - sum(to - start for start, to, _, _ in within)
        if within and kept >= _ALIKE * min(len(gone), len(come)):
            trimmed = (_trimmed(gone, come, opcode) for opcode in within)
            yield from ((first + a, first + b, new_first + c, new_first + d) for a, b, c, d in trimmed)
        else:
            yield first, last, new_first, new_last


def _trimmed(old: str, new: str, opcode: _Opcode) -> _Opcode:
    """Where one wording only adds to the other, the edit is what it adds: 年{+6月+}底, not [-年底-]{+年6月底+}."""
    first, last, new_first, new_last = opcode
    gone, come = old[first:last], new[new_first:new_last]
    shorter = min(len(gone), len(come))
    head = next((at for at in range(shorter) if gone[at] != come[at]), shorter)
    tail = next((at for at in range(shorter - head) if gone[-1 - at] != come[-1 - at]), shorter - head)
    return (first + head, last - tail, new_first + head, new_last - tail) if head + tail == shorter else opcode


def _differing(old: list[str], new: list[str]) -> Iterator[_Opcode]:
    """Runs of parts that differ, in characters."""
    old_at, new_at = _starts(old), _starts(new)
    for code, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if code != "equal":
            yield old_at[first], old_at[last], new_at[new_first], new_at[new_last]


def _starts(parts: list[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _joined(opcodes: Iterator[_Opcode]) -> Iterator[_Opcode]:
    """Edits with next to nothing between them are one."""
    held: _Opcode | None = None
    for opcode in opcodes:
        if held and opcode[0] - held[1] < _SHORTEST_GAP:
            held = (held[0], opcode[1], held[2], opcode[3])
            continue
        if held:
            yield held
        held = opcode
    if held:
        yield held
