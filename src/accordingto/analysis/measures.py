"""What the graph of who asserts what says in numbers.

A claim is here the pair (source, sentence of the body) joined by ``asserts``, counted once however
often the source speaks in that sentence: a sentence with two sources counts once for each. What
the article asserts itself is no claim of a source, nor is an act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from accordingto.analysis.graph import AFFILIATED, ARTICLE, ASSERTS, ECHOES, REPEATS, source_node
from accordingto.lexicon.organizations import is_acronym, same_organization
from accordingto.records import Annotation

_NAMED = ("named person", "named organization")
#: Whoever is named so often is talked about.
_OFTEN = 3
#: Two to four capitalized words, initials aside; “Roe’s” may only end them.
_NAME = re.compile(
    r"(?<![\w’'.-])[A-Z][\w-]+(?: (?:[A-Z]\. )?[A-Z][\w-]+){0,2}"
    r" (?:[A-Z]\. )?[A-Z](?:[\w-]|['’](?!s\b))+"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: Words before a name that are no part of it; days and months; storms and the like.
_NO_NAME = frozenset(
    """mr mrs ms dr sen rep gov president vice prime minister secretary senator governor mayor judge
    justice chief general director attorney king queen pope sir republican democrat democratic
    hurricane superstorm storm typhoon cyclone operation coast county court district islands state
    states act party a an and after as at before but by for from if in on since the when while with
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december""".split()
)
_PRONOUNS = frozenset(
    "he she they it him her them who which his their its we i you us me that this one".split()
)


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of the body's sentences, and how the claims spread over the sources.

    ``sentences`` = ``attributed`` + ``partly`` + ``narration``; headlines, bylines and captions
    are counted nowhere. ``named`` counts the named people and organizations that put forward a
    claim, ``other`` all further sources that do. ``shares`` are pairs of source node and share
    (see `shares`), ``types`` of type and share (`type_shares`), both largest first;
    ``concentration`` is None where nothing is attributed. ``root`` is the node of an organization
    and its share (`one_root`), ``silent`` are names (`silent`), ``farthest`` is the largest of
    `distances`: each None, or empty, where there is none. ``echoes`` are pairs of numbers (from 1)
    of narration and the claim that it restates, ``repeats`` counts sentences that stand twice.
    """

    sentences: int
    attributed: int
    partly: int
    narration: int
    named: int
    other: int
    shares: tuple[tuple[str, float], ...]
    types: tuple[tuple[str, float], ...]
    concentration: float | None
    root: tuple[str, float] | None
    silent: tuple[str, ...]
    farthest: int | None
    echoes: tuple[tuple[int, int], ...]
    repeats: int


def measure(annotation: Annotation, graph: nx.MultiDiGraph[str]) -> Measures:
    """The counts and measures of one annotation; ``graph`` is what `graph.build` makes of it."""
    body = (sentence for sentence in annotation.sentences if sentence.kind == "body")
    labels = Counter(sentence.label for sentence in body)
    spread = shares(graph)
    named = sum(graph.nodes[node]["type"] in _NAMED for node in spread)
    return Measures(
        sentences=labels.total(),
        attributed=labels["attributed"],
        partly=labels["partly"],
        narration=labels["narration"],
        named=named,
        other=len(spread) - named,
        shares=tuple(spread.items()),
        types=tuple(type_shares(graph).items()),
        concentration=concentration(graph),
        root=one_root(graph),
        silent=silent(annotation, graph),
        farthest=max(distances(annotation).values(), default=None),
        echoes=_numbers(graph, ECHOES),
        repeats=len(_numbers(graph, REPEATS)),
    )


def shares(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The share of the claims that each source puts forward, 0 to 1, largest first.

    The shares add up to 1. Empty where nothing is attributed.
    """
    return _spread(source for source, _ in _claims(graph))


def type_shares(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The share of the claims that each type of source puts forward, 0 to 1, largest first.

    The types are those of `Source`. Empty where nothing is attributed.
    """
    return _spread(str(graph.nodes[source]["type"]) for source, _ in _claims(graph))


def concentration(graph: nx.MultiDiGraph[str]) -> float | None:
    """The Herfindahl index of the claims over the sources: the sum of the squared shares.

    1 where one source says everything, 1/n where n sources share equally; None where nothing is
    attributed. (O. C. Herfindahl, Concentration in the Steel Industry, 1950.)
    """
    spread = shares(graph)
    return sum(share**2 for share in spread.values()) if spread else None


def one_root(graph: nx.MultiDiGraph[str]) -> tuple[str, float] | None:
    """The organization to which most claims lead, and the share of the claims that do.

    Of the claims whose source is a named person, a named organization or has an organization,
    those count for an organization whose source is it, is affiliated with it, or speaks through
    (``via``, over any number of steps) a source that is or does. The node with most is returned
    (the first by name of equals), with its share, 0 to 1; None where no claim leads to any.

    Two names that the article does not join (a ministry and its police) stay two roots, and an
    affiliation that was not found leads nowhere: the share is a lower bound.
    """
    speakers = {
        key: speaker
        for speaker, _, key, data in graph.edges(keys=True, data=True)
        if "via" in data and speaker != ARTICLE
    }
    led = []
    for (source, _), relays in _claims(graph).items():
        own = set(_roots(graph, source))
        if own or graph.nodes[source]["type"] in _NAMED:
            relaying = _relaying(graph, relays, speakers)
            led.append(own.union(*(_roots(graph, relay) for relay in relaying)))
    counted = Counter(root for roots in led for root in roots)
    if not counted:
        return None
    node = min(counted, key=lambda root: (-counted[root], str(graph.nodes[root]["name"]), root))
    return node, counted[node] / len(led)


def silent(annotation: Annotation, graph: nx.MultiDiGraph[str]) -> tuple[str, ...]:
    """Names of people and organizations that are talked about and put forward no claim.

    Two kinds of evidence, in this order: named sources of the annotation that only act, and names
    that stand at least three times in the article’s body, once of them in a claim. A name is there
    two to four capitalized words whose last one also stands alone (“Ann Roe … Roe”, which no “New
    York” does) and never in lower case, or an acronym. Whatever shares its last word with the name
    or a mention of a source is left out.

    It knows no grammar: an organization with a long name and no acronym is missed, somebody named
    twice too; a thing that is called like a person, or is capitals only (a weapon, a treaty), is
    taken for somebody. Two people of one surname are one to it.
    """
    speaking = {source for source, _ in _claims(graph)}
    heard = [source for source in annotation.sources if source_node(source.id) in speaking]
    text = annotation.article.text
    body = [sentence for sentence in annotation.sentences if sentence.kind == "body"]
    whole = "\n".join(sentence.span.of(text) for sentence in body)
    claims = "\n".join(sentence.span.of(text) for sentence in body if sentence.label != "narration")
    known = _words_of_names(annotation)
    names = [
        source.name
        for source in annotation.sources
        if source.type in _NAMED and source_node(source.id) not in speaking
    ]
    for name in chain(_people(whole), _acronyms(whole)):
        last = _bare(name.split()[-1])
        if last in known or not re.search(rf"\b{re.escape(last)}\b", claims):
            continue
        if not any(same_organization(name, source.name) for source in heard):
            known.add(last)
            names.append(name)
    return tuple(names)


def _words_of_names(annotation: Annotation) -> set[str]:
    """The words of all names and mentions of sources, bare."""
    text = annotation.article.text
    return {
        _bare(word)
        for source in annotation.sources
        for words in (source.name, *(span.of(text) for span in source.mentions))
        for word in _WORD.findall(words)
    }


def distances(annotation: Annotation) -> dict[tuple[str, int], int]:
    """How many sentences a claim stands behind the words that name its source.

    By source id and index of the claim's sentence: 0 where the sentence itself names the source,
    else the number of sentences back to the last one that does. A mention that is a pronoun names
    nobody. A claim whose source is not named up to there is left out.
    """
    text = annotation.article.text
    named: dict[str, list[int]] = {}
    for source in annotation.sources:
        for span in source.mentions:
            where = annotation.sentence_at(span.start)
            if where is not None and span.of(text).casefold().strip() not in _PRONOUNS:
                named.setdefault(source.id, []).append(where.index)
    return {
        (source.id, sentence.index): sentence.index - max(before)
        for sentence in annotation.sentences
        if sentence.kind == "body"
        for source in annotation.claim_sources(sentence)
        if (before := [at for at in named.get(source.id, ()) if at <= sentence.index])
    }


def _claims(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], set[str]]:
    """The claims, each with the ids of the attributions that it is relayed by."""
    claims: dict[tuple[str, str], set[str]] = {}
    for source, claim, data in sorted(
        graph.edges(data=True), key=lambda edge: (str(edge[0]), str(edge[1]))
    ):
        if data["relation"] != ASSERTS or source == ARTICLE:
            continue
        if graph.nodes[claim]["unit"] == "body":
            claims.setdefault((source, claim), set()).update({data["via"]} - {""})
    return claims


def _numbers(graph: nx.MultiDiGraph[str], relation: str) -> tuple[tuple[int, int], ...]:
    """The numbers of the sentences that a relation joins, in reading order."""
    return tuple(
        sorted(
            (graph.nodes[tail]["number"], graph.nodes[head]["number"])
            for tail, head, data in graph.edges(data=True)
            if data["relation"] == relation
        )
    )


def _spread(names: Iterator[str]) -> dict[str, float]:
    counts = Counter(names)
    return {name: count / counts.total() for name, count in counts.most_common()}


def _roots(graph: nx.MultiDiGraph[str], source: str) -> Iterator[str]:
    """The organization that a source is, and those it is affiliated with."""
    if graph.nodes[source].get("type") == "named organization":
        yield source
    for _, organization, data in graph.out_edges(source, data=True):
        if data["relation"] == AFFILIATED:
            yield organization


def _relaying(
    graph: nx.MultiDiGraph[str], relays: Iterable[str], speakers: Mapping[str, str]
) -> set[str]:
    """The sources behind the attributions ``relays``, and behind those that relay these."""
    behind: dict[str, str] = {}
    waiting = list(relays)
    while waiting:
        id = waiting.pop()
        if id in speakers and id not in behind:
            behind[id] = speakers[id]
            edges = graph.out_edges(speakers[id], keys=True, data=True)
            waiting += [data["via"] for _, _, key, data in edges if key == id]
    return set(behind.values())


def _people(text: str) -> Iterator[str]:
    """Names of two words or three whose last one also stands alone, and often."""
    words = Counter(map(_bare, _WORD.findall(text)))
    inside: Counter[str] = Counter()
    names: dict[str, str] = {}
    for match in _NAME.finditer(text):
        parts = match[0].split()
        while parts and (
            _bare(parts[0]).rstrip(".").casefold() in _NO_NAME or words[parts[0].lower()]
        ):
            parts.pop(0)
        last = _bare(parts[-1]) if parts else ""
        if len(parts) < 2 or last.casefold() in _NO_NAME or words[last.lower()]:
            continue
        inside[last] += 1
        names.setdefault(last, " ".join([*parts[:-1], last]))
    for last, name in names.items():
        if words[last] >= _OFTEN and words[last] > inside[last] and not last.isupper():
            yield name


def _acronyms(text: str) -> Iterator[str]:
    counts = Counter(word for word in _CAPITALS.findall(text) if is_acronym(word))
    return (word for word, count in counts.items() if count >= _OFTEN)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
