"""Vietnamese text: composition, folding, the order of names, and the encodings of old fonts."""
