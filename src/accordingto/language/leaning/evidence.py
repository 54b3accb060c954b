"""What speaks for narration going on with the account before it, beside the tagger's own word.

How near the account stands and whose it is, whether its source speaks on afterwards, which words
both share, whether somebody new steps in, and what kind of thing the sentence tells. None of it
decides: how much each says is learnt (``training.fit_leaning``).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from accordingto.language.tagging.confidence import logit
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import (
    ACTS,
    Attribution,
    Form,
    Sentence,
    Source,
    SourceType,
    Span,
    Stance,
)

_WORD = re.compile(r"[^\W_][\w'’-]*")
_NAME = re.compile(r"\b[A-Z][\w’'-]+\b")
#: Words that two sentences share without sharing a subject.
_COMMON = frozenset(
    "the a an of to in on at and or but for with by from as is are was were be been it its he she "
    "they his her their that this these those who which not no has have had will would could said "
    "says say told according mr ms mrs more than about into over after before up out also one two "
    "new".split()
)
_ENDINGS = ("ing", "edly", "ed", "es", "s", "ly")
_SIGNS = {
    "he or she": r"^(?:He|She|His|Her)\b",
    "it or they": r"^(?:It|They|Its|Their)\b",
    "this": r"^(?:This|These|That|Those|Such|There)\b",
    "article first": r"^(?:The|A|An)\b",
    "number first": r"^(?:\d|About|Nearly|More than|Some|Another|Only|Just|Most|One|Two|Three|Four"
    r"|Half|Roughly|Fewer|Among|Of )",
    "another": r"(?i)\b(?:others?|another|also|both|neither|either|same|similarly|likewise"
    r"|in addition|further|additional)\b",
    "turn": r"^(?:But|Yet|However|Still|Meanwhile|In fact|After all|This comes|Of course|Then|Now"
    r"|Though|While|Despite|Although)\b",
    "link": r"^(?:And|Also|In|Instead|Rather|Since|As|At|On|After|Before|When|During)\b",
    "past": r"\b(?:was|were|had|did|fell|fled|told|ran|struck|shot|began|left|\w{3,}ed)\b",
    "present": r"(?i)\b(?:is|are|has|have|does|do|seems?)\b",
    "would": r"(?i)\b(?:would|could|should|might|may|must)\b",
    "will": r"(?i)\b(?:will|is set to|going to)\b|['’]ll\b",
    "record": r"(?i)\b(?:charged|indicted|convicted|sentenced|pleaded|arrested|elected|signed|voted"
    r"|announced|released|filed)\b",
    "share": r"(?i)%|\bper ?cent|\bpoints?\b",
    "number": r"\d",
    "money": r"[$£€]\s?\d",
    "first person": r"\b(?:I|my|me|we|our|us|I['’]m|I['’]ve|we['’]re)\b",
    "second person": r"(?i)\byour?\b",
    "question": r"\?[\"'”’)\]]*$",
    "quotation mark": r"[\"“”]",
    "denial": r"(?i)\b(?:not|no|never|none|nobody|nor)\b|n['’]t\b",
    "day": r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    "year": r"\b(?:19|20)\d\d\b",
    "colon": r":\s*$",
    "declined": r"(?i)\b(?:declined|respond|request|comment|reached)\b",
    "poll": r"(?i)\b(?:polls?|surveys?|respondents?|margin|voters|conducted|sample|favou?r|approve"
    r"|disapprove|support|oppose)\b",
    "who it is": r"^[A-Z][\w.’' -]{2,40}?(?:, [^,]+,)? (?:is|was|has been|served|became|founded"
    r"|heads|leads|runs|owns|joined|started|graduated|worked|grew up|lives)\b",
    "unnamed": r"(?i)\b(?:spokes\w+|sources?|officials?|analysts?|critics|experts?)\b",
}
SIGNS = {name: re.compile(pattern) for name, pattern in _SIGNS.items()}
#: What the tagger says, which has seen the articles that teach the rest.
TAGGER = ("tagger leaning", "tagger between", "tagger narration")
#: Of what stands oftener or further than this, no more is counted.
_MOST = 5


@dataclass(frozen=True)
class Account:
    """One article as it is read for what leans on what; ``scores``: what the tagger thought."""

    text: str
    sentences: Sequence[Sentence]
    scores: Sequence[SentenceScores]
    attributions: Sequence[Attribution]
    sources: Sequence[Source]

    @cached_property
    def words(self) -> list[str]:
        """The text of each sentence."""
        return [sentence.span.of(self.text).strip() for sentence in self.sentences]

    @cached_property
    def stems(self) -> list[set[str]]:
        """The content words of each sentence, without their endings."""
        return [_stems(words) for words in self.words]

    @cached_property
    def claims(self) -> list[list[Attribution]]:
        """The claims that each sentence holds."""
        return [[one for one in held if one.stance not in ACTS] for held in self.held]

    @cached_property
    def held(self) -> list[list[Attribution]]:
        """All that each sentence attributes, acts too."""
        by_id = {attribution.id: attribution for attribution in self.attributions}
        return [[by_id[id] for id in sentence.attribution_ids] for sentence in self.sentences]

    @cached_property
    def leaders(self) -> list[str | None]:
        """Who is named first for a claim of each sentence, by id."""
        return [
            next((claim.source_id for claim in claims if claim.source_id), None)
            for claims in self.claims
        ]

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def told(self) -> list[bool]:
        """Whether each sentence attributes anything, in the article's body."""
        return [s.label != "narration" and s.kind == "body" for s in self.sentences]

    @cached_property
    def whole(self) -> dict[str, float]:
        """What the article is like: the same of each of its sentences."""
        body = max(sum(sentence.kind == "body" for sentence in self.sentences), 1)
        heard = len({leader for leader in self.leaders if leader})
        shares = sum(bool(SIGNS["share"].search(words)) for words in self.words)
        own = sum(
            bool(SIGNS["first person"].search(words))
            for words, told in zip(self.words, self.told, strict=True)
            if not told
        )
        return {
            "article told": sum(self.told) / body,
            "article length": math.log(body),
            "article sources": heard / body,
            "article first person": own / body,
            "article shares": shares / body,
        }


def evidence(account: Account, index: int, last: int) -> dict[str, float]:
    """The evidence by name for sentence ``index`` going on with the account of ``last``."""
    return {
        "one": 1.0,
        **_tagger(account, index, last),
        **_distance(account, index, last),
        **_whose(account, index, last),
        **_afterwards(account, index, last),
        **_signs(account, index),
        **_shared(account, index, last),
        **_others(account, index, last),
        **account.whole,
        "place": index / max(len(account.sentences) - 1, 1),
    }


def _tagger(account: Account, index: int, last: int) -> dict[str, float]:
    between = [logit(score.carry) for score in account.scores[last + 1 : index]]
    own = logit(account.scores[index].carry)
    return {
        "tagger leaning": own,
        "tagger between": min(between, default=own),
        "tagger narration": logit(account.scores[index].label[0]),
    }


def _distance(account: Account, index: int, last: int) -> dict[str, float]:
    sentences = account.sentences
    paragraph = sentences[index].paragraph
    breaks = paragraph - sentences[last].paragraph
    steps = index - last
    return {
        "distance": float(steps),
        "next": float(steps == 1),
        "beyond two": float(steps > 2),
        "beyond four": float(steps > 4),
        "same paragraph": float(breaks == 0),
        "next paragraph": float(breaks == 1),
        "paragraphs": float(min(breaks, _MOST)),
        "opens a paragraph": float(sentences[index - 1].paragraph != paragraph),
        "next in the paragraph": float(steps == 1 and breaks == 0),
        "paragraph goes on": float(
            index + 1 < len(sentences) and sentences[index + 1].paragraph == paragraph
        ),
    }


def _whose(account: Account, index: int, last: int) -> dict[str, float]:
    """Whose the account is, and how it is told."""
    claims = account.claims[last]
    leader = account.leaders[last]
    source = account.source_by_id.get(leader) if leader else None
    claim = claims[-1] if claims else None
    count = account.leaders.count(leader) if leader else 0
    run, at = 0, last
    while at >= 0 and account.told[at] and account.leaders[at] == leader:
        run, at = run + 1, at - 1
    words = account.words[last]
    return {
        "source partly": float(account.sentences[last].label == "partly"),
        **_one_of("source type", get_args(SourceType), source.type if source else None),
        **_one_of("source stance", get_args(Stance), claim.stance if claim else None),
        **_one_of("source form", get_args(Form), claim.form if claim else None),
        "no source": float(source is None),
        "source sure": logit(claim.confidence) if claim else 0.0,
        "source claims": float(min(len(claims), _MOST)),
        "source count": math.log(1 + count),
        "source run": float(min(run, _MOST)),
        "ends quoted": float(words[-1:] in ("”", '"')),
        "ends in a colon": float(words.endswith(":")),
        "cue first": float(_cue_first(claim)),
    }


def _one_of(name: str, values: Sequence[str], value: str | None) -> dict[str, float]:
    return {f"{name} {each}": float(each == value) for each in values}


def _cue_first(claim: Attribution | None) -> bool:
    if claim is None or claim.cue is None or not claim.content:
        return False
    return claim.cue.start < claim.content[0].start


def _afterwards(account: Account, index: int, last: int) -> dict[str, float]:
    """Whether the account goes on in somebody's name behind the sentence."""
    later = range(index + 1, len(account.sentences))
    following = next((at for at in later if account.told[at]), None)
    leader = account.leaders[last]
    same = following is not None and leader is not None and account.leaders[following] == leader
    near = following is not None and following - index <= 2
    return {
        "nothing told after": float(following is None),
        "told after": float(following == index + 1),
        "same source after": float(same),
        "same source soon": float(same and near),
    }


def _signs(account: Account, index: int) -> dict[str, float]:
    """What the words of the sentence say."""
    words = account.words[index]
    return {
        "length": math.log(1 + len(_WORD.findall(words))),
        **{name: float(bool(sign.search(words))) for name, sign in SIGNS.items()},
        **{
            f"tells {stance}": float(any(one.stance == stance for one in account.held[index]))
            for stance in ("intends", "orders", "believes", "hearsay")
        },
    }


def _shared(account: Account, index: int, last: int) -> dict[str, float]:
    """Which content words it has in common with the account and with what stands beside it."""
    own = account.stems[index]
    claimed = _stems(_content(account, last))
    after = account.stems[index + 1] if index + 1 < len(account.sentences) else set()

    def common(other: set[str]) -> float:
        return float(min(len(own & other), _MOST))

    return {
        "shared": common(account.stems[last]),
        "share shared": len(own & account.stems[last]) / max(len(own), 1),
        "shared with the content": common(claimed),
        "shared with the one before": common(account.stems[index - 1]),
        "shared with the one after": common(after),
    }


def _content(account: Account, last: int) -> str:
    sentence: Span = account.sentences[last].span
    return " ".join(
        account.text[max(part.start, sentence.start) : min(part.end, sentence.end)]
        for claim in account.claims[last]
        for part in claim.content
        if part.overlaps(sentence)
    )


def _others(account: Account, index: int, last: int) -> dict[str, float]:
    """Who is named in it: the source, another source, somebody new."""
    words = account.words[index]
    leader = account.leaders[last]
    named = {source.id for source in account.sources if _is_named(source, words)}
    known = set(_NAME.findall(" ".join(account.words[last:index])))
    names = Counter(_NAME.findall(words[1:]))
    acting = {one.source_id for one in account.held[index] if one.stance in ACTS}
    return {
        "names the source": float(leader in named),
        "names another": float(bool(named - {leader})),
        "new names": float(min(sum(n for name, n in names.items() if name not in known), _MOST)),
        "known names": float(min(sum(n for name, n in names.items() if name in known), _MOST)),
        "source acts": float(leader is not None and leader in acting),
        "another acts": float(bool(acting - {leader, None})),
    }


def _is_named(source: Source, words: str) -> bool:
    last = source.name.split()[-1:]
    named = source.type in ("named person", "named organization")
    return named and bool(last) and re.search(rf"\b{re.escape(last[0])}\b", words) is not None


def _stems(words: str) -> set[str]:
    return {
        _stem(word.lower())
        for word in _WORD.findall(words)
        if len(word) > 2 and word.lower() not in _COMMON
    }


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word.removesuffix(ending)
