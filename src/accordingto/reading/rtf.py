"""Rich Text (.rtf): the text with all tracked changes accepted, comments left out.

Written after Microsoft's specification 1.9.1. A document is groups of control words and text;
what a word sets holds until its group ends. Footnotes come after the article, the text of a box
after the paragraph that it hangs on.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from accordingto.errors import InputError
from accordingto.reading import prose
from accordingto.reading.inputs import Input
from accordingto.records import Article

#: What is left of a larger file without its pictures is no article.
LARGEST = 5_000_000
#: Digits of a picture or another object, in hexadecimal: no words are so long.
_DIGITS = re.compile(rb"[0-9a-fA-F\r\n]{400,}")

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
#: Groups that hold no text of the article.
_DROPPED = frozenset(
    "aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime"
    " author background bkmkend bkmkstart buptim colortbl comment creatim doccomm fldinst"
    " fontemb fonttbl footer footerf footerl footerr footnotesep ftncn ftnsep ftnsepc header"
    " headerf headerl headerr info keywords latentstyles listoverridetable listtable listtext"
    " nonshppict objclass objdata operator pgdsctbl pict pntext printim private revtbl revtim"
    " rsidtbl rxe shprslt sn sp stylesheet subject sv tc template title txe ud xe".split()
)
#: Groups that a program may pass over, whose text is the article's all the same.
_KEPT = frozenset("footnote shpinst shptxt".split())
_CHARACTERS = {
    **dict.fromkeys(("par", "sect", "page", "line", "row", "column", "nestrow"), "\n"),
    **dict.fromkeys(("tab", "emspace", "enspace", "qmspace"), " "),
    **dict.fromkeys(("cell", "nestcell"), " | "),
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’"},
    **{"ldblquote": "“", "rdblquote": "”", "bullet": "• "},
}
_SYMBOLS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
#: The code page of each character set that a font may name.
_CHARSETS = {
    **{0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950"},
    **{161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256"},
    **{186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"},
}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group: whether its text is dropped or hidden, where it goes, how to read it.

    ``fallback`` counts the characters after one given in Unicode that say it again.
    """

    dropped: bool = False
    hidden: bool = False
    deleted: bool = False
    place: str = "body"
    encoding: str = "cp1252"
    fallback: int = 1
    font: int = 0


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a Rich Text document. Raises InputError."""
    if not given.data.lstrip().startswith(b"{\\rtf"):
        raise InputError(
            f"{given.name} is not a Rich Text document (it does not start with “{{\\rtf”).",
            "Give the file the ending of what it is, or pass --from with the name of its format.",
        )
    data = _DIGITS.sub(b"", given.data)
    if len(data) > LARGEST:
        raise InputError(
            f"{given.name} has {len(data):,} bytes without its pictures: more than an article.",
            "Save the article alone.",
        )
    lines = prose.cleaned(line.rstrip(" |") for line in _Reader(encoding).lines(data))
    return prose.article(prose.Document(lines), given.name)


class _Reader:
    """Goes through a document once; what is read of it gathers in ``_texts``."""

    def __init__(self, encoding: str | None) -> None:
        self._forced = encoding
        self._group = _Group(encoding=encoding or "cp1252")
        self._outer: list[_Group] = []
        self._texts: dict[str, list[str]] = {"body": [], "box": [], "note": []}
        self._bytes = bytearray()  # of characters that may have more than one
        self._to_skip = 0
        self._optional = False  # after \*: the group may be passed over
        self._in_fonts = 0  # how deep the table of fonts lies, 0 outside it
        self._fonts: dict[int, str] = {}

    def lines(self, data: bytes) -> Iterable[str]:
        """The lines of the article, then those of its footnotes."""
        at = 0
        while match := _TOKEN.search(data, at):
            at = match.end()
            if match["byte"]:
                self._on_byte(int(match["byte"], 16))
            elif match["text"]:
                self._on_text(match["text"])
            else:
                self._flush()
                if match["brace"]:
                    self._on_brace(match["brace"])
                elif match["word"]:
                    number = int(match["number"]) if match["number"] else None
                    at += self._on_word(match["word"].decode("ascii"), number)
                else:
                    self._on_symbol(match["symbol"])
        self._flush()
        self._end_of_paragraph()
        text = "".join([*self._texts["body"], "\n", *self._texts["note"]])
        # Characters beyond the first 65,536 are given in two halves.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\n")

    def _on_brace(self, brace: bytes) -> None:
        self._to_skip = 0
        self._optional = False
        if brace == b"{":
            self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()
            if len(self._outer) < self._in_fonts:
                self._in_fonts = 0

    def _on_word(self, word: str, number: int | None) -> int:
        """Heed a control word; the number of bytes of raw data that follow it."""
        optional, self._optional = self._optional, False
        if word == "bin":
            return max(number or 0, 0)
        if word == "fonttbl":
            self._in_fonts = len(self._outer)
        if word in _DROPPED or (optional and word not in _KEPT):
            self._group = replace(self._group, dropped=True)
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._put(chr(number % 65_536))
            self._to_skip = self._group.fallback
        else:
            self._set(word, number)
        return 0

    def _set(self, word: str, number: int | None) -> None:
        """What a word sets for the rest of its group."""
        on = number != 0
        match word:
            case "v":
                self._group = replace(self._group, hidden=on)
            case "deleted":
                self._group = replace(self._group, deleted=on)
            case "plain":
                self._group = replace(self._group, hidden=False, deleted=False)
            case "uc":
                self._group = replace(self._group, fallback=number or 0)
            case "footnote":
                self._group = replace(self._group, place="note")
            case "shptxt":
                self._group = replace(self._group, place="box")
            case "ansicpg" | "f" | "fcharset":
                self._set_encoding(word, number or 0)

    def _set_encoding(self, word: str, number: int) -> None:
        if word == "fcharset":
            self._fonts[self._group.font] = _CHARSETS.get(number, "")
        elif word == "f":
            named = "" if self._in_fonts else self._fonts.get(number, "")
            encoding = self._forced or named or self._group.encoding
            self._group = replace(self._group, font=number, encoding=encoding)
        elif not self._forced and _is_known(f"cp{number}"):
            self._group = replace(self._group, encoding=f"cp{number}")

    def _on_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._optional = True
        else:
            self._put(_SYMBOLS.get(symbol, ""))

    def _on_byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _on_text(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._bytes += text[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            self._put(self._bytes.decode(self._group.encoding, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        group = self._group
        if group.dropped or group.hidden or group.deleted:
            return
        self._texts[group.place].append(text)
        if text == "\n" and group.place == "body":
            self._end_of_paragraph()

    def _end_of_paragraph(self) -> None:
        """What stood in the boxes of a paragraph goes below it."""
        if self._texts["box"]:
            self._texts["body"] += ["\n", *self._texts["box"], "\n"]
            self._texts["box"].clear()


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
