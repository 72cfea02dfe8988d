"""Proposes people of the unit's roster while a profile's name or code is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from elearn.desktop.presenters.roster_offer import Proposals, Proposed, RosterOffer
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.proposals import ProposalList


class RosterFinder(QObject):
    """Watches two fields of a form; `chosen` gives the person (`Proposed`) whose entry was taken.

    `inviting`: the name's hint says from the start that there is a roster.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, offer: RosterOffer, name: Field, code: Field, holder: QWidget, *, inviting: bool
    ) -> None:
        super().__init__(holder)
        self._offer, self._name = offer, name
        self._invitation = offer.invitation if inviting else name.hint
        self.lists = tuple(
            self._watch(theme, field, holder, look, without)
            for field, look, without in (
                (name, offer.by_name, self._invitation),
                (code, offer.by_code, code.hint),
            )
        )
        name.set_hint(self._invitation)
        if inviting and name.input.isModified() and name.input.hasFocus():
            name.input.textEdited.emit(name.input.text())  # it was typed before the roster had been read

    def _watch(
        self, theme: Theme, field: Field, holder: QWidget, look: Callable[[str], Proposals], without: str
    ) -> ProposalList:
        shown = ProposalList(theme, field.input, holder, f"Người trong danh sách của {self._offer.unit}")

        def typed(text: str) -> None:
            found = look(text)
            field.set_error("")
            field.set_hint(found.words or without)
            shown.propose(found.people, found.words)

        field.input.textEdited.connect(typed)
        shown.chosen.connect(self._chosen)
        return shown

    def _chosen(self, one: Proposed) -> None:
        self.chosen.emit(one)

    def say_taken(self) -> None:
        """Say that the fields hold what the roster says."""
        self._name.set_hint(self._offer.taken)
