"""The sources of an article while it is read: who is known, and who spoke last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Cast, Gender, Member
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.spans import tokens_span
from accordingto.records import SourceType, Span

#: Tells the type of a source that has no name.
TypeOf = Callable[[Doc, Mention], SourceType]

_ALIKE = {"poll": ("poll", "survey"), "survey": ("poll", "survey")}


@dataclass(slots=True)
class Entry:
    """A possible source; ``described`` is where a nameless one was first described."""

    name: str
    type: SourceType
    member: Member | None = None
    lemma: str = ""
    plural: bool = False
    gender: Gender | None = None
    described: Span | None = None
    roles: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether it is one human being."""
        return self.type in ("named person", "unnamed person", "anonymous") and not self.plural


class Register:
    """All possible sources of one article, found or made on demand; indices stay valid.

    ``cast`` is everybody whom it names, ``roles`` what it says each of them is, by name.
    """

    def __init__(
        self, doc: Doc, cast: Cast, roles: Mapping[str, tuple[str, ...]], type_of: TypeOf
    ) -> None:
        self.doc = doc
        self.cast = cast
        self.roles = roles
        self.type_of = type_of
        self.entries: list[Entry] = []
        self.spoken: list[tuple[int, Token]] = []
        #: The institution for which a nameless “spokesman” or “officials” spoke last.
        self.voices: dict[str, int] = {}
        self._of_member: dict[str, int] = {}

    def __getitem__(self, entry: int) -> Entry:
        return self.entries[entry]

    def member(self, member: Member) -> int:
        """The entry of somebody named."""
        if member.name not in self._of_member:
            type_: SourceType = "named person" if member.person else "named organization"
            self._of_member[member.name] = len(self.entries)
            self.entries.append(Entry(member.name, type_, member, gender=member.gender))
            self.entries[-1].roles += self.roles.get(member.name, ())
        return self._of_member[member.name]

    def has_spoken(self, member: Member) -> bool:
        """Whether a named member was a source already."""
        entry = self._of_member.get(member.name)
        return entry is not None and bool(self.entries[entry].mentions)

    def spoke_last(self, member: Member) -> bool:
        """Whether a named member is the latest source."""
        return bool(self.spoken) and self.spoken[-1][0] == self._of_member.get(member.name)

    def describe(self, mention: Mention) -> int:
        """The entry of somebody described: an earlier one of the same words, or a new one."""
        name = described(mention)
        type_ = self.type_of(self.doc, mention)
        for k, entry in enumerate(self.entries):
            if entry.member is None and entry.name.lower() == name.lower():
                return k
        if type_ == "document" and mention.plural and " " in name and _first_of_all(mention):
            for entry in self.entries:
                if entry.type == type_ and entry.name == mention.head.lower_:
                    entry.name = name  # a headline's “Records” are the text's “internal records”
                    return self.entries.index(entry)
        if type_ == "named organization":
            for k, entry in enumerate(self.entries):
                if entry.type == type_ and names.same_organization(entry.name, name):
                    return k
        if mention.kind in ("group", "document") and " " not in name:
            again = self.latest(mention.lemma, type_)
            if again is not None:
                return again
        where = tokens_span(self.doc, mention.start, mention.end)
        self.entries.append(
            Entry(name, type_, None, mention.lemma, mention.plural, described=where)
        )
        return len(self.entries) - 1

    def owned(self, owner: int, noun: str, type_: SourceType) -> int:
        """The entry of somebody's own institution or paper: “his campaign”, “her letter”."""
        name = f"{self.entries[owner].name}’s {noun}"
        for k, entry in enumerate(self.entries):
            if names.organization_key(entry.name) <= names.organization_key(name) and (
                noun in entry.name.lower() and " " in entry.name
            ):
                return k
        self.entries.append(Entry(name, type_, None, noun))
        return len(self.entries) - 1

    def latest(self, lemma: str, type_: SourceType | None = None) -> int | None:
        """The latest described source whose head word is ``lemma``."""
        for k in range(len(self.entries) - 1, -1, -1):
            each = self.entries[k]
            described_so = each.member is None and each.lemma in _ALIKE.get(lemma, (lemma,))
            if described_so and each.mentions and type_ in (None, each.type):
                return k
        return None

    def names(self, entries: tuple[int, ...]) -> str:
        """Their names, joined for a sentence."""
        return " and ".join(self.entries[e].name for e in dict.fromkeys(entries))


def _first_of_all(mention: Mention) -> bool:
    first = mention.head.doc[mention.start].lower_
    return first not in ("other", "separate", "new", "more", "these", "those")
