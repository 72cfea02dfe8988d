"""Spelling against Debian's hunspell-vi: words of lessons and items that the dictionary does not have.

The dictionary writes hoà, thuỷ, uỷ; both sides are brought to the placement of legal texts first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

DICTIONARY = Path("/usr/share/hunspell/vi_VN.dic")
ROOT = Path(__file__).parents[1]


def dictionary(path: Path = DICTIONARY) -> frozenset[str] | None:
    """The dictionary's syllables in lower case, tones in the legal place; None where it is not installed."""
    from elearn.vietnamese.orthography import spelt

    try:
        lines = path.read_text("utf-8").splitlines()[1:]
    except OSError:
        return None
    words = (part.lower() for line in lines for part in line.partition("/")[0].split())
    return frozenset(spelt(word) or word for word in words)


def unknown(known: frozenset[str], root: Path = ROOT) -> dict[str, list[str]]:
    """Syllables of the sources that neither the dictionary nor the project's list has: their places."""
    from elearn.library.problems import Problems
    from elearn.library.read import read_sources
    from elearn.library.rules_language import known_words, words_said
    from elearn.vietnamese.orthography import spelt

    own = {word.lower() for word in known_words(root, Problems())}
    found: dict[str, list[str]] = defaultdict(list)
    for said, word in words_said(read_sources(root, Problems())):
        right = (spelt(word) or word).lower()
        if right not in known and word.lower() not in own:
            found[word].append(f"{said.file}:{said.line}")
    return dict(found)


if __name__ == "__main__":
    have = dictionary(Path(sys.argv[1]) if len(sys.argv) > 1 else DICTIONARY)
    if have is None:
        print(f"no dictionary at {DICTIONARY}", file=sys.stderr)
        sys.exit(77)
    missing = unknown(have)
    for word, places in sorted(missing.items()):
        print(f"{places[0]}: {word} ({len(places)})")
    sys.exit(1 if missing else 0)
