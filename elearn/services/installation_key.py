"""The installation's signing key: made when it is first needed, kept with the records."""

from __future__ import annotations

from elearn.credentials.keys import SigningKey, key_from, new_key
from elearn.records.store import Records


def installation_key(records: Records) -> SigningKey:
    """The installation's key. The first one that is kept stays, whoever else makes one meanwhile."""
    private = records.keys.installation_key()
    if private is None:
        made = new_key()
        records.keys.set_installation_key(made.private, made.public)
        private = records.keys.installation_key() or made.private
    return key_from(private)
