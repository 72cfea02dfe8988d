"""The world is in the way: a typed refusal with facts and without sentences.

`elearn.wording` holds each Reason's Vietnamese sentence; window and command line share it.
"""

from enum import Enum, auto


class Reason(Enum):
    """Why something that was asked for could not be done."""

    # The machine
    DISK_FULL = auto()  # drive
    NOT_WRITABLE = auto()  # path
    LOCKED_BY_OTHER = auto()  # path
    DISK_FAILING = auto()  # path, drive
    FILE_NOT_FOUND = auto()  # path
    FILE_UNREADABLE = auto()  # path
    FILE_TOO_LARGE = auto()  # path, limit_mb
    NO_DISPLAY = auto()
    QT_LIBRARY_MISSING = auto()  # library, package (Debian's name of what brings it)
    NO_HOME = auto()
    OPEN_ELSEWHERE = auto()  # who (an account, "" where it is not known)
    FOLDER_NOT_EMPTY = auto()  # path
    READING_ONLY = auto()  # cause (of a visit: elearn.services.visit.Cause's value)
    BAD_USAGE = auto()  # detail (Vietnamese, from the command line's own parser)

    # The library
    NO_LIBRARY = auto()  # path
    LIBRARY_DAMAGED = auto()  # path
    LIBRARY_NEWER = auto()  # found, known
    LIBRARY_OLDER = auto()  # found, known (versions)
    LIBRARY_UNTRUSTED = auto()  # key_id
    LIBRARY_UNSIGNED = auto()  # path
    NO_EARLIER_LIBRARY = auto()
    SOURCES_FAULTY = auto()  # count
    NO_SOURCES = auto()  # path
    NO_SUCH_COURSE = auto()  # course
    NO_SUCH_LESSON = auto()  # lesson
    KEY_UNREADABLE = auto()  # path
    FILE_ALREADY_THERE = auto()  # path

    # Records
    RECORDS_DAMAGED = auto()  # path
    RECORDS_NEWER = auto()  # found, known
    BACKUP_UNREADABLE = auto()  # path
    RECORDS_READ_ONLY = auto()  # path

    # People
    NO_SUCH_PERSON = auto()  # code
    NAME_MISSING = auto()
    CODE_TAKEN = auto()  # code, name; subject, where a profile of this machine has it
    PIN_WRONG = auto()  # left
    PIN_WAIT = auto()  # seconds
    PIN_TOO_SHORT = auto()  # least
    PIN_OTHER_ACCOUNT = auto()
    PROFILE_FILE_UNREADABLE = auto()  # path
    PROFILE_ALREADY_HERE = auto()  # name

    # Attempts
    EXAM_WAIT = auto()  # until (datetime)
    EXAM_NO_ATTEMPTS_LEFT = auto()  # allowed
    EXAM_LESSONS_UNREAD = auto()  # count
    EXAM_POOL_TOO_SMALL = auto()  # course
    EXAM_OPEN_ELSEWHERE = auto()  # course (the title of the one whose exam is open)
    NOTHING_TO_PRACTISE = auto()  # course
    ATTEMPT_CLOSED = auto()
    TIME_IS_UP = auto()
    NOT_ON_PAPER = auto()  # item

    # Certificates and result files
    NOT_PASSED = auto()  # course
    NO_SUCH_CERTIFICATE = auto()  # number
    NOTHING_TO_HAND_IN = auto()
    RESULT_FILE_UNREADABLE = auto()  # path
    RESULT_FILE_NEWER = auto()  # path
    RESULT_FILE_SEALED = auto()  # path
    RESULT_FILE_CHAIN_BROKEN = auto()  # path
    RESULT_FILE_CONTRADICTS_ITSELF = auto()  # path
    NAME_TOO_LONG = auto()  # name

    # The unit
    FILE_NEEDS_PASSWORD = auto()  # path
    ROSTER_TOO_LARGE = auto()  # path, rows
    ROSTER_NO_NAMES = auto()  # path
    ROSTER_NOBODY = auto()  # path
    ROSTER_NO_SUCH_COLUMN = auto()  # column
    ROSTER_NO_SUCH_SHEET = auto()  # sheet
    NO_UNIT = auto()
    UNIT_ALREADY_SET_UP = auto()  # name
    UNIT_FIELD_MISSING = auto()  # field
    UNIT_FIELD_TOO_LONG = auto()  # field, most
    DOCUMENT_LINES_TOO_MANY = auto()  # field, most, longest
    UNIT_PASSWORD_MISSING = auto()
    UNIT_PASSWORD_WRONG = auto()
    UNIT_PASSWORD_TOO_SHORT = auto()  # least
    RECOVERY_CODE_WRONG = auto()
    NO_ROSTER = auto()
    NO_ASSIGNMENT = auto()
    NOTHING_TO_UNDO = auto()
    ASSIGNMENT_UNREADABLE = auto()  # path
    ASSIGNMENT_NEWER = auto()  # path
    ASSIGNMENT_SUPERSEDED = auto()  # path, known (the number of the one that is in use)
    ASSIGNMENT_OF_ANOTHER_UNIT = auto()  # path, unit
    RULES_UNREADABLE = auto()  # path, detail (Vietnamese)
    EXAM_CODE_WRONG = auto()
    EXAM_CODE_NEEDED = auto()  # course
    NO_SUCH_ROW = auto()  # what


class Refusal(Exception):
    """Raised when the world is in the way: `reason` chooses the sentence, `facts` fill it."""

    def __init__(self, reason: Reason, **facts: object) -> None:
        super().__init__(f"{reason.name} {facts}")
        self.reason = reason
        self.facts = facts

    def __reduce__(self) -> tuple[object, tuple[Reason, dict[str, object]]]:
        """Another process that refuses hands the refusal back whole."""
        return _refusal, (self.reason, self.facts)


def _refusal(reason: Reason, facts: dict[str, object]) -> Refusal:
    return Refusal(reason, **facts)
