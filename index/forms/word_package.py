"""The parts of a .docx: opened without trusting sizes, entities or links; nothing outside the file is ever fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from index.errors import UnreadableFile
from index.forms.markup import Node, attribute, xml_tree

_LARGEST_PART = 64 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, KeyError, OSError, OverflowError)


class WordPackage:
    """A .docx, its parts read one by one; `name` is what a refusal calls it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise self._damaged() from error
        self.main = self._target("_rels/.rels", "officeDocument") or "word/document.xml"

    def document(self) -> Node:
        """The root of the document itself."""
        root = self._tree(self.main)
        if root is None:
            raise self._damaged()
        return root

    def related(self, kind: str) -> Node | None:
        """The root of the part that the document names as its styles, numbering, footnotes …, None where it has none."""
        folder, file = posixpath.split(self.main)
        target = self._target(f"{folder}/_rels/{file}.rels", kind)
        return (
            self._tree(posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]) if target else None
        )

    def _target(self, rels: str, kind: str) -> str:
        tree = self._tree(rels)
        for relation in tree if tree is not None else ():
            if (attribute(relation, "Type") or "").endswith(f"/{kind}") and attribute(relation, "TargetMode") != "External":
                return (attribute(relation, "Target") or "").removeprefix("/" if rels == "_rels/.rels" else "")
        return ""

    def _tree(self, part: str) -> Node | None:
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise UnreadableFile(f"{self.name} 加了密码，不能读，已跳过，请去掉密码另存一份。")
        try:
            with self._zip.open(info) as file:
                data = file.read(_LARGEST_PART + 1)
        except (*_DAMAGE, RuntimeError) as error:
            raise self._damaged() from error
        if len(data) > _LARGEST_PART:
            raise UnreadableFile(f"{self.name} 解开后大得反常，已跳过，请用办公软件打开后另存一份。")
        return xml_tree(data, self.name)

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(f"{self.name} 已损坏或没有下载完整，已跳过，请重新下载或用 Word 打开后另存一份。")
