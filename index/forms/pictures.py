"""Scanned pages and pictures become lines of print: characters are recognised, and how surely is kept."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from index.errors import UnreadableFile
from index.forms.columns import in_reading_order
from index.forms.models import Limits
from index.forms.paragraphs import Paragraph
from index.forms.printed import Printed, without_page_edges
from index.forms.wrapping import paragraphs_of

_DPI = 150
_LARGEST_SIDE = 4000  # pixels; larger pictures are made smaller first
_MOST_PIXELS = 120_000_000
_UNSURE = 0.9  # pages recognised with less confidence are pointed out
_DOUBTFUL = 0.6  # a line recognised with less is hardly more than a guess
_COLUMN_GAP, _SPACE_GAP = 2.5, 1.5  # in heights of print
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "《": "》", "〈": "〉", "“": "”"}
# What the closing sign of each may be taken for.
_CLOSING = {"（": "）)", "(": ")）", "〔": "〕]】)）", "[": "]〕】", "【": "】]〕", "《": "》", "〈": "〉>", "“": '”"'}
_PICTURE_ERRORS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, Image.DecompressionBombError)


def is_installed() -> bool:
    """Whether the recognition, an extra of this program, is there."""
    return find_spec("rapidocr") is not None


def missing(name: str) -> UnreadableFile:
    """The refusal of a picture where the recognition is not installed."""
    return UnreadableFile(f"{name} 是图片或扫描件，要先识别文字才能读；请安装识别组件（make ocr）后再试，或换成有文字的文件。")


def read_picture(data: bytes, name: str, limits: Limits) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of a picture file, page by page, and what the reader should know."""
    if not is_installed():
        raise missing(name)
    pages = [_recognised(picture, number) for number, picture in enumerate(_frames(data, name, limits), 1)]
    lines = [line for page in without_page_edges(pages) for line in page]
    return paragraphs_of(lines), doubts(lines)


def read_pages(data: bytes, name: str, numbers: Sequence[int]) -> dict[int, list[Printed]]:
    """The lines recognised on pages (from 1) of a PDF; `name` is what a refusal calls it."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return {number: _recognised(_rendered(document[number - 1]), number) for number in numbers}
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name} 已损坏或没有下载完整，已跳过，请重新下载或另存一份 PDF。") from error


def _rendered(page: pypdfium2.PdfPage) -> Image.Image:
    scale = min(_DPI / 72, _LARGEST_SIDE / max(*page.get_size(), 1.0))
    return page.render(scale=scale).to_pil()


def doubts(lines: Sequence[Printed]) -> list[str]:
    """A sentence for each page whose characters were not recognised surely, and one that says that characters were recognised at all."""
    told = ["文字是从图片识别的，可能有误，请对照原件。"] if any(line.confidence is not None for line in lines) else []
    for page in dict.fromkeys(line.page for line in lines):
        own = [line for line in lines if line.page == page]
        if _confidence(own) < _UNSURE or any(_confidence([line]) < _DOUBTFUL for line in own):
            told.append(f"第{page}页识别把握不大，请对照原件。")
    return told


def _frames(data: bytes, name: str, limits: Limits) -> list[Image.Image]:
    """The pictures of a file, upright and not too large; a TIFF may hold several."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadableFile(f"{name} 的图片太大，已跳过，请缩小后再试。")
            if getattr(picture, "n_frames", 1) > limits.scanned_pages:
                raise UnreadableFile(f"{name} 超过 {limits.scanned_pages} 页，已跳过，请拆成几份后再试。")
            return [_fitted(ImageOps.exif_transpose(frame)) for frame in ImageSequence.Iterator(picture)]
    except _PICTURE_ERRORS as error:
        raise UnreadableFile(f"{name} 已损坏或没有下载完整，已跳过，请换一张图片。") from error


def _fitted(picture: Image.Image) -> Image.Image:
    flat = picture.convert("RGBA")
    white = Image.new("RGBA", flat.size, "white")
    white.alpha_composite(flat)
    white.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    return white.convert("RGB")


@cache
def _engine() -> Any:
    """The recogniser, its models from its own wheel."""
    from rapidocr import RapidOCR

    # No line is judged upside down by itself (which garbles good ones), none is left out for being unsure (which would go unseen).
    settings = {"use_cls": False, "text_score": 0.0, "max_side_len": _LARGEST_SIDE, "log_level": "critical"}
    return RapidOCR(params={f"Global.{name}": value for name, value in settings.items()})


def _recognised(picture: Image.Image, page: int) -> list[Printed]:
    """The lines of a picture; where they make no sense, of the picture turned until they do."""
    lines = _seen(picture, page)
    if not lines or _confidence(lines) >= _DOUBTFUL:
        return lines
    turned = [_seen(picture.rotate(angle, expand=True), page) for angle in (180, 90, 270)]
    return max([lines, *filter(None, turned)], key=_confidence)


def _confidence(lines: Sequence[Printed]) -> float:
    """The mean confidence of the characters of some lines, 1 where nothing was recognised."""
    sure = [(line.confidence, len(line.text)) for line in lines if line.confidence is not None]
    return sum(share * count for share, count in sure) / max(1, sum(count for _, count in sure)) if sure else 1.0


def _seen(picture: Image.Image, page: int) -> list[Printed]:
    """The lines of a picture in the order of reading, as if it had been laid straight."""
    found = _engine()(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    if found.boxes is None or not found.txts:
        return []
    boxes = np.asarray(found.boxes, dtype=float)
    straight = _straightened(boxes, np.array([picture.width / 2, picture.height / 2]))
    pieces = [
        Printed(
            text=_with_pairs(str(text)),
            x0=float(box[:, 0].min()),
            x1=float(box[:, 0].max()),
            top=float(box[:2, 1].mean()),
            bottom=float(box[2:, 1].mean()),
            page=page,
            confidence=float(score),
        )
        for box, text, score in zip(straight, found.txts, found.scores, strict=True)
        if str(text).strip()
    ]
    return in_reading_order(pieces, _COLUMN_GAP, _SPACE_GAP)


def _with_pairs(text: str) -> str:
    """The same words with closing signs of the kind that was opened: 〔2022] is seen where 〔2022〕 is printed."""
    opened: list[str] = []
    made = []
    for sign in text:
        if sign in _PAIRS:
            opened.append(sign)
        elif opened and sign in _CLOSING.get(opened[-1], ""):
            sign = _PAIRS[opened.pop()]
        made.append(sign)
    return "".join(made)


def _straightened(boxes: Any, middle: Any) -> Any:
    """Boxes (n, 4, 2) turned around the middle of the page (2,) by the angle that most lines are askew."""
    along = boxes[:, 1] - boxes[:, 0]
    long = along[np.abs(along[:, 0]) >= np.median(np.abs(along[:, 0]))]
    angle = median(math.atan2(dy, dx) for dx, dy in long)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return (boxes - middle) @ turn + middle
