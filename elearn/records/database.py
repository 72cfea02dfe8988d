"""One connection to the records file, and the one place that begins a transaction.

SQLite's primary result code decides whether the world failed (a Refusal) or we did (the exception
goes on). Every method may be called from any thread: one lock stands round the one connection.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from elearn.errors import Reason, Refusal

FILE_NAME = "records.db"
APPLICATION_ID = 0x454C524E  # "ELRN", so that `file` and a restore know whose file it is
BUSY_MS = 5000  # an antivirus lets go of a file within seconds

_WORLD = {
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_BUSY: Reason.LOCKED_BY_OTHER,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED_BY_OTHER,
    sqlite3.SQLITE_READONLY: Reason.RECORDS_READ_ONLY,
    sqlite3.SQLITE_PERM: Reason.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: Reason.NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: Reason.DISK_FAILING,
    sqlite3.SQLITE_CORRUPT: Reason.RECORDS_DAMAGED,
    sqlite3.SQLITE_NOTADB: Reason.RECORDS_DAMAGED,
}

Values = Sequence[object] | Mapping[str, object]


def file_uri(path: Path, how: str) -> str:
    """A path as SQLite's URI. `Path.as_uri` would name a share's server where SQLite allows none."""
    place = quote(path.absolute().as_posix(), safe="/:")
    return f"file://{'' if place.startswith('/') else '/'}{place}?{how}"


def discard(path: Path) -> None:
    """Remove a file that was being made, with SQLite's own files beside it; what is held stays."""
    for beside in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + beside).unlink(missing_ok=True)


def restore_part(path: Path) -> Path:
    """Where a backup is copied to and checked before it takes the place of a records file."""
    return path.with_name(f"{path.stem}-restore.part")


def set_aside_files(path: Path) -> list[Path]:
    """What restores of a records file have set aside."""
    return [one for kind in ("replaced", "damaged") for one in path.parent.glob(f"{path.stem}-{kind}-*.db")]


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, so that a power cut leaves the old one or the new.

    Raises OSError, also where something stands there that is no file.
    """
    from elearn.machine.files import is_device

    if is_device(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def refusal_for(error: sqlite3.Error, path: Path) -> Refusal | None:
    """The refusal that a database error stands for, None where the fault is ours."""
    from elearn.machine.files import drive_of, has_size_limit  # not needed until something fails

    code = getattr(error, "sqlite_errorcode", None)
    reason = _WORLD.get(code & 0xFF) if code is not None else None
    no_room_for_index = code == sqlite3.SQLITE_IOERR_SHMSIZE  # of the write-ahead log
    if no_room_for_index or (code == sqlite3.SQLITE_IOERR_WRITE and has_size_limit()):
        reason = Reason.DISK_FULL
    if reason is None:
        return None
    return Refusal(reason, path=str(path), drive=drive_of(path))


@contextmanager
def worldly(path: Path) -> Iterator[None]:
    """Turn database errors that the world causes into refusals about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        refusal = refusal_for(error, path)
        if refusal is None:
            raise
        raise refusal from error


@contextmanager
def reachable(folder: Path) -> Iterator[None]:
    """Turn a folder that may not be looked into into a refusal: whether records stand there is not known."""
    try:
        yield
    except OSError as error:
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder)) from error


class Database:
    """The records file of one data folder, open.

    Whoever reads has a connection of its own and never waits for a write to reach the disk; inside
    `writing` a thread reads what it has written. `removable`: the file lies on removable or network
    media, where WAL is not safe; then a rollback journal with synchronous=EXTRA is used, and one
    connection for all. `durable` False: nothing waits for the disk, for records that nobody would miss.
    `memory`: records of a visit, which have no file; `path` is where there would be one.
    """

    def __init__(
        self,
        path: Path,
        *,
        removable: bool = False,
        durable: bool = True,
        memory: sqlite3.Connection | None = None,
    ) -> None:
        self.path = path
        self._removable, self._durable, self._memory = removable, durable and memory is None, memory
        self._lock = threading.RLock()  # taken before `_read_lock`, never while that is held
        self._read_lock = threading.RLock()
        self._reader: sqlite3.Connection | None = None
        self._writing_thread = 0
        self._depth = 0
        self._half_done = False
        self._first_write: Callable[[], None] | None = None
        self._opened = 0
        self._connection = self._connect()
        self._is_open = True

    def _connect(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        with worldly(self.path):
            connection = sqlite3.connect(
                file_uri(self.path, "mode=rw"),
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                timeout=BUSY_MS / 1000,
            )
        try:
            with worldly(self.path):
                prepare(connection, removable=self._removable, durable=self._durable)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """The connection that writes, held by this thread alone."""
        with self._lock, worldly(self.path):
            yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several queries that see one state. Nothing is written within, and nobody who writes waits."""
        if self._shares_the_writer():
            with self.connection() as connection:
                yield connection
            return
        with self._read_lock, worldly(self.path):
            reader = self._open_reader()
            if reader.in_transaction:  # within another snapshot
                yield reader
                return
            reader.execute("begin")
            try:
                yield reader
            finally:
                reader.execute("rollback")

    def _shares_the_writer(self) -> bool:
        return self._removable or not self._durable or self._writing_thread == threading.get_ident()

    def _open_reader(self) -> sqlite3.Connection:
        if self._reader is None:
            if not self._is_open:
                raise sqlite3.ProgrammingError("the records are closed")
            self._reader = look_into(self.path)
        return self._reader

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        if self._shares_the_writer():
            with self._lock, worldly(self.path):
                return _executed(self._connection, sql, values).fetchall()
        with self._read_lock, worldly(self.path):
            return _executed(self._open_reader(), sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def run(self, sql: str, values: Values = ()) -> int:
        """Carry out one statement inside `writing`; how many rows it changed.

        Raises RuntimeError outside a transaction, which would be a fault of ours.
        """
        with self._lock:
            if not self._depth:
                raise RuntimeError("a change outside `writing`")
            with worldly(self.path):
                return _executed(self._connection, sql, values).rowcount

    def changes(self) -> tuple[int, int, int]:
        """Another value once something was changed, by whomever; what was read is as it was while it stays the same."""
        with self.connection() as connection:
            by_others = connection.execute("pragma data_version").fetchone()[0]
            return self._opened, connection.total_changes, by_others

    def before_first_write(self, act: Callable[[], None]) -> None:
        """Have `act` carried out inside the first transaction that writes."""
        self._first_write = act

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self.connection() as connection:
            if self._depth:  # joins the act that is under way
                self._depth += 1
                try:
                    yield
                except BaseException:
                    self._half_done = True
                    raise
                finally:
                    self._depth -= 1
                return
            connection.execute("begin immediate")
            self._depth, self._half_done = 1, False
            self._writing_thread = threading.get_ident()
            first, self._first_write = self._first_write, None
            try:
                if first:
                    first()
                yield
                if self._half_done:
                    raise RuntimeError("a part of this act failed, and that was passed over")
                connection.execute("commit")
            except BaseException:
                self._first_write = first
                with suppress(sqlite3.Error):  # the disk may be gone; what was not committed is not kept
                    if connection.in_transaction:
                        connection.execute("rollback")
                raise
            finally:
                self._depth = self._writing_thread = 0

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Many small acts: a commit within does not wait for the disk, and nothing can be half there.

        A power cut may cost the last of them; the next act after the end waits for all of them.
        """
        if self._removable or not self._durable:
            yield
            return
        with self.connection() as connection:
            connection.execute("pragma synchronous = normal")
        try:
            yield
        finally:
            with self.connection() as connection:
                connection.execute("pragma synchronous = full")

    def check_writable(self) -> None:
        """Raise a Refusal now rather than at the first answer: read-only, locked, disk gone."""
        with self.connection() as connection:
            connection.execute("begin immediate")
            try:  # beginning alone refuses nothing on a file that may only be read
                connection.execute("delete from meta where name is null")
            finally:
                connection.execute("rollback")

    def shrink(self) -> None:
        """Give freed pages back, and leave nothing of what was deleted in the write-ahead log."""
        with self.connection() as connection, self._read_lock:
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")

    @property
    def is_open(self) -> bool:
        """Whether `close` was not called yet."""
        return self._is_open

    def close(self) -> None:
        """Close the connection; closing again does nothing."""
        with self._lock, self._read_lock:
            self._close_reader()
            self._connection.close()
            self._is_open = False

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    @contextmanager
    def closed(self) -> Iterator[None]:
        """The file let go of, while it is replaced; everybody else waits. It is opened anew at the end."""
        with self._lock, self._read_lock:
            self._close_reader()
            self._connection.close()
            try:
                yield
            finally:
                self._connection = self._connect()
                self._opened += 1


def _executed(connection: sqlite3.Connection, sql: str, values: Values) -> sqlite3.Cursor:
    r"""Carry out a statement. A file's name whose bytes are no UTF-8 is kept readable, "k\udce9.kqht"."""
    try:
        return connection.execute(sql, values)
    except UnicodeEncodeError:
        if isinstance(values, Mapping):
            return connection.execute(sql, {name: _as_text(value) for name, value in values.items()})
        return connection.execute(sql, [_as_text(value) for value in values])


def _as_text(value: object) -> object:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One act of a person, one transaction: all of it is on the disk when this ends, or none.

    Within an act that is under way, the inner one is part of it. Raises Refusal (disk full, locked,
    read-only, failing, damaged).
    """
    with db._transaction():  # noqa: SLF001 - the one door to it
        yield


def prepare(connection: sqlite3.Connection, *, removable: bool = False, durable: bool = True) -> None:
    """Set what every connection that writes records needs."""
    connection.row_factory = sqlite3.Row
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma secure_delete = on")
    if not durable:
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")
    elif removable:
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma synchronous = extra")
    else:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")


def look_into(path: Path, *, at_rest: bool = False) -> sqlite3.Connection:
    """A read-only connection to a records file; the caller closes it. Raises sqlite3.Error.

    `at_rest`: nobody has the file open. Then, unless a log beside it says otherwise, it is opened as one
    that does not change, and nothing is made beside it.
    """
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
    immutable = "&immutable=1" if at_rest and not any(log.exists() for log in beside) else ""
    connection = sqlite3.connect(
        file_uri(path, f"mode=ro{immutable}"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("pragma trusted_schema = off")
    return connection
