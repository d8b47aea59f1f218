"""Where in a document's numbering the reader is, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.models import Oddity
from index.numbering import Label


@dataclass
class Outline:
    """The open labels, and the last number of each scheme."""

    ranks: dict[str, int]
    open_labels: list[Label] = field(default_factory=list)
    last: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The labels that are open."""
        return tuple(label.text for label in self.open_labels)

    def enter(self, label: Label) -> tuple[str, ...]:
        """Open a label and give its path from the top."""
        rank = self.ranks[label.scheme]
        self.open_labels = [upper for upper in self.open_labels if self.ranks[upper.scheme] < rank]
        parent = tuple(upper.text for upper in self.open_labels)
        self._note_oddity(label, parent)
        self.last[label.scheme] = (label.number, parent)
        self.open_labels.append(label)
        return (*parent, label.text)

    def _note_oddity(self, label: Label, parent: tuple[str, ...]) -> None:
        before, before_parent = self.last.get(label.scheme, (0, parent))
        if label.number == before + 1 or (label.number == 1 and parent != before_parent):
            return
        if label.number == before and "之" in label.text:
            return  # 第二条之一 is put in after 第二条
        if label.number == before:
            self._report("repeat", label, f"“{label.text}”重复")
        elif parent != before_parent or before == 0:
            self._report("start", label, f"“{label.text}”不从一开始，也不接着上一个编号")
        elif label.number < before:
            self._report("backwards", label, f"“{label.text}”小于前一个编号")
        else:
            self._report("gap", label, f"“{label.text}”之前缺{label.number - before - 1}个编号")

    def _report(self, code: str, label: Label, words: str) -> None:
        self.oddities.append(Oddity.model_validate({"code": code, "text": words, "start": label.start, "end": label.end}))
