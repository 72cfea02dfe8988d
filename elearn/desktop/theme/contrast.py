"""Contrast of two colours as WCAG 2.2 counts it, and the pairs of tokens that must keep it."""

from __future__ import annotations

TEXT, STRONG_TEXT, PART = 4.5, 7.0, 3.0  # least ratio of text, of text in high contrast, of edges

# Text token → backgrounds on which it is ever set.
TEXT_ON: dict[str, tuple[str, ...]] = {
    "ink": (
        "paper", "surface", "sunken", "accent_soft", "law_soft", "desk_soft", "good_soft", "bad_soft", "mark",
    ),
    "ink2": ("paper", "surface", "sunken", "accent_soft", "law_soft", "desk_soft", "good_soft", "bad_soft"),
    "accent": ("paper", "surface", "sunken", "accent_soft", "law_soft", "desk_soft", "good_soft", "bad_soft"),
    "on_accent": ("accent", "accent_strong"),
    "law": ("paper", "surface", "law_soft"),
    "desk": ("paper", "surface", "desk_soft"),
    "good": ("paper", "surface", "good_soft"),
    "bad": ("paper", "surface", "bad_soft"),
}  # fmt: skip
EDGE_ON: dict[str, tuple[str, ...]] = {
    "edge": ("paper", "surface", "sunken"),
    "accent": ("sunken", "surface"),
}


def ratio(one: str, other: str) -> float:
    """The contrast of two colours `#RRGGBB`: 1.0 (none) to 21.0 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
