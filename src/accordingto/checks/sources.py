"""What rules ask of a source: is it named, what does it speak for, is it an agency of force."""

from __future__ import annotations

import re

from accordingto.checks.story import Claim, Story
from accordingto.records import Source, Span

#: Who may use force for the state, as its name or its title says.
_FORCE = re.compile(
    r"\b(?:police|cops?|sheriff|constabulary|constables?|troopers?|deput(?:y|ies)|detectives?|"
    r"(?:police |arresting |federal |ICE )officers?|marshals?|FBI|ATF|DEA|ICE|DHS|NYPD|LAPD|"
    r"homeland security|immigration and customs|border patrol|customs and border|"
    r"gendarme\w*|law enforcement|prison service|corrections|authorities)\b",
    re.IGNORECASE,
)
_NAMED = ("named person", "named organization", "document")
#: A document that is no more than a rumour of one.
_VAGUE_DOCUMENT = re.compile(
    r"^(?:(?:some|many|several|numerous|recent|other|various|multiple|earlier|media|news|press|local|"
    r"new) )*"
    r"(?:reports?|studies|research|evidence|rumou?rs|accounts|statistics|figures|data|surveys)$",
    re.IGNORECASE,
)


def is_force(source: Source) -> bool:
    """Whether a source is the police or another agency of force, or speaks for one."""
    parts = (source.name, source.title or "", source.organization or "")
    return any(_FORCE.search(part) for part in parts)


def is_named(source: Source) -> bool:
    """Whether a reader could look the source up: a name, or a document that is told apart."""
    return source.type in _NAMED and not _VAGUE_DOCUMENT.match(source.name)


def house_of(source: Source) -> str:
    """The organization that a source is or speaks for, else its own name: who it counts as."""
    return source.organization or source.name


def first_mention(story: Story, source: Source) -> str:
    """The words by which the article first names a source as one that speaks."""
    return story.words(source.mentions[0]) if source.mentions else source.name


#: Whose name a reporter may withhold; nobody else is anonymous, whatever the model takes it for.
_WITHHELD = re.compile(
    r"\b(?:sources?|officials?|aides?|advis[eo]rs?|persons?|people|insiders?|staffers?|diplomats?|"
    r"operatives?|executives?|lawmakers?|senators?|strategists?|employees?|workers?|members?|"
    r"officers?|colleagues?|friends?|associates?|agents?|spokes\w+|donors?|lobbyists?|confidants?|"
    r"individuals?|witness(?:es)?|leaders?|man|woman|generals?|commanders?|bankers?|traders?|"
    r"investigators?|soldiers?|relatives?|neighbou?rs?|veterans?|managers?|lawyers?|attorneys?|"
    r"consultants?|analysts?|ministers?|activists?|residents?|doctors?|nurses?|one|two|three)\b"
)
_NAME_AT_END = re.compile(r"(?:[A-Z][\w.’'-]+\s+){2}[A-Z][\w’'-]+$|[a-z]\s+[A-Z]\w+\s+[A-Z]\w+$")


def anonymous(story: Story) -> tuple[tuple[Source, Claim], ...]:
    """The sources whose name is withheld, each with the first claim that it makes.

    Left out: who is mentioned inside a quotation only, whom the article has named already (“the
    former adviser”), and phrases that end in a name.
    """
    first: dict[str, tuple[Source, Claim]] = {}
    for claim in story.claims:
        mention = claim.attribution.source
        if claim.source is None or claim.source.type != "anonymous" or mention is None:
            continue
        words = story.words(mention)
        known = words.lower().startswith("the ") or _NAME_AT_END.search(words)
        lowered = words[:1].lower() + words[1:]  # “Business Insider” is a name
        cited = story.plain[: mention.start].endswith(("citing ", "cited "))  # another outlet's
        if _WITHHELD.search(lowered) and not (known or cited or story.is_quoted(mention)):
            first.setdefault(claim.source.id, (claim.source, claim))
    return tuple(first.values())


def place_of(claim: Claim) -> Span:
    """Where a finding about a claim's source belongs: at its mention, else at the sentence."""
    return claim.attribution.source or claim.sentence.span


def around(story: Story, claim: Claim, reach: int = 1) -> str:
    """The sentence of a claim, and so many before and after it, as one text."""
    sentences = story.annotation.sentences
    at = claim.sentence.index
    first, last = max(0, at - reach), min(len(sentences) - 1, at + reach)
    return story.words(Span(sentences[first].span.start, sentences[last].span.end))
