"""Rich Text (.rtf): the text without what directs its printing."""

from __future__ import annotations

import re

from accordingto.errors import InputError
from accordingto.reading import prose
from accordingto.reading.extras import missing
from accordingto.reading.inputs import Input
from accordingto.records import Article

#: Most of a larger file are pictures, which the reader would go through digit by digit.
LARGEST = 20_000_000
#: Digits of a picture or another object, in hexadecimal: no letter of the text.
_HEXADECIMAL = re.compile(rb"[0-9a-fA-F\r\n]{400,}")


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a Rich Text document. Raises InputError."""
    if not given.data.lstrip().startswith(b"{\\rtf"):
        raise InputError(
            f"{given.name} is not a Rich Text document (it does not start with “{{\\rtf”).",
            "Give the file the ending of what it is, or pass --from with the name of its format.",
        )
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise missing(given.name, "Rich Text", "rtf") from None
    data = _HEXADECIMAL.sub(b"", given.data)
    if len(data) > LARGEST:
        raise InputError(
            f"{given.name} has {len(data):,} bytes: more than an article.",
            "Save the article alone, without its pictures.",
        )
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        data.decode("latin-1"), encoding or "cp1252", errors="replace"
    )
    lines = prose.cleaned([text])
    return prose.article(prose.Document(lines, prose.headline(lines)), given.name)
