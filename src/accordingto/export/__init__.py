"""What others read: one module a format, each from a finished annotation, all of one shape.

`registry` has them all by name and by ending.
"""

import re

#: What XML 1.0 cannot hold, even escaped (section 2.2, Char).
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Halves of surrogate pairs, which UTF-8 cannot hold.
_HALVES = re.compile("[\ud800-\udfff]")


def utf8(text: str) -> bytes:
    """The text in UTF-8; what that cannot hold becomes U+FFFD, so that no character moves."""
    return _HALVES.sub("\ufffd", text).encode("utf-8")
