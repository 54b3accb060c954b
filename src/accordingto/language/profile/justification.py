"""Why a source is in the story, in the article's own words: what it lived through, does or is.

The parse around every mention of a source is read for clauses (“, who was on the fourth floor
when …”), participles (“involved in the inquiry”), appositions (“, the mayor of Calder,”) and the
like. What somebody lived through or takes part in goes before what they do, and that before what
they are. Where nothing sure is found there is no justification; a bare title before a name is
none, nor is why the name is withheld, nor how and to whom the source spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from accordingto.language.coreference.discourse import Referent
from accordingto.language.coreference.phrases import singular
from accordingto.lexicon import nouns, wordlist
from accordingto.quotations import quotation_at
from accordingto.records import Span

#: What a candidate tells, from the least to the most.
_IS, _DOES, _LIVED = 1, 2, 3
#: A rank and the tokens, from start (included) to end (excluded).
_Candidate = tuple[int, int, int]

#: A justification has so many words; a longer apposition is no fuller for it.
_SHORTEST, _FULLEST, _LONGEST = 3, 25, 40

_DUTIES = frozenset(
    "advise advocate be build campaign chair coach command conduct coordinate cover defend direct "
    "edit enforce examine fund govern handle have head help inspect investigate lead make manage "
    "monitor operate organize oversee own police practice practise produce promote prosecute "
    "protect provide publish rate regulate represent research review run sell serve specialise "
    "specialize sponsor staff study supervise support teach test track train treat work".split()
)
#: Verbs of a clause that tells how, when or to whom a source spoke, or how it looked doing so.
_FRAME = frozenset(
    "acknowledge add address agree allege announce answer apologise apologize appear argue "
    "ask assert believe call cite claim comment complain concede conclude confirm contact "
    "contend declare decline demand deny describe doubt emphasize estimate expect explain "
    "express fear feel find gesture give hope identify insist interview laugh mention name "
    "nod note pause phone poll post praise predict publish question quote read recall refer "
    "refuse release remark reply report request respond say shrug smile speak state stress "
    "suggest survey talk tell think tweet urge want warn wear wish wonder wrap".split()
)
_PERCEIVED = frozenset("see watch hear know learn remember witness help let make".split())
_MADE = frozenset("carry commission compile conduct prepare produce write".split())
_KNOWING = frozenset({"familiar", "close", "privy"})
_KIN = nouns("kin")
_HARM = frozenset(
    "abduct arrest attack beat convict deport detain die evacuate execute hurt injure kill murder "
    "shoot stab strike wound".split()
)
_SURVIVING = frozenset("survive witness escape flee".split())
_ANONYMITY = re.compile(
    r"\banonym|\bauthori[sz]ed to|\bto be (?:named|identified|quoted)|\bnot be(?:ing)? named|"
    r"\bon the record|\bon background\b|\bcondition that\b",
    re.IGNORECASE,
)
_PARTIES = nouns("party")
_CALLING = re.compile(r"(?:ist|ian|man|woman|person|eer)$")
_PEOPLE = frozenset({"named person", "unnamed person", "unnamed group", "anonymous"})


def justification(doc: Doc, referent: Referent, quotations: Sequence[Span]) -> Span | None:
    """The words that tell why a source is in the story, None where none surely do.

    ``quotations`` are in order; what a speaker says of somebody else is passed over.
    """
    best: tuple[tuple[int, int], Span] | None = None
    for head, named in _heads(doc, referent):
        if quotation_at(quotations, head.idx) is not None:
            continue
        for rank, start, end in _candidates(head, referent, named):
            words = _trimmed(doc, start, end)
            if words is None:
                continue
            weight = rank, min(len(words.text.split()), _FULLEST)
            if best is None or weight > best[0]:
                best = weight, Span(words.start_char, words.end_char)
    return best[1] if best is not None else None


def _heads(doc: Doc, referent: Referent) -> Iterator[tuple[Token, bool]]:
    """The words that the mentions of a source turn on, in order, each once; is it a name?

    For an institution its names alone: what stands beside “a spokesman” is about the spokesman.
    """
    places = referent.entity.places if referent.entity is not None else ()
    names = {doc[p.start : p.end].root.i for p in places}
    others = {t.i for t in referent.tokens} if referent.type != "named organization" else set()
    for i in sorted(names | others):
        yield doc[i], i in names


def _candidates(head: Token, referent: Referent, named: bool) -> Iterator[_Candidate]:
    person = referent.type in _PEOPLE
    for child in head.children:
        if child.i <= head.i:
            continue
        if child.lower_ in _KNOWING or child.lower_ == "with":
            yield from _knowing(child)
        elif child.dep_ == "relcl":
            yield from _clause(child, person, named)
        elif child.dep_ == "acl":
            yield from _participle(child, referent, named)
        elif child.dep_ == "appos" and referent.type != "document":
            yield from _apposition(child, person)
    yield from _introduced(head, person)
    if person:
        yield from _as_main_clause(head)


def _clause(verb: Token, person: bool, named: bool) -> Iterator[_Candidate]:
    """A relative clause: “who …”, “whose …”, “which …”."""
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i + 1
    opener = doc[start].lower_
    fits = {"who", "whom", "whose"} if person else {"which", "that", "whose"}
    if opener not in fits:
        return
    if named and doc[start - 1].text not in (",", "(", "—", "–"):
        return  # a name needs no clause to tell which one is meant
    if _frames(verb) or _describes(verb):
        return
    duty = verb.lemma_ in _DUTIES and opener != "whose"
    if person:
        yield _DOES if duty and verb.lemma_ == "be" else _LIVED, start, end
    elif duty:
        yield _DOES, start, end


def _frames(verb: Token) -> bool:
    """Whether a clause tells how a source spoke, or what it thinks, rather than who it is."""
    for joined in (verb, *verb.conjuncts):
        has = {child.dep_ for child in joined.children}
        if joined.lemma_ in _FRAME or (joined.lemma_ == "write" and "dobj" not in has):
            return True
        if "ccomp" in has and joined.lemma_ not in _PERCEIVED:
            return True
    return False


def _describes(verb: Token) -> bool:
    """Whether a clause tells looks or another name: “who is white”, “whose real name is …”."""
    if verb.lemma_ != "be":
        return False
    bare = {c.dep_ for c in verb.children} <= {"nsubj", "acomp", "advmod", "punct"}
    return bare or any(c.dep_ == "nsubj" and c.lemma_ == "name" for c in verb.children)


def _participle(verb: Token, referent: Referent, named: bool) -> Iterator[_Candidate]:
    """“… representing the family”, “… involved in the inquiry”, “a poll conducted by …”."""
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i + 1
    if verb.tag_ not in ("VBG", "VBN") or start != verb.i or _frames(verb):
        return
    if referent.type == "document":
        if verb.lemma_ in _MADE and any(c.dep_ == "agent" for c in verb.children):
            yield _DOES, start, end
    elif named:
        if verb.lemma_ in _DUTIES and verb.tag_ == "VBG" and doc[start - 1].text == ",":
            yield _DOES, start, end
    elif verb.tag_ == "VBN" or verb.lemma_ in _DUTIES or referent.type in _PEOPLE:
        yield _LIVED, start, end


def _knowing(word: Token) -> Iterator[_Candidate]:
    """“familiar with the inquiry”, “with knowledge of the inquiry”."""
    knows = word.lower_ in _KNOWING
    if any(c.dep_ == "prep" if knows else c.lemma_ == "knowledge" for c in word.children):
        yield _DOES, word.i, word.right_edge.i + 1


def _apposition(noun: Token, person: bool) -> Iterator[_Candidate]:
    """“, the mayor of Calder,”, “, a group that tracks …,” behind the mention."""
    doc, start, end = noun.doc, noun.left_edge.i, noun.right_edge.i + 1
    stray = (t for t in doc[noun.i + 1 : end - 1] if _beyond(t))
    end = min((token.left_edge.i for token in stray), default=end)
    opened = doc[start - 1].text in (",", "(", "—", "–")
    if opened and _tells(noun, person):
        lived = any(c.dep_ == "relcl" and not _frames(c) for c in noun.children)
        yield _LIVED if lived and person else _IS, start, end


def _beyond(token: Token) -> bool:
    """Whether an apposition ends before a word.

    “… of history, who said so”, “… of the centre, and other scientists”, “… of the panel, tweeted”.
    """
    if token.dep_ == "relcl":
        return bool(token.left_edge.lower_ == "who" and _frames(token))
    if token.lower_ in wordlist("speech-verbs"):
        return bool(token.nbor(-1).text == ",")
    return bool(token.lower_ == "and" and token.nbor().lower_ == "other")


def _introduced(head: Token, person: bool) -> Iterator[_Candidate]:
    """“The mayor of Calder, ” before the name."""
    noun = head.head
    if head.dep_ != "appos" or noun.i > head.i:
        return
    if noun.dep_ == "pobj" and not _tells(noun, person):
        noun = noun.head.head  # the parser may hang the name on Calder
    comma = next((t.i for t in reversed(head.doc[noun.i : head.i]) if t.text == ","), None)
    if comma is not None and _tells(noun, person):
        start = noun.left_edge.i
        while noun.doc[start].pos_ == "ADV" and start < noun.i:
            start += 1  # “Earlier a presidential aide, …”
        yield _IS, start, comma


def _tells(noun: Token, person: bool) -> bool:
    """Whether a noun tells an office, a calling or a kind of institution, with some detail."""
    word = singular(noun)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    if not person:
        known = noun.pos_ == "NOUN" and word in nouns("organization")
        return known and any(c.dep_ in ("relcl", "acl", "prep") for c in noun.children)
    if word in _PARTIES and not any(c.dep_ in ("prep", "relcl") for c in noun.children):
        return False
    known = word in nouns("person") or word in wordlist("offices")
    return known or (noun.pos_ == "NOUN" and _CALLING.search(word) is not None)


def _as_main_clause(head: Token) -> Iterator[_Candidate]:
    """What a sentence tells of a person who is its subject, or of their kin."""
    verb = head.head
    if head.dep_ == "poss":
        yield from _kin_harmed(verb)
    elif head.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        yield from _opening(head, verb)
        if _asserted(verb):
            yield from _predicated(verb)


def _kin_harmed(kin: Token) -> Iterator[_Candidate]:
    """“Roe’s son was killed”."""
    verb = kin.head
    if kin.lemma_ not in _KIN or kin.dep_ not in ("nsubj", "nsubjpass"):
        return
    if verb.lemma_ in _HARM and _asserted(verb):
        yield _LIVED, kin.left_edge.i, _clause_end(verb)


def _opening(subject: Token, verb: Token) -> Iterator[_Candidate]:
    """“As a former prosecutor, Roe said”; “as a young student, she …” tells no office."""
    if verb.lemma_ not in _FRAME:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as" and child.i < subject.i:
            yield from _in_the_office(child)


def _predicated(verb: Token) -> Iterator[_Candidate]:
    """“Roe is a nurse at …”, “Roe survived …”."""
    if verb.lower_ in ("is", "was"):
        for child in verb.children:
            now = verb.tag_ == "VBZ" or any(c.dep_ == "relcl" for c in child.children)
            behind = child.dep_ == "attr" and child.left_edge.i > verb.i
            if now and behind and child.pos_ == "NOUN" and _tells(child, True):
                yield _IS, child.left_edge.i, child.right_edge.i + 1
    elif verb.tag_ == "VBD" and _lived_through(verb):
        yield _LIVED, verb.i, _clause_end(verb)


def _lived_through(verb: Token) -> bool:
    """“survived the blast”, “lost her son in the fire”."""
    bereft = verb.lemma_ == "lose" and any(
        child.dep_ == "dobj" and child.lemma_ in _KIN for child in verb.children
    )
    return bereft or verb.lemma_ in _SURVIVING


def _in_the_office(word: Token) -> Iterator[_Candidate]:
    """“As a former prosecutor, ”."""
    for noun in word.children:
        if noun.dep_ == "pobj" and noun.left_edge.lower_ in ("a", "an") and _tells(noun, True):
            yield _DOES, word.i, noun.right_edge.i + 1


def _asserted(verb: Token) -> bool:
    """Whether the article itself says so, outright."""
    return verb.dep_ == "ROOT" and not any(
        c.dep_ in ("neg", "ccomp") or c.tag_ == "MD" for c in verb.children
    )


def _clause_end(verb: Token) -> int:
    """Where the clause of a verb ends, before another that is joined to it."""
    joined = [
        int(c.left_edge.i)
        for c in verb.children
        if c.i > verb.i and c.dep_ in ("cc", "conj") and c.pos_ in ("CCONJ", "VERB", "AUX")
    ]
    return min(joined, default=int(verb.right_edge.i) + 1)


def _trimmed(doc: Doc, start: int, end: int) -> SpacySpan | None:
    """The words without outer punctuation; None where they make no whole phrase."""
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].pos_ in ("CCONJ", "SPACE")):
        end -= 1
    words = doc[start:end]
    text = words.text
    if start and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        return None  # “co-director of …” is two words to the parser
    if not _SHORTEST <= len(text.split()) <= _LONGEST or "\n" in text:
        return None
    if _ANONYMITY.search(text) or text.count("“") != text.count("”") or text.count('"') % 2:
        return None
    return words
