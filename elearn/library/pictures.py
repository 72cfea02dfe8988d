"""Pictures that a lesson may show: SVG drawn in the repository, without anything that runs or is fetched."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

LARGEST = 2 * 1024 * 1024  # bytes
MOST_PIXELS = 16 * 1024 * 1024
_DEEPEST = 40  # elements within each other
_MOST_DRAWN = 20_000  # elements, each counted as often as it is used
_ELEMENTS = frozenset(
    """
    svg g rect circle ellipse line polyline polygon path text tspan title desc defs linearGradient
    radialGradient stop marker clipPath mask pattern use symbol
    """.split()  # noqa: SIM905 - many short words
)
_SVG = "http://www.w3.org/2000/svg"
_OWN_PLACE = re.compile(r"\s*url\(\s*['\"]?#([\w-]+)['\"]?\s*\)\s*")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class PictureFault:
    """What is wrong with a picture, and on which line of it; 1 where it has none."""

    line: int
    words: str


def fault_in(name: str, content: bytes) -> PictureFault | None:
    """What is wrong with a picture; None where nothing is."""
    if len(content) > LARGEST:
        return PictureFault(1, f"hình lớn hơn {LARGEST // 1024**2} MB")
    suffix = name[name.rfind(".") :]
    if suffix in (".png", ".jpg"):
        words = _why_no_png(content) if suffix == ".png" else _why_no_jpeg(content)
        return PictureFault(1, words) if words else None
    return _Svg().fault_in(content)


class _Refused(Exception):
    """Ends the reading of an SVG."""


@dataclass(slots=True)
class _Element:
    """An element as far as it tells how much there is to draw."""

    within: list[_Element] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # ids that it draws once more
    drawn: int = 0  # 0: not counted yet, -1: being counted


class _Svg:
    """Reads an SVG from its first line to its last; nothing outside it is looked at."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._declare
        self._parser.ProcessingInstructionHandler = self._instruct
        self._open: list[_Element] = []
        self._named: dict[str, _Element] = {}
        self._all: list[_Element] = []

    def fault_in(self, content: bytes) -> PictureFault | None:
        """The first thing that is wrong."""
        try:
            self._parser.Parse(content, True)
            if sum(map(self._count, self._all[:1])) > _MOST_DRAWN:
                return PictureFault(1, "hình SVG có quá nhiều nét, hoặc lặp lại một nét quá nhiều lần")
        except _Refused as refused:
            return PictureFault(self._parser.CurrentLineNumber, str(refused))
        except expat.ExpatError as error:
            return PictureFault(error.lineno, "hình SVG sai cú pháp: thẻ hoặc chữ ở dòng này không đúng")
        except RecursionError:
            return PictureFault(1, "hình SVG dùng lại nét này trong nét khác quá nhiều lần")
        except (ValueError, LookupError):  # an encoding that there is not
            return PictureFault(1, "hình SVG phải được lưu bằng mã UTF-8")
        return None

    def _declare(self, *_: Any) -> None:
        raise _Refused("hình SVG không được có DOCTYPE hay ENTITY")

    def _instruct(self, target: str, _data: str) -> None:
        raise _Refused(f"hình SVG không được có chỉ thị <?{target}")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self._all and (space, name) != (_SVG, "svg"):
            raise _Refused("tệp không phải hình SVG")
        if not self._all and not attributes.get("viewBox"):
            raise _Refused("hình SVG cần thuộc tính viewBox")
        if space != _SVG or name not in _ELEMENTS:
            raise _Refused(f"hình SVG không được dùng thẻ <{name}>")
        if len(self._open) >= _DEEPEST:
            raise _Refused(f"hình SVG lồng quá {_DEEPEST} lớp thẻ")
        element = _Element()
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2].lower(), value, element)
        if self._open:
            self._open[-1].within.append(element)
        self._open.append(element)
        self._all.append(element)
        if len(self._all) > _MOST_DRAWN:
            raise _Refused("hình SVG có quá nhiều nét")

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _attribute(self, key: str, value: str, element: _Element) -> None:
        if key.startswith("on"):
            raise _Refused(f"hình SVG không được có mã chạy ({key})")
        if key in ("href", "src"):
            if not value.startswith("#"):
                raise _Refused(f"hình SVG không được lấy tệp khác: {value[:40]}")
            element.names.append(value[1:])
        if "url(" in value.replace(" ", "").lower():
            own = _OWN_PLACE.fullmatch(value)
            if not own:
                raise _Refused(f"hình SVG không được lấy tệp khác: {value[:40]}")
            element.names.append(own.group(1))
        if "@import" in value.lower() or "javascript:" in value.lower():
            raise _Refused("hình SVG không được có mã chạy")
        if key == "id":
            self._named.setdefault(value, element)

    def _count(self, element: _Element) -> int:
        """How much is drawn, with what is used again each time; too much where it goes round in circles."""
        if element.drawn < 0:
            return _MOST_DRAWN + 1
        if not element.drawn:
            element.drawn = -1
            used = (self._named[name] for name in element.names if name in self._named)
            element.drawn = min(1 + sum(map(self._count, (*element.within, *used))), _MOST_DRAWN + 1)
        return element.drawn


def _why_no_png(content: bytes) -> str:
    if not content.startswith(_PNG):
        return "tệp không phải hình PNG"
    at, kinds = len(_PNG), []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        body = content[at + 4 : at + 8 + length]
        if len(content) < at + 12 + length or struct.unpack_from(">I", content, at + 8 + length)[
            0
        ] != zlib.crc32(body):
            break
        kinds.append(body[:4])
        if body[:4] == b"IHDR" and length == 13:
            words = _why_too_large(*struct.unpack_from(">II", body, 4))
            if words:
                return words
        at += 12 + length
    whole = kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1:] == [b"IEND"] and at == len(content)
    return "" if whole else "hình PNG bị hỏng hoặc bị cắt"


def _why_no_jpeg(content: bytes) -> str:
    if not content.startswith(_JPEG):
        return "tệp không phải hình JPG"
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            cut = "" if content.rstrip(b"\0").endswith(b"\xff\xd9") else "hình JPG bị cắt"
            return _why_too_large(width, height) or cut
        at += 2 + length
    return "hình JPG bị hỏng hoặc bị cắt"


def _why_too_large(width: int, height: int) -> str:
    if not width or not height:
        return "hình không có kích thước"
    if width * height > MOST_PIXELS:
        return f"hình {width} × {height} điểm là quá lớn; nhiều nhất {MOST_PIXELS // 1024**2} triệu điểm"
    return ""
