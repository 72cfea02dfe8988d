"""Courses held by others: who registered, who attended, by which paper."""

from __future__ import annotations

import builtins
from dataclasses import replace

from elearn.learning.unit import Training, TrainingState
from elearn.records.database import Database, writing
from elearn.records.unit.person_rows import day, day_text


class Trainings:
    """The trainings in one `unit.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(self, person: int | None = None) -> builtins.list[Training]:
        """Every training, or those of a person; the earliest first."""
        rows = self._db.rows(
            "select * from training where person = ? or ? is null order by coalesce(begins_on, '9'), id",
            [person, person],
        )
        return [
            Training(
                row["id"],
                row["person"],
                row["name"],
                row["organiser"],
                TrainingState(row["state"]),
                day(row["begins_on"]),
                day(row["ends_on"]),
                row["number"],
                row["note"],
            )
            for row in rows
        ]

    def put(self, training: Training) -> Training:
        """Keep a training: a new one where its id is 0, else in the place of what was said of it."""
        told = [
            training.person,
            training.name,
            training.organiser,
            training.state.value,
            day_text(training.begins_on),
            day_text(training.ends_on),
            training.number,
            training.note,
        ]
        with writing(self._db):
            if training.id:
                self._db.run(
                    "update training set person=?, name=?, organiser=?, state=?, begins_on=?, ends_on=?,"
                    " number=?, note=? where id=?",
                    [*told, training.id],
                )
                return training
            self._db.run(
                "insert into training (person, name, organiser, state, begins_on, ends_on, number, note)"
                " values (?,?,?,?,?,?,?,?)",
                told,
            )
            row = self._db.row("select max(id) as id from training")
        return replace(training, id=row["id"] if row else 0)

    def remove(self, training: int) -> None:
        """Take a training off; what is not there is no fault."""
        with writing(self._db):
            self._db.run("delete from training where id = ?", [training])
