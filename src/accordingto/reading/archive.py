"""What word processors write: ZIP archives of XML, opened with bounds on what comes out of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from accordingto.errors import InputError
from accordingto.reading.inputs import Input

if TYPE_CHECKING:
    from lxml import etree

#: The XML of one document is no larger than this, unpacked: a novel has a tenth of it.
LARGEST_PART = 25_000_000
#: An archive has no more members, and declares no more bytes in all, than this.
_MOST_MEMBERS = 10_000
_LARGEST_ARCHIVE = 1_000_000_000
_ZIP = b"PK\x03\x04"
#: The compound files of Microsoft: .doc, .xls, .msg, and documents of Office under a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_AS_COPY = "Open it in a word processor and save a copy."


class Archive:
    """The members of a ZIP archive. Raises InputError where there is no such archive, or a bomb."""

    def __init__(self, given: Input) -> None:
        self._name = given.name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(given.data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise InputError(f"{given.name} is a damaged archive ({error}).", _AS_COPY) from None
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            raise self._bomb(f"holds {len(members):,} files")
        declared = sum(member.file_size for member in members)
        if declared > _LARGEST_ARCHIVE:
            raise self._bomb(f"unpacks to {declared:,} bytes")

    def __contains__(self, member: str) -> bool:
        return member in self._zip.NameToInfo

    def read(self, member: str) -> bytes:
        """The bytes of a member, whatever size the archive declares. Raises InputError."""
        try:
            with self._zip.open(member) as opened:
                data = opened.read(LARGEST_PART + 1)
        except KeyError:
            raise InputError(f"{self._name} lacks its part {member}.", _AS_COPY) from None
        except RuntimeError:  # how zipfile says that a password is wanted
            raise encrypted(self._name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise InputError(
                f"{self._name} is damaged: {member} cannot be unpacked ({error}).", _AS_COPY
            ) from None
        if len(data) > LARGEST_PART:
            raise self._bomb(f"unpacks to more than {LARGEST_PART:,} bytes in {member}")
        return data

    def xml(self, member: str) -> etree._Element:
        """The root of a member in XML; no entity of it is resolved, nothing is fetched for it.

        Raises InputError where it is not well-formed or declares entities.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        try:
            root = etree.fromstring(self.read(member), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(
                f"{self._name} is damaged: {member} is no XML ({error}).", _AS_COPY
            ) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError(
                f"{self._name} declares entities in {member}, which no word processor does.",
                _AS_COPY,
            )
        return root

    def _bomb(self, what: str) -> InputError:
        return InputError(f"{self._name} {what}: no article does.", "Do not open it.")


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin like a ZIP archive."""
    return data.startswith(_ZIP)


def members(data: bytes) -> frozenset[str]:
    """The names of what a ZIP archive holds; nothing where the bytes are no archive."""
    if not is_zip(data):
        return frozenset()
    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return frozenset()


def is_compound(data: bytes) -> bool:
    """Whether the bytes are a compound file of Microsoft, as old or locked documents are."""
    return data.startswith(_COMPOUND)


def compound_error(given: Input) -> InputError:
    """Why a compound file is not read: it is locked, or of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in given.data:
        return encrypted(given.name)
    what = f"{given.name} is a Word document of before 2007 or another old Office file"
    if given.name.lower().endswith(".docx"):
        what += ", whatever its ending"
    return InputError(f"{what}.", "Open it in a word processor and save it as .docx.")


def encrypted(name: str) -> InputError:
    """Why a document is not read: it wants a password."""
    return InputError(
        f"{name} is locked with a password.", "Save a copy without a password and pass that."
    )
