"""The sources of an article while it is read: who is known, and who spoke last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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

    def __getitem__(self, referent: int) -> Referent:
        return self.referents[referent]

    def entity(self, entity: Entity) -> int:
        """The referent of somebody named."""
        if entity.name not in self._of_entity:
            type_: SourceType = "named person" if entity.person else "named organization"
            self._of_entity[entity.name] = len(self.referents)
            self.referents.append(Referent(entity.name, type_, entity, gender=entity.gender))
            self.referents[-1].titles += self.titles.get(entity.name, ())
        return self._of_entity[entity.name]

    def number_of(self, entity: Entity) -> int | None:
        """The referent of somebody named, if it has one yet."""
        return self._of_entity.get(entity.name)

    def has_spoken(self, entity: Entity) -> bool:
        """Whether a named entity was a source already."""
        referent = self._of_entity.get(entity.name)
        return referent is not None and bool(self.referents[referent].mentions)

    def describe(self, mention: Mention) -> int:
        """The referent of somebody described: an earlier one of the same words, or a new one."""
        name = described(mention)
        type_ = self.type_of(self.doc, mention)
        again = self._described_again(mention, name, type_)
        if again is not None:
            return again
        where = tokens_span(self.doc, mention.start, mention.end)
        self.referents.append(
            Referent(name, type_, None, mention.lemma, mention.plural, described=where)
        )
        return len(self.referents) - 1

    def _described_again(self, mention: Mention, name: str, type_: SourceType) -> int | None:
        """The earlier referent that a description repeats, None where it introduces somebody."""
        number = self._number(lambda one: one.entity is None and one.name.lower() == name.lower())
        if number is not None:
            return number
        if type_ == "document" and mention.plural and " " in name and _first_of_all(mention):
            number = self._number(lambda one: one.type == type_ and one.name == mention.head.lower_)
            if number is not None:
                # A headline's “Records” are the text's “internal records”.
                self.referents[number].name = name
                return number
        if type_ == "named organization":
            number = self._number(
                lambda one: one.type == type_ and names.same_organization(one.name, name)
            )
            if number is not None:
                return number
        if mention.kind in ("group", "document") and " " not in name:
            return self.latest(mention.lemma, type_)
        return None

    def _number(self, fits: Callable[[Referent], bool]) -> int | None:
        """The first referent that fits."""
        return next((k for k, referent in enumerate(self.referents) if fits(referent)), None)

    def owned(self, owner: int, noun: str, type_: SourceType) -> int:
        """The referent of somebody's own institution or paper: “his campaign”, “her letter”."""
        name = f"{self.referents[owner].name}’s {noun}"
        words = names.organization_key(name)
        number = self._number(
            lambda one: (
                names.organization_key(one.name) <= words
                and noun in one.name.lower()
                and " " in one.name
            )
        )
        if number is not None:
            return number
        self.referents.append(Referent(name, type_, None, noun))
        return len(self.referents) - 1

    def latest(self, lemma: str, type_: SourceType | None = None) -> int | None:
        """The latest described source whose head word is ``lemma``."""
        for number in range(len(self.referents) - 1, -1, -1):
            referent = self.referents[number]
            so = referent.entity is None and referent.lemma in _ALIKE.get(lemma, (lemma,))
            if so and referent.mentions and type_ in (None, referent.type):
                return number
        return None

    def names(self, referents: tuple[int, ...]) -> str:
        """Their names, joined for a sentence."""
        return " and ".join(self.referents[number].name for number in dict.fromkeys(referents))


def _first_of_all(mention: Mention) -> bool:
    first = mention.head.doc[mention.start].lower_
    return first not in ("other", "separate", "new", "more", "these", "those")
