"""The sources of an article while it is read: who is known, and who spoke last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from heapq import merge

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters, Entity, Gender
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.spans import tokens_span
from accordingto.records import SourceType, Span

#: Tells the type of a source that has no name.
TypeOf = Callable[[Doc, Mention], SourceType]

_ALIKE = {"poll": ("poll", "survey"), "survey": ("poll", "survey")}


@dataclass(slots=True)
class Referent:
    """A possible source; ``described`` is where a nameless one was first described."""

    name: str
    type: SourceType
    entity: Entity | None = None
    lemma: str = ""
    plural: bool = False
    gender: Gender | None = None
    described: Span | None = None
    titles: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether it is one human being."""
        return self.type in ("named person", "unnamed person", "anonymous") and not self.plural


class Discourse:
    """All possible sources of one article, found or made on demand; indices stay valid.

    ``clusters`` is everybody whom it names, ``titles`` what it says each of them is, by name.
    """

    def __init__(
        self, doc: Doc, clusters: Clusters, titles: Mapping[str, tuple[str, ...]], type_of: TypeOf
    ) -> None:
        self.doc = doc
        self.clusters = clusters
        self.titles = titles
        self.type_of = type_of
        self.referents: list[Referent] = []
        self.spoken: list[tuple[int, Token]] = []
        #: The institution for which a nameless “spokesman” or “officials” spoke last.
        self.voices: dict[str, int] = {}
        self._of_entity: dict[str, int] = {}
        # An archive in one file names and describes thousands: they are looked up, never gone
        # through. All lists are in the order of the referents.
        self._of_name: dict[str, list[int]] = defaultdict(list)
        self._of_lemma: dict[str, list[int]] = defaultdict(list)
        self._of_mark: dict[Hashable, list[int]] = defaultdict(list)

    def __getitem__(self, referent: int) -> Referent:
        return self.referents[referent]

    def entity(self, entity: Entity) -> int:
        """The referent of somebody named."""
        if entity.name not in self._of_entity:
            type_: SourceType = "named person" if entity.person else "named organization"
            titles = [*self.titles.get(entity.name, ())]
            self._of_entity[entity.name] = self._add(
                Referent(entity.name, type_, entity, gender=entity.gender, titles=titles)
            )
        return self._of_entity[entity.name]

    def describe(self, mention: Mention) -> int:
        """The referent of somebody described: an earlier one of the same words, or a new one."""
        name = described(mention)
        type_ = self.type_of(self.doc, mention)
        if type_ != "document" and name in self._of_entity:
            return self._of_entity[name]  # a name that was not seen to be one here
        again = self._described_again(mention, name, type_)
        if again is not None:
            return again
        where = tokens_span(self.doc, mention.start, mention.end)
        return self._add(
            Referent(name, type_, None, mention.lemma, mention.plural, described=where)
        )

    def _add(self, referent: Referent) -> int:
        number = len(self.referents)
        self.referents.append(referent)
        if referent.entity is None:
            self._of_name[referent.name.lower()].append(number)
            self._of_lemma[referent.lemma].append(number)
        if referent.type == "named organization":
            for mark in names.organization_marks(referent.name):
                self._of_mark[mark].append(number)
        return number

    def _described_again(self, mention: Mention, name: str, type_: SourceType) -> int | None:
        """The earlier referent that a description repeats, None where it introduces somebody."""
        for number in self._of_name[name.lower()]:
            if self.referents[number].name.lower() == name.lower():
                return number
        if type_ == "document" and mention.plural and " " in name and _first_of_all(mention):
            for number in self._of_name[mention.head.lower_]:
                one = self.referents[number]
                if one.type == type_ and one.name == mention.head.lower_:
                    # A headline's “Records” are the text's “internal records”.
                    one.name = name
                    self._of_name[name.lower()].append(number)
                    return number
        if type_ == "named organization":
            marks = names.organization_marks(name)
            for number in sorted({number for mark in marks for number in self._of_mark[mark]}):
                if names.same_organization(self.referents[number].name, name):
                    return number
        if mention.kind in ("group", "document") and " " not in name:
            return self.latest(mention.lemma, type_)
        return None

    def owned(self, owner: int, noun: str, type_: SourceType) -> int:
        """The referent of somebody's own institution or paper: “his campaign”, “her letter”."""
        name = f"{self.referents[owner].name}’s {noun}"
        words = names.organization_key(name)
        for number, one in enumerate(self.referents):
            if noun not in one.name.lower() or " " not in one.name:
                continue
            if names.organization_key(one.name) <= words:
                return number
        return self._add(Referent(name, type_, None, noun))

    def latest(self, lemma: str, type_: SourceType | None = None) -> int | None:
        """The latest described source whose head word is ``lemma``."""
        alike = [reversed(self._of_lemma[word]) for word in _ALIKE.get(lemma, (lemma,))]
        for number in merge(*alike, reverse=True):
            referent = self.referents[number]
            if referent.mentions and type_ in (None, referent.type):
                return number
        return None

    def names(self, referents: tuple[int, ...]) -> str:
        """Their names, joined for a sentence."""
        return " and ".join(self.referents[number].name for number in dict.fromkeys(referents))


def _first_of_all(mention: Mention) -> bool:
    first = mention.head.doc[mention.start].lower_
    return first not in ("other", "separate", "new", "more", "these", "those")
