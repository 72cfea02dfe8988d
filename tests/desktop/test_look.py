"""Colours keep their contrast, icons are there, texts are never cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from elearn.desktop.look import Look, look_from, theme_for
from elearn.desktop.theme import THEMES, make_theme
from elearn.desktop.theme.contrast import EDGE_ON, PART, STRONG_TEXT, TEXT, TEXT_ON, ratio
from elearn.desktop.theme.fonts import FAMILY, load_fonts
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.icons import ICON_FOLDER, icon_pixmap
from elearn.desktop.widgets.rich_text import Text

TOKENS = read_tokens()
ROOT = Path(__file__).parent.parent.parent
STACKED = "ẾỘẪỪỠẶ Ẳ Ỗ ậyọgự"  # the highest and the lowest Vietnamese letters


def test_black_on_white_is_21():
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "background"), [(a, b) for a, many in TEXT_ON.items() for b in many])
def test_text_is_readable_on_each_background(theme, text, background):
    colours = TOKENS.colours[theme]
    least = STRONG_TEXT if theme == "contrast" else TEXT
    assert ratio(colours[text], colours[background]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "background"), [(a, b) for a, many in EDGE_ON.items() for b in many])
def test_edges_are_seen(theme, edge, background):
    assert ratio(TOKENS.colours[theme][edge], TOKENS.colours[theme][background]) >= PART


def test_every_theme_has_every_colour_and_every_text_is_paired():
    names = set(TOKENS.colours["light"])
    assert all(set(TOKENS.colours[theme]) == names for theme in THEMES)
    texts = {n for n in names if not n.endswith("_soft")} - {
        "paper", "surface", "sunken", "line", "edge", "mark", "accent_strong",
    }  # fmt: skip
    assert texts == set(TEXT_ON)


def test_the_written_figures_are_the_computed_ones():
    written = (ROOT / "docs" / "design-language.md").read_text(encoding="utf-8")
    for token, pairs in {**TEXT_ON, "edge": EDGE_ON["edge"]}.items():
        row = re.search(rf"^\| `{token}` \|[^|]+\|(.+)\|$", written, re.MULTILINE)
        assert row, token
        for theme, figure in zip(THEMES, row[1].split("|"), strict=True):
            colours = TOKENS.colours[theme]
            worst = min(ratio(colours[token], colours[one]) for one in pairs)
            assert float(figure) == pytest.approx(worst, abs=0.006), (token, theme)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_uses_only_colours_of_its_theme(qapp, name):
    theme = make_theme(name, 1.0, TOKENS)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(theme)))
    assert used <= set(theme.colours.values())
    assert "$" not in style_sheet(theme)


def test_each_icon_named_in_the_code_is_there(qapp):
    named = set()
    for path in (ROOT / "elearn" / "desktop").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'icon_name="([a-z0-9-]+)"', source))
        named |= set(
            re.findall(
                r'(?:IconLabel|icon|icon_button|empty_state)\(\s*(?:self\.)?_?theme,\s*"([a-z0-9-]+)"', source
            )
        )
    named |= set(
        re.findall(r'Entry\("[a-z-]+", "([a-z0-9-]+)"', (ROOT / "elearn/desktop/routes.py").read_text())
    )
    assert len(named) > 12
    assert [name for name in sorted(named) if not (ICON_FOLDER / f"{name}.svg").is_file()] == []


def test_every_icon_can_be_drawn_in_a_colour_of_the_theme(qapp):
    theme = make_theme("dark", 1.0, TOKENS)
    accent = theme.colour("accent")
    for path in sorted(ICON_FOLDER.glob("*.svg")):
        image = icon_pixmap(theme, path.stem, "accent", 24).toImage()
        inked = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        solid = [colour for colour in inked if colour.alpha() > 240]
        assert solid, path.stem
        for colour in solid:
            assert abs(colour.red() - accent.red()) + abs(colour.blue() - accent.blue()) < 6, path.stem


def test_the_bundled_face_is_used_and_its_marks_fit_the_line(qapp):
    assert load_fonts() == []
    for scale in (1.0, 1.25, 2.0):
        theme = make_theme("light", scale, TOKENS)
        for role in TOKENS.type:
            font = theme.font(role)
            assert QFontInfo(font).family() == FAMILY
            metrics = QFontMetricsF(font)
            box = metrics.tightBoundingRect(STACKED)
            assert -box.top() <= metrics.ascent() + 1  # a pixel of rounding; the next test looks at pixels
            assert box.bottom() <= metrics.descent() + 1
            assert theme.line_px(role) + 2 >= box.height()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("role", ["caption", "body", "reading", "h3", "h2", "h1"])
def test_no_mark_is_cut_at_the_edge_of_a_text(qtbot, role, scale):
    """The same letters drawn with room on all sides show the same number of inked rows."""
    theme = make_theme("light", scale, TOKENS)

    def inked_rows(margin: int) -> int:
        text = Text(theme, STACKED, role)
        qtbot.addWidget(text)
        text.setStyleSheet("color: black; background: white")
        width = theme.scaled(900)
        text.resize(width + 2 * margin, text.heightForWidth(width) + 2 * margin)
        text.setContentsMargins(margin, margin, margin, margin)
        image = text.grab().toImage()
        return sum(
            any(image.pixelColor(x, y).lightness() < 140 for x in range(image.width()))
            for y in range(image.height())
        )

    assert inked_rows(0) == inked_rows(12)


def test_odd_settings_fall_back(qapp):
    assert look_from(None) == Look()
    assert look_from({"theme": "pink", "scale": 9}) == Look()
    assert look_from({"theme": "dark", "scale": 1.5}) == Look("dark", 1.5)
    assert theme_for(Look("contrast", 2.0), TOKENS).high_contrast
    assert make_theme("nothing", 7.0, TOKENS).scale == 2.0
