"""`python -m tools.pictures --guide`: the pictures that README and the user guides show, in docs/pictures/, small."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

OUT = Path("docs/pictures")
COLOURS = 160  # of a palette; screens have few, and a whole one takes four times the room
DPI = 96  # of a printed page

# File → a name of PICTURES and the theme it is taken in.
GUIDE = {
    "mo-dau": ("nguoi-hoc-trong", "light"),
    "lap-ho-so": ("ho-so-moi", "light"),
    "lap-ho-so-danh-sach": ("ho-so-danh-sach", "light"),
    "trang-chu": ("trang-chu", "light"),
    "trang-chu-toi": ("trang-chu", "dark"),
    "khoa-hoc": ("khoa-hoc-bai", "light"),
    "bai-hoc": ("bai-hoc", "light"),
    "bai-hoc-ghi-chu": ("bai-hoc-danh-dau", "light"),
    "bai-hoc-cau-hoi": ("bai-hoc-cau-hoi", "light"),
    "tra-cuu": ("tra-cuu", "light"),
    "luyen-tap": ("luyen-tap-giai-thich", "light"),
    "thi-truoc": ("thi-truoc", "light"),
    "thi": ("thi-dang-lam", "light"),
    "thi-danh-dau": ("thi-danh-dau", "light"),
    "thi-tuong-phan": ("thi-dang-lam", "contrast"),
    "thi-nop-bai": ("thi-nop-bai", "light"),
    "ket-qua": ("ket-qua-dat", "light"),
    "ket-qua-chua-dat": ("ket-qua-chua-dat", "light"),
    "xem-lai": ("xem-lai", "light"),
    "giay": ("giay", "light"),
    "kiem-tra-giay": ("kiem-tra-giay-dung", "light"),
    "nop-ket-qua": ("nop", "light"),
    "cai-dat": ("cai-dat", "light"),
    "don-vi": ("don-vi", "light"),
    "don-vi-thiet-lap": ("don-vi-thiet-lap", "light"),
    "don-vi-nhap": ("don-vi-nhap-xem-truoc", "light"),
    "don-vi-giao": ("don-vi-giao", "light"),
    "don-vi-nhan": ("don-vi-nhan", "light"),
    "don-vi-xuat": ("don-vi-xuat", "light"),
}
PAGE = "giay-xac-nhan"  # the certificate itself


def take_guide(wanted: set[str]) -> list[Path]:
    """Take them (all, without any wanted); the files."""
    from tools import pictures

    OUT.mkdir(parents=True, exist_ok=True)
    by_name = {one.name: one for one in pictures.PICTURES}
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for file, (name, theme) in GUIDE.items():
            if not wanted or file in wanted:
                big = pictures.take_one(by_name[name], theme, 1.0, Path(folder))
                taken.append(shrunk(big, OUT / f"{file}.png"))
        if not wanted or PAGE in wanted:
            taken.append(certificate_page(Path(folder), OUT / f"{PAGE}.png"))
    return taken


def certificate_page(folder: Path, out: Path) -> Path:
    """A certificate as it is printed, by pdftoppm."""
    from tools.pictures import make_services
    from tools.pictures_exam import exam_done

    services: Any = make_services(folder / "certificate")
    try:
        exam_done(28)(services)
        person = services.records.people.list()[0]
        stored = services.records.certificates.list(person.subject)[-1]
        (folder / "giay.pdf").write_bytes(stored.pdf)
    finally:
        services.close()
    command = [
        "pdftoppm",
        "-r",
        str(DPI),
        "-png",
        "-singlefile",
        str(folder / "giay.pdf"),
        str(folder / PAGE),
    ]
    subprocess.run(command, check=True)
    return shrunk(folder / f"{PAGE}.png", out)


def shrunk(source: Path, out: Path) -> Path:
    """The same picture with a palette."""
    with Image.open(source) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(out, optimize=True)
    return out
