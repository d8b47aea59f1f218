"""What a folder or an archive holds: the documents to read, and a sentence for each entry that is none."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from index.errors import UnreadableFile
from index.forms.archives import extracted
from index.forms.models import Document, Found

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
OFFICE = (".docx", ".docm", ".dotx", ".doc", ".wps", ".wpt", ".rtf")
PRINTED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif")
SUFFIXES = frozenset((*TEXTS, *OFFICE, *PRINTED))
_BESIDE = frozenset((".place",))  # what stands beside documents and is none


def documents_in(path: Path, scratch: Path) -> Found:
    """The documents of a folder (with the folders in it) or of a .zip, which is extracted into the folder `scratch`.

    Hidden files are skipped; what cannot be read is told in one sentence each, and the others are read all the same.
    A single file is itself the only document.
    """
    if path.is_dir():
        return _in_folder(path, scratch)
    if zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
        return _sorted(extracted(path, scratch, is_document))
    if not path.is_file():
        raise UnreadableFile(f"{path.name} 无法打开，已跳过，请检查有没有这个文件或目录、能不能读。")
    if path.suffix.lower() == ".zip":
        raise UnreadableFile(f"{path.name} 不是完好的 zip 压缩包，已跳过，请重新压缩或下载。")
    return Found(documents=(Document(path=path, name=path.name),))


def is_document(name: str) -> bool:
    """Whether a file's name is that of a document; raises UnreadableFile for what its sender may have meant as one."""
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix in _BESIDE or not suffix:
        return False
    raise UnreadableFile(f"{name} 不是能读的文件，已跳过，请换成 .docx、.pdf、.txt、.html 等格式。")


def _in_folder(folder: Path, scratch: Path) -> Found:
    documents: list[Document] = []
    failures: list[str] = []
    for number, path in enumerate(_files(folder)):
        name = path.relative_to(folder).as_posix()
        try:
            if path.suffix.lower() == ".zip":
                held = documents_in(path, scratch / str(number))
                documents += [Document(path=found.path, name=f"{name}/{found.name}") for found in held.documents]
                failures += held.failures
            elif is_document(name):
                documents.append(Document(path=path, name=name))
        except UnreadableFile as error:
            failures.append(str(error))
    return Found(documents=tuple(documents), failures=tuple(failures))


def _files(folder: Path) -> Iterator[Path]:
    """Files in order of their names; links to other folders are not followed, hidden files and folders are skipped."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(parent, name) for name in sorted(names) if not is_hidden(name))


def is_hidden(name: str) -> bool:
    """Whether a name is of those that systems hide, or leave behind while a file is open."""
    return name.startswith((".", "~$", "__MACOSX")) or name in ("Thumbs.db", "desktop.ini")


def _sorted(found: Found) -> Found:
    return Found(documents=tuple(sorted(found.documents, key=lambda document: document.name)), failures=found.failures)
