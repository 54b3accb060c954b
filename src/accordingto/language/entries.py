"""The sources of an article while it is read: who is known, and who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accordingto.language import names
from accordingto.language.cast import Cast, Gender, Member, cast
from accordingto.language.mentions import Mention, described
from accordingto.language.source_types import described_type
from accordingto.language.titles import fullest, has_role, reason_for_anonymity, titles
from accordingto.records import Source, SourceType, Span

_NAMELESS = frozenset({"unnamed person", "anonymous", "unnamed group"})
_ALIKE = {"poll": ("poll", "survey"), "survey": ("poll", "survey")}


@dataclass(slots=True)
class Entry:
    """A possible source. ``first`` counts the claim with which it speaks first, None until then."""

    name: str
    type: SourceType
    member: Member | None = None
    lemma: str = ""
    plural: bool = False
    gender: Gender | None = None
    reason: str | None = None
    roles: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    first: int | None = None

    @property
    def person(self) -> bool:
        """Whether it is one human being."""
        return self.type in ("named person", "unnamed person", "anonymous") and not self.plural

    def source(self, id: str, justification: Span | None) -> Source:
        """The finished record."""
        title = fullest(tuple(self.roles))
        mentions = tuple(sorted(self.mentions))
        return Source(id, self.name, self.type, title, mentions, self.reason, justification)


class Register:
    """All possible sources of one article, found or made on demand; indices stay valid."""

    def __init__(self, doc: Doc, quotations: Sequence[Span]) -> None:
        self.doc = doc
        self.cast: Cast = cast(doc)
        self.roles = titles(doc, self.cast, quotations)
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
        type_ = described_type(self.doc, mention)
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
        reason = None
        if type_ == "anonymous":
            reason = reason_for_anonymity(self.doc, chars(self.doc, mention.start, mention.end))
        # Who has no name is known by the role alone: “senior administration official”.
        roles = [name] if type_ in _NAMELESS and has_role(name) else []
        self.entries.append(
            Entry(name, type_, None, mention.lemma, mention.plural, reason=reason, roles=roles)
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


def chars(doc: Doc, start: int, end: int) -> Span:
    """The characters of tokens ``start`` to ``end``."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))
