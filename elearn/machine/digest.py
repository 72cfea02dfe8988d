"""SHA-256 and chance without OpenSSL, for what a learner's window does all day.

`hashlib` and `secrets` load libcrypto whatever is asked of them: 4 MB of memory, and 5 MB to be read from a slow disk
right after the first paint. Python has SHA-256 of its own, as `random` uses it, and `os.urandom` is what `secrets`
asks. What is signed or sealed goes through `cryptography`, whole files through `hashlib`, which is five times as fast.
"""

from __future__ import annotations

import os
import sys

try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:  # a Python that was built with OpenSSL's alone
    from hashlib import sha256


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of something short, 64 hexadecimal digits."""
    return str(sha256(content).hexdigest())


def token_hex(size: int) -> str:
    """As many random bytes, in hexadecimal digits."""
    return os.urandom(size).hex()
