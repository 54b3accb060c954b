"""Bytes → damaged bytes: changed, dropped, doubled, and with what readers stumble over."""

from __future__ import annotations

import random

#: What is put in: ends of texts, marks of encodings, brackets, and characters that are no words.
_STUMBLES = (
    *(b"\0", b"\xff\xfe", b'"', b"{", b"9" * 40, b"\n", b"\r\n\r\n", b"<p>", b"&#0;", b"\\par "),
    *(
        b"\xe2\x80\x9c",
        b"\xe2\x80\x9d",
        b"\xe2\x80\xa8",
        b"\xc2\xad",
        b"\xe2\x80\x8b",
        b"\xe2\x80\xae",
    ),
    *(
        b"\xf0\x9f\x99\x82",
        b"\xcc\x81",
        b"\xed\xa0\x80",
        b"\xf0\x9d\x94\xb8",
        b"said ",
        b"\xe2\x80\x94 ",
    ),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with one to sixteen damages, at places and of kinds by chance."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 16))):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del changed[at : at + chance.randrange(1, 20)]
        elif kind == 2:
            changed[at:at] = changed[at : at + 30]
        else:
            changed[at:at] = chance.choice(_STUMBLES)
    return bytes(changed)
