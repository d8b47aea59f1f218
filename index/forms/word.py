"""A .docx becomes paragraphs as Word prints them: automatic numbers, tables row by row, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.forms.markup import Node, attribute, child, local
from index.forms.paragraphs import GAP, Paragraph, one_line, row
from index.forms.word_numbering import Numbering, read_numbering
from index.forms.word_package import WordPackage
from index.forms.word_runs import Seen, is_joined_to_next, raised, words_of
from index.forms.word_styles import read_styles
from index.models import Mark

_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def read_word(data: bytes, name: str) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of a .docx, and what the reader should know."""
    package = WordPackage(data, name)
    styles = read_styles(package.related("styles"))
    reader = _Reader(read_numbering(package.related("numbering"), styles), Seen(styles))
    body = child(package.document(), "body")
    paragraphs = list(reader.blocks(body)) if body is not None else []
    paragraphs += [Paragraph(text=text) for text in reader.notes_at_the_end(package)]
    return paragraphs, list(_told(reader.seen))


@dataclass
class _Reader:
    """How far the document has been read: numbers counted, paragraphs passed."""

    numbering: Numbering
    seen: Seen
    at: int = 0
    before: str = field(default="")  # the words of a paragraph whose end is deleted

    def blocks(self, parent: Node) -> Iterator[Paragraph]:
        """Paragraphs and tables in the order of printing."""
        stack = list(reversed(parent))
        while stack:
            node = stack.pop()
            name = local(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield from self._table(node)
            elif name in _WRAPPERS:
                self.seen.changed = self.seen.changed or name in ("ins", "moveTo")
                stack.extend(reversed(node))

    def _paragraph(self, node: Node) -> Iterator[Paragraph]:
        self.at += 1
        first = len(self.seen.boxes)
        words = self.before + words_of(node, self.seen)
        boxes = self.seen.boxes[first:]
        del self.seen.boxes[first:]
        joined = is_joined_to_next(node)
        self.seen.changed = self.seen.changed or joined
        self.before = words if joined else ""
        if not joined:
            label = self.numbering.label(child(node, "pPr"))
            mark = (Mark(start=0, paragraph=self.at),)
            lines = [one_line(line) for line in (label + words).split("\n")]
            yield from (Paragraph(text=line, marks=mark) if line else GAP for line in lines)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: Node) -> Iterator[Paragraph]:
        """A row is a line; a table of one column is a frame around paragraphs."""
        rows = [line for line in _within(table, "tr") if child(line, "trPr", "del") is None]
        if all(len(_within(line, "tc")) < 2 for line in rows):
            for line in rows:
                for cell in _within(line, "tc"):
                    yield from self.blocks(cell)
            return
        above: dict[int, str] = {}
        for line in rows:
            start = self.at + 1
            text = row(self._cells(line, above))
            if text.strip():
                yield Paragraph(text=text, marks=(Mark(start=0, paragraph=start),))

    def _cells(self, line: Node, above: dict[int, str]) -> Iterator[str]:
        """The words of a row's cells; one merged with the cell above it has that cell's words."""
        column = _number(child(line, "trPr", "gridBefore"), 0)
        for cell in _within(line, "tc"):
            merged = child(cell, "tcPr", "vMerge")
            words = " ".join(part.text for part in self.blocks(cell) if part.text).replace("\t", " ")
            if merged is not None and attribute(merged, "val") != "restart":
                words = above.get(column, words)
            above[column] = words
            yield words
            column += _number(child(cell, "tcPr", "gridSpan"), 1)

    def notes_at_the_end(self, package: WordPackage) -> Iterator[str]:
        """Footnotes and endnotes, each with the number that stands in the text."""
        parts = {kind: package.related(f"{kind}s") for kind in ("footnote", "endnote")}
        for number, (kind, name) in enumerate(tuple(self.seen.footnotes), 1):
            root = parts[kind]
            note = next((node for node in root if attribute(node, "id") == name), None) if root is not None else None
            words = " ".join(part.text for part in self.blocks(note) if part.text) if note is not None else ""
            if words:
                yield f"{raised(number)}{words}"


def _within(node: Node, name: str) -> list[Node]:
    """Rows of a table or cells of a row, also those wrapped in controls."""
    found: list[Node] = []
    for below in node:
        if local(below) == name:
            found.append(below)
        elif local(below) in _WRAPPERS:
            found.extend(_within(below, name))
    return found


def _number(node: Node | None, otherwise: int) -> int:
    said = (attribute(node, "val") or "") if node is not None else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else otherwise


def _told(seen: Seen) -> Iterator[str]:
    if seen.changed:
        yield "文件里有修订标记，按已接受读取。"
    if seen.comments:
        yield "文件里的批注没有读入。"
    if seen.hidden:
        yield "文件里设为隐藏的文字没有读入。"
    if seen.pictures:
        yield f"文件里有{seen.pictures}幅图片，图片里的文字没有读入。"
