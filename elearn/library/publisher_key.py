"""A publisher's key pair: the private half in a PEM file of its own, the public half for publishers.toml."""

from __future__ import annotations

import os
from pathlib import Path

from elearn.credentials.keys import SigningKey, key_from, new_key
from elearn.errors import Reason, Refusal
from elearn.machine.files import refusal_for

_LARGEST = 16 * 1024  # bytes


def new_publisher_key(out: Path) -> SigningKey:
    """Make a key pair and keep its private half in a new file that its owner alone may read.

    Raises Refusal FILE_ALREADY_THERE, and what writing raises.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = new_key()
    pem = Ed25519PrivateKey.from_private_bytes(key.private).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise Refusal(Reason.FILE_ALREADY_THERE, path=str(out)) from error
    except OSError as error:
        raise refusal_for(error, out) from error
    return key


def read_publisher_key(path: Path) -> SigningKey:
    """The key pair of such a file. Raises Refusal FILE_NOT_FOUND, KEY_UNREADABLE."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        with path.open("rb") as file:
            private = serialization.load_pem_private_key(file.read(_LARGEST), password=None)
    except FileNotFoundError as error:
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(path)) from error
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(Reason.KEY_UNREADABLE, path=str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise Refusal(Reason.KEY_UNREADABLE, path=str(path))
    return key_from(private.private_bytes_raw())
