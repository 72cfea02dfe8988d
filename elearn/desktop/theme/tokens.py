"""The tokens file, read once per start."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

TOKENS_FILE = Path(__file__).parent.parent / "tokens.toml"
THEME_NAMES = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class TypeStep:
    """A step of the type scale: size and line height in pixels at 100 %, weight 100 to 900."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by theme and name (`#RRGGBB`), type steps by role, spacing in pixels."""

    colours: dict[str, dict[str, str]]
    type: dict[str, TypeStep]
    steps: tuple[int, ...]
    radius: tuple[int, int]
    column: int
    target: int


def read_tokens(path: Path = TOKENS_FILE) -> Tokens:
    """The tokens of the product."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    space = raw["space"]
    small, large = space["radius"]
    return Tokens(
        colours={name: dict(raw[name]) for name in THEME_NAMES},
        type={role: TypeStep(*step) for role, step in raw["type"].items()},
        steps=tuple(space["steps"]),
        radius=(small, large),
        column=space["column"],
        target=space["target"],
    )
