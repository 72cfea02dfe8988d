"""Pictures that a lesson may show: SVG drawn in the repository, without anything that runs or is fetched."""

from __future__ import annotations

import re
from xml.etree import ElementTree

LARGEST = 2 * 1024 * 1024  # bytes
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    """
    svg g rect circle ellipse line polyline polygon path text tspan title desc defs linearGradient
    radialGradient stop marker clipPath mask pattern use symbol
    """.split()  # noqa: SIM905 - many short words
)
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}


def why_unsafe(name: str, content: bytes) -> str:
    """What is wrong with a picture, in words; "" where nothing is."""
    if len(content) > LARGEST:
        return f"hình lớn hơn {LARGEST // 1024**2} MB"
    suffix = name[name.rfind(".") :]
    if suffix in _STARTS:
        return "" if content.startswith(_STARTS[suffix]) else f"tệp không phải hình {suffix[1:].upper()}"
    return _why_unsafe_svg(content)


def _why_unsafe_svg(content: bytes) -> str:
    if _ENTITY.search(content):
        return "hình SVG không được có DOCTYPE hay ENTITY"
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entity can be declared without a DOCTYPE
    except (ElementTree.ParseError, ValueError) as error:
        return f"hình SVG sai cú pháp: {error}"
    if root.tag != f"{_SVG}svg":
        return "tệp không phải hình SVG"
    if not root.get("viewBox"):
        return "hình SVG cần thuộc tính viewBox"
    for element in root.iter():
        why = _why_unsafe_element(element)
        if why:
            return why
    return ""


def _why_unsafe_element(element: ElementTree.Element) -> str:
    if not isinstance(element.tag, str):
        return ""  # a comment
    name = element.tag.removeprefix(_SVG)
    if name not in _ELEMENTS:
        return f"hình SVG không được dùng thẻ <{name.rpartition('}')[2]}>"
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"hình SVG không được có mã chạy ({plain})"
        if plain in ("href", "src") and not value.startswith("#"):
            return f"hình SVG không được lấy tệp khác: {value[:40]}"
        if "url(" in value.replace(" ", "") and not re.fullmatch(
            r"\s*url\(\s*['\"]?#[\w-]+['\"]?\s*\)\s*", value
        ):
            return f"hình SVG không được lấy tệp khác: {value[:40]}"
        if "@import" in value or "javascript:" in value.lower():
            return "hình SVG không được có mã chạy"
    return ""
