"""Pictures: what may be drawn, and where in the file the rest stands."""

import struct
import time
import zlib

import pytest

from elearn.library.pictures import fault_in

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n'


def svg(inside: str) -> bytes:
    return f"{HEAD}<rect width='1' height='1'/>\n{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + frame + b"\xff\xda\x00\x04ab.\xff\xd9"


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<script>1</script>", 3),
        ("<g>\n<foreignObject/></g>", 4),
        ("<style>a{}</style>", 3),
        ('<image href="a.png"/>', 3),
        ('<rect onclick="x()"/>', 3),
        ('<use href="https://x.example/a.svg#b"/>', 3),
        ('<rect style="fill:url(http://x.example/)"/>', 3),
        ('<rect fill="URL(//server/share#a)"/>', 3),
        ('<a href="javascript:1"/>', 3),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', 3),
        ("<?xml-stylesheet href='http://x.example/a.css'?>", 3),
        ("\n<rect></g>", 4),
        ("<g>" * 100 + "</g>" * 100, 3),
    ],
)
def test_what_no_picture_may_hold_is_told_on_its_line(inside: str, line: int) -> None:
    fault = fault_in("a.svg", svg(inside))
    assert fault is not None
    assert (fault.line, bool(fault.words)) == (line, True)


def test_a_drawing_that_refers_to_its_own_parts_is_well() -> None:
    own = '<defs><linearGradient id="b"/></defs><g id="a"><path d=""/></g><use href="#a" fill="url(#b)"/>'
    assert fault_in("a.svg", svg(own)) is None


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a0"><path d=""/></g>'
        + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)),
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(5000)) + '<g id="a5000"/>',
    ],
    ids=["a thousand million", "itself", "each other", "a long chain"],
)
def test_a_drawing_without_end_is_refused_at_once(inside: str) -> None:
    began = time.perf_counter()
    assert fault_in("a.svg", svg(inside)) is not None
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("name", "content", "sound"),
    [
        ("a.png", png(700, 400), True),
        ("a.png", png(60_000, 60_000), False),
        ("a.png", png(0, 5), False),
        ("a.png", png(700, 400)[:-1], False),
        ("a.png", png(700, 400).replace(b"IDAT", b"IDAX"), False),
        ("a.png", b"\x89PNG\r\n\x1a\n", False),
        ("a.png", b"GIF89a", False),
        ("a.jpg", jpeg(700, 400), True),
        ("a.jpg", jpeg(60_000, 60_000), False),
        ("a.jpg", jpeg(700, 400)[:-1], False),
        ("a.jpg", b"\xff\xd8\xff", False),
        ("a.jpg", png(700, 400), False),
        ("a.svg", b"", False),
        ("a.svg", b"<html/>", False),
        ("a.svg", HEAD.replace("viewBox", "view").encode() + b"</svg>", False),
        ("a.svg", b"<?xml version='1.0' encoding='utf-7'?>" + HEAD.encode() + b"</svg>", False),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>", False),
        ("a.svg", svg("<text>Chữ</text>") + b" " * 3_000_000, False),
    ],
)
def test_sound_pictures_and_others(name: str, content: bytes, sound: bool) -> None:
    assert (fault_in(name, content) is None) == sound
