"""Which typeface a document gets on which machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import font_source_sans_pro
import pytest

from elearn.credentials.verify import verify
from elearn.exports.certificate import make_certificate
from elearn.exports.typefaces import document_faces, font_folders
from tests.build.certificates import KEY, fields, trusted

BUNDLED = Path(font_source_sans_pro.font_directory)


def test_without_times_the_bundled_typeface_is_used(tmp_path: Path) -> None:
    faces = document_faces([tmp_path])
    assert faces.regular.startswith("SourceSansPro-Regular")
    pdf = make_certificate(fields(), KEY, faces).pdf
    assert b"SourceSansPro-Bold" in pdf
    assert verify(pdf, [trusted()]).valid


def test_a_family_that_cannot_be_read_or_lacks_letters_is_passed_over(tmp_path: Path) -> None:
    for name in ("times.ttf", "timesbd.ttf", "timesi.ttf"):
        (tmp_path / name).write_bytes(b"no typeface")
    assert document_faces([tmp_path]).regular.startswith("SourceSansPro-Regular")


def test_times_new_roman_of_the_machine_comes_first(tmp_path: Path) -> None:
    for name, like in (("times", "Regular"), ("timesbd", "Bold"), ("timesi", "It")):
        shutil.copy(BUNDLED / f"SourceSansPro-{like}.ttf", tmp_path / f"{name}.ttf")
    faces = document_faces([tmp_path / "nothing", tmp_path])
    assert [face.partition("-")[0] for face in (faces.regular, faces.bold, faces.italic)] == [
        "times",
        "timesbd",
        "timesi",
    ]


def test_windows_own_folder_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDIR", "C:/Windows")
    assert Path("C:/Windows/Fonts") in font_folders()
