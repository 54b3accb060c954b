"""The phrases by which an article tells what somebody is, beside one of their names.

Before the name (“Michoacan Governor”), in apposition on both sides, in clauses (“who is …”,
“NAME is a …”), and between the name and the next comma, however that was parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.entities import NameMention
from accordingto.lexicon import nouns

_DUTIES = frozenset(
    "be head lead represent run chair direct serve teach study work own manage oversee found "
    "specialize coach edit".split()
)
#: A legislator's party and state: “, R-Ariz.”, “ (D)”, “, D-Calif.”.
_PARTY = re.compile(
    r" ?\(([RDI](?:-[A-Z][A-Za-z. ]{1,12})?)\)|, ([RDI]-[A-Z][A-Za-z. ]{1,12}?\.?)(?=,| and )"
)
_BEING = frozenset("be become remain serve work".split())
_LEARNED = ("ologist", "iatrist", "ician")
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|with|from|to|who|that|on|by)\b")
_ADDRESS = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\.?")
#: What joins the words of a title before a name; with most of them none starts.
_JOINING = frozenset(["-", "&", "/", "of", "for", "'s", "’s", "and", "the", "."])
_NO_START = _JOINING - {"&", "/", "for"}
_CAPTION = frozenset("image caption copyright media".split())
#: Behind “NAME, ”: words that may open a title, and no title is longer than so many tokens.
_OPENING = frozenset("DET NOUN PROPN ADJ PRON NUM ADV".split())
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """Words that tell what somebody is, in what way they do, and beside which of their names.

    ``place`` counts the names of the bearer from 0; -1 where a phrase stands in place of a name.
    """

    text: str
    way: str
    place: int = -1


def title_phrases(
    doc: Doc, mention: NameMention, place: int, person: bool
) -> Iterator[TitlePhrase]:
    """What is said beside one name, the ``place``-th of its bearer, of what they are."""
    for way, text in _phrases(doc, mention, person):
        if text:
            yield TitlePhrase(text, way if person else f"its {way}", place)


def _phrases(doc: Doc, place: NameMention, person: bool) -> Iterator[tuple[str, str]]:
    seat = _PARTY.match(doc[place.end : place.end + 8].text) if person else None
    tail = f", {seat[1] or seat[2]}" if seat else ""
    before = _before(doc, place) if person else _kind(doc, place)
    shared = _shared(doc, place) if person and not before else None
    if before:
        yield "before", before + tail
    elif shared:
        yield "shared", shared + tail
    yield from _around(doc, place, person)


def has_title(text: str) -> bool:
    """Whether a phrase holds a noun for an office, a calling or a relation, or an honorific."""
    words = {w.lower() for w in re.findall(r"[\w-]+", text)}
    words |= {word.removesuffix("s") for word in words}
    if words & nouns("person") or any(word.endswith(_LEARNED) for word in words):
        return True
    return any(names.is_honorific(w) for w in text.split())


def before_preposition(phrase: str) -> str:
    """A phrase up to its first preposition or clause: what it is about."""
    return _PREPOSITION.split(phrase)[0]


def _shared(doc: Doc, place: NameMention) -> str | None:
    """The title before the first of several names: “Senators Jane Roe and John Doe”."""
    head = doc[place.start : place.end].root
    if head.dep_ != "conj":
        return None
    first = head.head
    while first.dep_ == "conj":
        first = first.head
    left = [*doc[max(0, first.left_edge.i - 1) : first.left_edge.i], *first.lefts]
    plural = [t for t in left if t.tag_ in ("NNS", "NNPS") and has_title(t.text)]
    return str(plural[-1].text) if plural else None


def _kind(doc: Doc, place: NameMention) -> str | None:
    """What an institution is, straight before its name: “Italian news agency ANSA”."""
    end = place.start - (doc[place.start - 1].text in ("“", '"', "‘", "'")) if place.start else 0
    if not end or doc[end - 1].lower_ not in nouns("kind") or doc[end - 1].pos_ == "PROPN":
        return None
    start = end - 1
    while start and (
        doc[start - 1].pos_ in ("NOUN", "ADJ", "NUM")
        or doc[start - 1].text == "-"
        or doc[start - 1].tag_ in ("VBN", "VBG", "POS")
        or (doc[start - 1].pos_ == "PROPN" and doc[start - 1].sent == doc[end - 1].sent)
    ):
        if doc[start - 1].sent != doc[end - 1].sent or doc[start - 1].is_space:
            break
        start -= 1
    return _clean(doc[start:end].text)


def _before(doc: Doc, place: NameMention) -> str | None:
    """The words straight before a name in its noun group: “Michoacan Governor”."""
    start = place.start
    while start and _goes_back(doc, start - 1, place):
        start -= 1
    while start < place.start and doc[start].lower_ in _NO_START:
        start += 1
    words: str = doc[start : place.start].text
    text = _clean(words)
    if _owned_by_institution(doc, place) and not has_title(text):
        return words.strip()
    if not re.search(r"[A-Za-z]{2}", text) or _ADDRESS.fullmatch(text):
        return None
    last = text if " of " in text or "-" in text else text.split()[-1]
    return text if has_title(last) or names.is_office(last) else None


def _goes_back(doc: Doc, i: int, place: NameMention) -> bool:
    """Whether the noun group before a name takes in the token ``i`` too."""
    token = doc[i]
    if "\n" in token.text or token.sent != doc[place.start].sent or _sets_apart(token):
        return False
    if token.text in ("the", "and", "of", "for") and not _chained(doc, i, place):
        return False
    return token.is_space or token.text in _JOINING or _may_be_of_title(token)


def _sets_apart(token: Token) -> bool:
    """Whether a token before a name belongs to a date, a caption's label or an aside."""
    if token.ent_type_ in ("DATE", "TIME") or token.lower_ in _CAPTION:
        return True
    spaced = token.text == "-" and token.doc[token.i - 1].whitespace_
    return bool(spaced) or token.text in ("–", "—")


def _may_be_of_title(token: Token) -> bool:
    if token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM", "PART") or names.is_office(token.text):
        return True
    participle = token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG")
    return participle and token.dep_ in ("amod", "compound")


def _owned_by_institution(doc: Doc, place: NameMention) -> bool:
    """“The Post’s Jane Roe”."""
    if place.start < 2 or doc[place.start - 1].tag_ != "POS":
        return False
    owner = doc[place.start - 2]
    return owner.pos_ == "PROPN" and owner.ent_type_ in ("ORG", "WORK_OF_ART", "FAC", "")


def _chained(doc: Doc, i: int, place: NameMention) -> bool:
    """Whether a small word stands inside a title (“secretary of state Roe”)."""
    before = doc[i - 1] if i else None
    head = doc[place.end - 1]
    if before is None or before.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return doc[i].text == "of" and head.dep_ != "pobj" and before.text.lower() in nouns("person")


def _around(doc: Doc, place: NameMention, person: bool) -> Iterator[tuple[str, str]]:
    """Appositions on both sides, “who is …” and “NAME is a …”."""
    yield from _attached(doc, place, person)
    yield from (("apposed to", text) for text in _apposed_to(doc, place, person))
    if person:
        yield from _predicated(doc[place.start : place.end].root)
        yield from (("set off", text) for text in _set_off(doc, place))
        yield from (("announced", text) for text in _announced(doc, place))
        yield from (("called", text) for text in _called(doc, place))
        yield from _behind(doc, place)


def _attached(doc: Doc, place: NameMention, person: bool) -> Iterator[tuple[str, str]]:
    """What hangs on the name: “, the mayor”, “, who is …”, “, representing …”."""
    head = doc[place.start : place.end].root
    for child in head.children:
        if child.i < place.end:
            continue
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            yield from (("apposition", text) for text in _phrase(doc, child, place.end))
        elif child.dep_ == "relcl" and person:
            yield from (("clause", text) for text in _relative(doc, child))
        elif child.dep_ == "acl" and child.tag_ == "VBG" and child.lemma_ in _DUTIES and person:
            yield "duty", _clean(doc[child.left_edge.i : child.right_edge.i + 1].text)


def _apposed_to(doc: Doc, place: NameMention, person: bool) -> Iterator[str]:
    """What the name hangs on: “the mayor, NAME”."""
    head = doc[place.start : place.end].root
    noun = head.head
    if head.dep_ != "appos" or noun.i >= place.start or noun.pos_ not in ("NOUN", "PROPN"):
        return
    words = [t for t in noun.subtree if t.i < place.start]
    text = _clean(doc[words[0].i : words[-1].i + 1].text)
    if has_title(noun.text) or not person:
        yield text


def _predicated(head: Token) -> Iterator[tuple[str, str]]:
    """“NAME is a nurse”, “NAME was with the agency”."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ not in _BEING:
        return
    unreal = any(child.dep_ in ("aux", "neg") for child in verb.children)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with" and _employer(child):
            yield "employer", _clean(head.doc[child.i : child.right_edge.i + 1].text)
        noun = _served_as(child)
        if noun is not None and noun.i > head.i and not unreal:
            text = _clean(head.doc[noun.left_edge.i : noun.right_edge.i + 1].text)
            if has_title(text):
                yield "is", text


def _served_as(child: Token) -> Token | None:
    """The noun of “was a nurse”, “serves as chairman”, beside their verb."""
    if child.dep_ == "attr" and child.pos_ == "NOUN":
        return child
    if child.dep_ == "prep" and child.lower_ == "as":
        return next((t for t in child.children if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)
    return None


def _set_off(doc: Doc, place: NameMention) -> Iterator[str]:
    """A title straight before a name in commas, however parsed: “its chief, Jane Roe,”."""
    if place.start < 2 or place.end >= len(doc) or doc[place.start - 1].text != ",":
        return
    noun = doc[place.start - 2]
    if noun.pos_ == "NOUN" and has_title(noun.lower_) and doc[place.end].text in (",", ".", ")"):
        yield _clean(doc[noun.left_edge.i : noun.i + 1].text)


def _announced(doc: Doc, place: NameMention) -> Iterator[str]:
    """“A spokesman for Union Bank, NAME, said”: what stands before the comma, however parsed."""
    if place.start < 3 or place.end >= len(doc) or doc[place.start - 1].text != ",":
        return
    if doc[place.end].text not in (",", ".", ")") and doc[place.end].pos_ not in ("VERB", "AUX"):
        return
    start = place.start - 1
    while start and place.start - start < _LONGEST and not _opens_phrase(doc[start - 1]):
        start -= 1
    words = doc[start : place.start - 1]
    text = _clean(words.text)
    if text and " " in text and has_title(before_preposition(text)):
        yield text


def _opens_phrase(token: Token) -> bool:
    """Whether a phrase can only start behind this token: a mark, a verb, the end of a sentence."""
    if token.is_space or token.is_sent_end or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ"):
        return token.tag_ not in ("VBN", "VBG") or token.dep_ not in ("amod", "acl", "compound")
    return token.is_punct and token.text not in ("-", "&", "’", "'", ".")


def _called(doc: Doc, place: NameMention) -> Iterator[str]:
    """“A former staffer named NAME”."""
    if place.start < 2 or doc[place.start - 1].lower_ not in ("named", "called"):
        return
    noun = doc[place.start - 2]
    if noun.pos_ == "NOUN" and has_title(noun.lower_):
        yield _clean(doc[noun.left_edge.i : noun.i + 1].text)


def _behind(doc: Doc, place: NameMention) -> Iterator[tuple[str, str]]:
    """What follows “NAME, ” or “NAME, 52, ” up to the next comma, where it is a title."""
    i = place.end
    if i + 1 < len(doc) and doc[i].lower_ in ("of", "with", "from", "at") and _employer(doc[i]):
        yield "employer", _clean(doc[i : doc[i].right_edge.i + 1].text)
    start = _behind_comma(doc, place.end)
    if start is None:
        return
    words = doc[start : _phrase_end(doc, start, place)]
    if not len(words) or words[0].lower_ == "who" or words[0].pos_ not in _OPENING:
        return
    text = _clean(words.text)
    one_of = [t.lower_ for t in words[:2]] == ["one", "of"]
    if one_of or (
        any(t.pos_ in ("NOUN", "PROPN") for t in words) and has_title(before_preposition(text))
    ):
        yield "behind", text


def _behind_comma(doc: Doc, i: int) -> int | None:
    """Where the words behind “NAME (…), 52, ” start; None where no comma follows the name."""
    if i < len(doc) and doc[i].text == "(":
        close = next((t.i for t in doc[i : i + 12] if t.text == ")"), None)
        if close is None:
            return None
        i = close + 1
    if i + 1 >= len(doc) or doc[i].text != ",":
        return None
    i += 1
    aged = doc[i].like_num and i + 1 < len(doc) and doc[i + 1].text == ","
    return i + 2 if aged else i


def _phrase_end(doc: Doc, start: int, place: NameMention) -> int:
    """Where the phrase that starts behind a name's comma ends (excluded)."""
    end = start
    while end < len(doc) and doc[end].sent == doc[place.start].sent and end - start < _LONGEST:
        if _ends_phrase(doc, start, end):
            break
        end += 1
    return end


def _ends_phrase(doc: Doc, start: int, i: int) -> bool:
    """Whether the token ``i`` stands behind the phrase: a mark, or a verb of no clause in it."""
    token = doc[i]
    if token.is_space or token.text in ("“", "”", '"', ";", "—", "."):
        return True
    if token.text == ",":  # only “Calder, Ohio” goes on
        after = doc[i + 1] if i + 1 < len(doc) else None
        return after is None or after.tag_ != "NNP" or doc[i - 1].tag_ != "NNP"
    finite = token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and not any(t.lower_ in ("who", "that", "which", "whose") for t in doc[start:i])


def _employer(preposition: Token) -> bool:
    """Whether what follows “with”, “of”, “at” is an institution."""
    doc, start = preposition.doc, preposition.i
    phrase = doc[preposition.left_edge.i : preposition.right_edge.i + 1]
    institution = any(entity.label_ == "ORG" for entity in phrase.ents)
    return phrase.start == start and len(phrase) < 20 and institution


def _phrase(doc: Doc, token: Token, after: int) -> Iterator[str]:
    start = max(token.left_edge.i, after)
    end = token.right_edge.i + 1
    while start < end and (doc[start].is_punct or doc[start].like_num):
        start += 1
    if start == end:  # “Roe, 40%”: an age, a share
        return
    text = _clean(doc[start:end].text)
    dated = token.ent_type_ in ("DATE", "TIME")
    whole = doc[start:end].root.dep_ != "prep" and doc[start].pos_ != "ADP"
    if whole and text and not dated and not text.isdigit() and len(text.split()) <= 40:
        yield text


def _relative(doc: Doc, verb: Token) -> Iterator[str]:
    words = list(verb.subtree)
    if not words or words[0].lower_ != "who":
        return
    if len(words) < 3:
        return
    if words[1].i != verb.i or verb.lemma_ not in _DUTIES:
        text = _clean(doc[words[0].i : words[-1].i + 1].text)
        if len(text.split()) <= 25:
            yield text
        return
    start = 2 if verb.lemma_ == "be" else 1
    if start < len(words):
        yield _clean(doc[words[start].i : words[-1].i + 1].text)


def _clean(text: str) -> str:
    """A title without a dateline, a caption's label, an article, or “Mr.” at its end."""
    text = re.split(r"\b[Cc]aption\s", text)[-1]
    text = re.sub(r"^[A-Z][A-Z ,.]+ [–—-]+ ", "", text)
    text = " ".join(text.split()).strip(' ,;:-–—"“”').removesuffix("’s").removesuffix("'s")
    text = re.sub(r",? (?:Mr|Mrs|Ms|Miss|Dr)\.?$", "", text)
    return re.sub(r"^(?:the|an?|its|his|her|their|our) ", "", text, flags=re.IGNORECASE).strip()
