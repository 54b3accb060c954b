"""Which of the phrases beside somebody's name an editor would enter as the title, or none.

A logistic regression on what a phrase is like and how the others beside that name are: how likely
it shares its words with the title that an editor copied. Its weights, by the names of the evidence,
come with the model; ``training.fit_titles`` makes them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from accordingto.language.coreference import names
from accordingto.language.profile.title_phrases import TitlePhrase, before_preposition, has_title
from accordingto.lexicon import nouns

#: A phrase that is less likely than this is no title.
LEAST = 0.1
#: From this chance on a short title that says something else stands beside the likeliest.
ALSO = 0.3
#: A short title has so many words at most.
_SHORT = 8
_WHO_HAS = re.compile(r"who (?:was|is|has|had|were|also)\b")
_CLAUSE = re.compile(r"\b(?:who|which|that|whose)\b")
_SAID = re.compile(r"\b(?:said|says|told|wrote|added)\b")
_POINTING = re.compile(
    r"(?:himself|herself|that|this|those|these|both|all|some|who|which)\b"
    r"|(?:it|he|she|they|you|your|our|my)\b",
    re.IGNORECASE,
)
_PREPOSITION_FIRST = re.compile(r"(?:of|for|at|in|with|from|to|on|by|like|as|than)\b")
_CUT = re.compile(r"\b(?:of|for|at|in|with|from|to|the|a|and|but|as|by)$")
_ORGANIZATION = re.compile(r"\b(?:of|at|for|with) (?:the )?[A-Z]")
_FORMER = re.compile(r"(?:former|ex-|retired|late)\b", re.IGNORECASE)


#: Finds the title among the phrases beside a name, which it is also told.
TitleChooser = Callable[[Sequence[TitlePhrase], str], str | None]


def chooser(weights: Mapping[str, float]) -> TitleChooser:
    """The chooser with such weights of the evidence."""
    return partial(_chosen, weights)


def _chosen(weights: Mapping[str, float], phrases: Sequence[TitlePhrase], name: str) -> str | None:
    """The likeliest title, and before or behind it a short one that says something else."""
    chances = {
        phrase.text: _chance(evidence, weights)
        for phrase, evidence in evidences(phrases, name).items()
    }
    ranked = sorted(chances, key=lambda text: -chances[text])
    if not ranked or chances[ranked[0]] < LEAST:
        return None
    best = ranked[0]
    for other in ranked[1:]:
        if chances[other] >= ALSO and says_more(other, best):
            first, second = (other, best) if len(other) < len(best) else (best, other)
            return f"{first}, {second}"
    return best


def says_more(title: str, than: str) -> bool:
    """Whether a short title names an office that another title has no word of."""
    short = len(title.split()) <= _SHORT
    return short and has_title(_head(title)) and not _content(title) & _content(than)


def evidences(phrases: Sequence[TitlePhrase], name: str) -> dict[TitlePhrase, dict[str, float]]:
    """What speaks for each phrase beside a name, by the name of the evidence.

    ``phrases`` are in the order of the text. Of several with the same words the first stands for
    all.
    """
    counts = Counter(phrase.text for phrase in phrases)
    firsts = {phrase.text: phrase for phrase in reversed(phrases)}
    kept = [phrase for phrase in dict.fromkeys(phrases) if firsts[phrase.text] is phrase]
    told = [_content(phrase.text) for phrase in kept]
    words = [len(phrase.text.split()) for phrase in kept]
    offices = [n for n, phrase in zip(words, kept, strict=True) if has_title(_head(phrase.text))]
    found = {}
    for k, phrase in enumerate(kept):
        others = [other for i, other in enumerate(told) if i != k]
        office = has_title(_head(phrase.text))
        found[phrase] = {
            **_form(phrase.text, name),
            f"way {phrase.way}": 1.0,
            "any": 1.0,
            "office": float(office),
            "again": math.log(counts[phrase.text]),
            "agrees": sum(bool(told[k] & other) for other in others) / max(1, len(others)),
            "only": float(not others),
            "longest": float(words[k] == max(words)),
            "longest office": float(office and words[k] == max(offices)),
            "first told": float(k == 0),
            "first name": float(phrase.place == 0),
        }
    return found


def _form(text: str, name: str) -> dict[str, float]:
    """What the words of one phrase say, whatever stands beside it."""
    words = text.split()
    count = len(words)
    own = {word.lower() for word in re.findall(r"\w{3,}", name)}
    return {
        "office anywhere": float(has_title(text)),
        "words": math.log(count),
        "one word": float(count == 1),
        "over 8": float(count > 8),
        "over 15": float(count > 15),
        "over 25": float(count > 25),
        "who": float(words[0].lower() == "who"),
        "who has": float(_WHO_HAS.match(text) is not None),
        "own name": float(bool(own & {word.lower() for word in re.findall(r"\w{3,}", text)})),
        "capital": float(text[:1].isupper()),
        "capitals": sum(word[:1].isupper() for word in words) / count,
        "plural": float(_plural(text)),
        "pointing": float(_POINTING.match(text) is not None),
        "comma": float("," in text),
        "clause": float(_CLAUSE.search(text) is not None),
        "said": float(_SAID.search(text) is not None),
        "quoted": float(any(mark in text for mark in '“”"@')),
        "preposition first": float(_PREPOSITION_FIRST.match(text) is not None),
        "cut": float(_CUT.search(text) is not None),
        "organization": float(_ORGANIZATION.search(text) is not None),
        "former": float(_FORMER.match(text) is not None),
    }


def _chance(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-score))


def _plural(title: str) -> bool:
    """Whether the noun of a title is of several people: “her colleagues”."""
    head = _head(title).split()
    last = head[-1].lower() if head else ""
    return (
        last.endswith("s")
        and not last.endswith(("ss", "'s", "’s"))
        and last[:-1] in nouns("person")
    )


def _head(title: str) -> str:
    """A title up to its first preposition, clause or comma."""
    return before_preposition(title).partition(",")[0]


def _content(title: str) -> set[str]:
    """The longer words of a title by their beginnings: “President” is in “presidential”."""
    return {names.in_full(word)[:6] for word in re.findall(r"\w{3,}", title)}
