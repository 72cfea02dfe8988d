"""`help`: every command of the contract is in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from elearn.cli import COMMANDS
from elearn.cli.help import everything
from elearn.cli.parsing import parser_for

Told = Callable[..., tuple[int, Any, str]]

# What others rely on.
CONTRACT = (
    "elearn doctor",
    "elearn library build [--out TỆP] [--key TỆP]",
    "elearn library key new --out TỆP",
    "elearn library check",
    "elearn library info",
    "elearn library items [--course MÃ]",
    "elearn library install TỆP",
    "elearn library rollback",
    "elearn search [--limit N] CHỮ",
    "elearn result export --out NƠI [--profile MÃ]",
    "elearn certificate list",
    "elearn certificate export [--profile MÃ] --out THƯ-MỤC",
    "elearn certificate verify [--key TỆP] TỆP",
    "elearn trial --learners N [--seed S] [--no-unit] DIR",
    "elearn unit init --name CHỮ --place CHỮ --signer CHỮ --role CHỮ",
    "elearn unit roster [--dry-run] TỆP",
    "elearn unit assign --courses MÃ[,MÃ] --deadline NGÀY [--rules TỆP] --out TỆP",
    "elearn unit intake [--password-file TỆP] NƠI",
    "elearn unit status [--course MÃ]",
    "elearn unit list --format DẠNG --out TỆP [--course MÃ]",
    "elearn unit certificates --out THƯ-MỤC [--combined TỆP]",
    "elearn unit key export --out TỆP",
    "elearn backup create TỆP",
    "elearn backup restore TỆP",
    "elearn window [--until-painted]",
    "elearn help",
)


@pytest.mark.parametrize("form", CONTRACT)
def test_every_command_is_in_the_help(form: str) -> None:
    assert f"    {form}" in everything()


def test_help_in_words_and_as_json(told: Told) -> None:
    status, out, err = told("help")
    assert (status, err) == (0, "")
    assert out.strip() == everything()
    status, facts, _ = told("help", "--json")
    assert (status, list(facts["commands"]), facts["help"]) == (0, list(COMMANDS), everything())


def test_help_of_one_command_and_of_one_of_its_actions(told: Told) -> None:
    status, out, _ = told("help", "certificate", "verify")
    assert status == 0
    assert out.startswith("Cách dùng: elearn certificate verify")
    assert "khóa (.khoa)" in out
    assert told("certificate", "verify", "--help")[1].strip() == out.strip()


@pytest.mark.parametrize("words", [["khong-co"], ["backup", "khong-co"]])
def test_help_of_what_there_is_not(words: list[str], told: Told) -> None:
    status, out, err = told("help", *words)
    assert (status, out) == (2, "")
    assert "khong-co" in err


def test_the_overview_names_every_command() -> None:
    text = parser_for().format_help()
    for name in COMMANDS:
        assert f"\n    {name}" in text
    assert not any(english in text for english in ("usage", "options:", "positional", "show this"))
