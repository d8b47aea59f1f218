"""What a person put right about a document, in a small TOML file beside it: 某市方案.txt → 某市方案.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.disk import replace
from index.errors import DataFolderError, UnreadableFile
from index.models import Frozen, Period, PlanStatus
from index.places import Place, places_called
from index.reading import read_text

CORRECTIONS_SUFFIX = ".toml"
_PLACE_KEY = "地区"
_PLACE_LINE = re.compile(rf"^[ \t]*(?:{_PLACE_KEY}|\"{_PLACE_KEY}\")[ \t]*=.*$", re.MULTILINE)
_BARE_KEY = re.compile(r"^([ \t]*)([\u4e00-\u9fff]+)(?=[ \t]*=)", re.MULTILINE)  # TOML itself wants Chinese keys in quotation marks
_STATUS: dict[str, PlanStatus] = {"征求意见稿": "draft", "正式印发": "issued"}


class Corrections(Frozen):
    """Facts said by hand, None or empty where nothing was said; `not_headings` and `headings` are beginnings of lines."""

    place: Place | None = None
    title: str | None = None
    kind: str | None = None
    period: Period | None = None
    status: PlanStatus | None = None
    document_number: str | None = None
    issued_on: str | None = None
    published_on: str | None = None
    effective_on: str | None = None
    expires_on: str | None = None
    version_date: str | None = None
    repeals: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    not_headings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def of_one_document(self) -> tuple[str, ...]:
        """The keys said that can be true of one document only."""
        return tuple(name for name, key in _KEYS.items() if key.of_one and getattr(self, key.field))


NONE_SAID = Corrections()


def corrections_beside(path: Path) -> Corrections:
    """What the file beside a document says, nothing where there is none; raises UnreadableFile with the remedy."""
    beside = path.with_suffix(CORRECTIONS_SUFFIX)
    return _read(beside) if beside.is_file() else NONE_SAID


def write_place(document: Path, place: Place) -> None:
    """Say beside a document which place it is of, and keep what else is said there."""
    beside = document.with_suffix(CORRECTIONS_SUFFIX)
    corrections_beside(document)
    line = f'"{_PLACE_KEY}" = "{place.full_name}"'
    said = _text(beside) if beside.is_file() else ""
    changed, times = _PLACE_LINE.subn(line, said, count=1)
    try:
        beside.write_text(changed if times else f"{line}\n{said}", encoding="utf-8")
    except OSError as error:
        raise DataFolderError(f"文件目录 {document.parent} 不能写入，请检查权限或用 FAZHI_PLANS 换一个目录。") from error


def write_corrections(document: Path, said: Corrections) -> None:
    """Say all of this beside a document, and nothing else; where nothing is said there is no file."""
    beside = document.with_suffix(CORRECTIONS_SUFFIX)
    values = {name: getattr(said, key.field) for name, key in _KEYS.items()}
    values["状态"] = next((words for words, status in _STATUS.items() if status == said.status), None)
    lines = [f'"{name}" = {_written(value)}\n' for name, value in values.items() if value]
    try:
        if lines:
            replace(beside, "".join(lines))
        else:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise DataFolderError(f"目录 {document.parent} 不能写入，请检查权限和剩余空间。") from error


def _written(value: object) -> str:
    """A value in TOML; JSON writes texts and lists in the same way. Nothing may look like the beginning of a page or of a PDF."""
    if isinstance(value, Place):
        value = value.full_name
    elif isinstance(value, Period):
        value = [value.from_year, value.to_year]
    return re.sub(r"[<%\x7f]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _read(beside: Path) -> Corrections:
    try:
        said = tomllib.loads(_BARE_KEY.sub(r'\1"\2"', _text(beside)))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(f'{beside.name} 不是 TOML 格式，同名的文件已跳过，请每行写一项，如 {_PLACE_KEY} = "张掖市"。') from error
    fields = {}
    for name, value in said.items():
        key = _KEYS.get(name)
        if key is None:
            raise UnreadableFile(f"{beside.name} 里的“{name}”不认识，同名的文件已跳过，可以写的有：{'、'.join(_KEYS)}。")
        read = key.read(value)
        if read is None:
            raise UnreadableFile(f"{beside.name} 里的“{name}”写得不对，同名的文件已跳过，请写成 {name} = {key.allowed}。")
        fields[key.field] = read
    return Corrections.model_validate(fields)


def _text(beside: Path) -> str:
    """Its text, empty for an empty file."""
    try:
        empty = not beside.read_bytes().strip()
    except OSError as error:
        raise UnreadableFile(f"{beside.name} 无法打开，同名的文件已跳过，请检查能不能读。") from error
    return "" if empty else read_text(beside)[0].replace("\r\n", "\n")


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _several(value: object) -> tuple[str, ...] | None:
    words = [_words(one) for one in value] if isinstance(value, list) else []
    return tuple(word for word in words if word) if words and all(words) else None


def _place(value: object) -> Place | None:
    places = places_called(value.strip()) if isinstance(value, str) else ()
    return places[0] if len(places) == 1 else None


def _status(value: object) -> PlanStatus | None:
    return _STATUS.get(value) if isinstance(value, str) else None


def _period(value: object) -> Period | None:
    years = [year for year in value if type(year) is int and 1900 <= year <= 2200] if isinstance(value, list) else []
    return Period.model_validate({"from": years[0], "to": years[1]}) if len(years) == 2 and years == sorted(years) == value else None


def _date(value: object) -> str | None:
    try:
        return (value if type(value) is date else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True)
class _Key:
    field: str
    read: Callable[[object], object | None]
    allowed: str
    of_one: bool = True


_KEYS = {
    _PLACE_KEY: _Key("place", _place, '"甘肃省张掖市"（只有一处叫这个名字，或写出它所在的省市）', of_one=False),
    "标题": _Key("title", _words, '"文件的标题"'),
    "种类": _Key("kind", _words, '"实施方案"'),
    "期限": _Key("period", _period, "[2021, 2025]"),
    "状态": _Key("status", _status, '"征求意见稿" 或 "正式印发"', of_one=False),
    "文号": _Key("document_number", _words, '"某政发〔2021〕1号"'),
    "成文日期": _Key("issued_on", _date, '"2021-01-31"'),
    "发布日期": _Key("published_on", _date, '"2021-01-31"'),
    "施行日期": _Key("effective_on", _date, '"2021-01-31"'),
    "有效期至": _Key("expires_on", _date, '"2026-01-31"'),
    "通过或修正日期": _Key("version_date", _date, '"2021-01-31"'),
    "取代": _Key("replaces", _several, '["被它取代的文件的文件名"]'),
    "废止": _Key("repeals", _several, '["被它废止的文件的标题"]'),
    "不是标题": _Key("not_headings", _several, '["3.5万人"]（看起来像编号的行的开头）', of_one=False),
    "也是标题": _Key("headings", _several, '["指导思想"]（没有编号的标题行的开头）', of_one=False),
}
