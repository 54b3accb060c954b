"""A person's role as the article gives it, and why a source has no name: verbatim words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters
from accordingto.language.coreference.entities import NameMention
from accordingto.lexicon import wordlist
from accordingto.records import Span

_REASON = re.compile(
    r"(?:who |was |were |is |has |have |had )?(?:also )?(?:speaking |spoke |granted |requested |"
    r"asked for |insisted )?(?:up)?(?:on )?(?:the )?(?:condition of )?anonymity\b[^,.;”\"]*"
    r"|(?:was|were|is|are) not authori[sz]ed to [^,.;”\"]*"
    r"|(?:who )?(?:declined|asked|requested|wished|wanted|preferred|refused)[^.,;]{0,25}?"
    r"(?:not )?to (?:be (?:named|identified|quoted)|give (?:his|her|their) names?|"
    r"remain (?:anonymous|unnamed))[^.,;”\"]*"
    r"|(?:who )?asked that (?:his|her|their) names? not be [^.,;”\"]*",
    re.IGNORECASE,
)
_DUTIES = frozenset(
    "be head lead represent run chair direct serve teach study work own manage oversee found "
    "specialize coach edit".split()
)
#: A legislator's party and state: “, R-Ariz.”, “ (D)”, “, D-Calif.”.
_PARTY = re.compile(
    r" ?\(([RDI](?:-[A-Z][A-Za-z. ]{1,12})?)\)|, ([RDI]-[A-Z][A-Za-z. ]{1,12}?\.?)(?=,| and )"
)
_LEARNED = ("ologist", "iatrist", "ician")
#: A role that is added to the fullest has so many words at most.
_SHORT = 8
_BECAUSE = re.compile(r"\b(?:because|due to|as the|for fear|to protect|citing|since)\b[^,.;”\"]*")


def titles(doc: Doc, clusters: Clusters, quotations: Sequence[Span]) -> dict[str, tuple[str, ...]]:
    """Every role that the article gives to each named entity, in the order of the text.

    What a speaker calls somebody (“You were not a poor man, Mr. Roe”) is no title.
    """
    found: dict[str, list[str]] = {}
    for entity in clusters.entities:
        for place in entity.places:
            named = doc[place.start : place.end]
            at, end = named.start_char, named.end_char
            if any(q.start < at < q.end and end + 1 < q.end for q in quotations):
                continue
            for each in filter(None, _at(doc, place, entity.person)):
                found.setdefault(entity.name, []).append(each)
    return {name: tuple(dict.fromkeys(each)) for name, each in found.items()}


def fullest(roles: tuple[str, ...]) -> str | None:
    """The role that says most, and before or behind it a short one that says something else.

    Most says one with a role noun, then the longest of at most 25 words.
    """
    if not roles:
        return None

    def weight(role: str) -> tuple[bool, int]:
        words = role.split()
        if words[0] == "who":
            return False, 0
        return has_role(_head(role)), len(words) if len(words) <= 25 else 0

    best = max(roles, key=weight)
    told = _content(best)
    for other in roles:
        if len(other.split()) <= _SHORT and has_role(_head(other)) and not told & _content(other):
            first, second = (other, best) if len(other) < len(best) else (best, other)
            return f"{first}, {second}"
    return best


def _head(role: str) -> str:
    """A role up to its first preposition, clause or comma."""
    return re.split(r"\b(?:of|for|at|in|with|from|to|who|that|on|by)\b|,", role)[0]


def _content(role: str) -> set[str]:
    """The longer words of a role by their beginnings: “President” is in “presidential”."""
    return {names.in_full(word)[:6] for word in re.findall(r"\w{3,}", role)}


def has_role(text: str) -> bool:
    """Whether a phrase holds a noun for a role or office."""
    words = {w.lower() for w in re.findall(r"[\w-]+", text)}
    words |= {word.removesuffix("s") for word in words}
    if words & wordlist("roles") or any(word.endswith(_LEARNED) for word in words):
        return True
    return any(names.is_honorific(w) for w in text.split())


def reason_for_anonymity(doc: Doc, mention: Span) -> str | None:
    """The article's words for why a name is withheld, from the mention's own sentence."""
    token = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if token is None:
        return None
    sentence = token[0].sent.text
    match = _REASON.search(sentence)
    if match is None:
        return None
    because = _BECAUSE.search(sentence, match.start())
    return " ".join((because or match).group().split()).strip(" ,")


def _at(doc: Doc, place: NameMention, person: bool) -> Iterator[str]:
    before = _before(doc, place) or _shared(doc, place) if person else _kind(doc, place)
    if before:
        seat = _PARTY.match(doc[place.end : place.end + 8].text) if person else None
        yield f"{before}, {seat[1] or seat[2]}" if seat else before
    yield from _around(doc, place, person)


def _shared(doc: Doc, place: NameMention) -> str | None:
    """The title before the first of several names: “Senators Jane Roe and John Doe”."""
    head = doc[place.start : place.end].root
    if head.dep_ != "conj":
        return None
    first = head.head
    while first.dep_ == "conj":
        first = first.head
    left = [*doc[max(0, first.left_edge.i - 1) : first.left_edge.i], *first.lefts]
    plural = [t for t in left if t.tag_ in ("NNS", "NNPS") and has_role(t.text)]
    return str(plural[-1].text) if plural else None


def _kind(doc: Doc, place: NameMention) -> str | None:
    """What an institution is, straight before its name: “Italian news agency ANSA”."""
    end = place.start - (doc[place.start - 1].text in ("“", '"', "‘", "'")) if place.start else 0
    if not end or doc[end - 1].lower_ not in wordlist("kinds") or doc[end - 1].pos_ == "PROPN":
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
    i = place.start - 1
    while i >= 0:
        token = doc[i]
        if "\n" in token.text or token.sent != doc[place.start].sent:
            break
        if token.ent_type_ in ("DATE", "TIME"):
            break
        if token.lower_ in ("image", "caption", "copyright", "media", "image caption"):
            break
        if token.text in ("–", "—") or (token.text == "-" and doc[i - 1].whitespace_):
            break
        joined = token.is_space or token.text in (
            "-",
            "&",
            "/",
            "of",
            "for",
            "'s",
            "’s",
            "and",
            "the",
            ".",
        )
        if token.text in ("the", "and", "of", "for") and not _chained(doc, i, place):
            break
        wordy = token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM", "PART") or names.is_office(token.text)
        if (
            token.pos_ == "VERB"
            and token.tag_ in ("VBN", "VBG")
            and token.dep_ in ("amod", "compound")
        ):
            wordy = True
        if not (joined or wordy):
            break
        i -= 1
    start = i + 1
    while start < place.start and doc[start].text.lower() in (
        "'s",
        "’s",
        "-",
        "and",
        "of",
        "the",
        ".",
    ):
        start += 1
    text = _clean(doc[start : place.start].text)
    owner = place.start > 1 and doc[place.start - 1].tag_ == "POS"
    if owner and doc[place.start - 2].ent_type_ == "ORG" and not has_role(text):
        return str(doc[start : place.start].text).strip()
    if (
        not text
        or not re.search(r"[A-Za-z]{2}", text)
        or re.fullmatch(r"(?:Mr|Mrs|Ms|Miss|Dr)\.?", text)
    ):
        return None
    last = text if " of " in text or "-" in text else text.split()[-1]
    return text if has_role(last) or names.is_office(last) else None


def _chained(doc: Doc, i: int, place: NameMention) -> bool:
    """Whether a small word stands inside a title (“secretary of state Roe”)."""
    before = doc[i - 1] if i else None
    head = doc[place.end - 1]
    if before is None or before.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return doc[i].text == "of" and head.dep_ != "pobj" and before.text.lower() in wordlist("roles")


def _around(doc: Doc, place: NameMention, person: bool) -> Iterator[str]:
    """Appositions on both sides, “who is …” and “NAME is a …”."""
    name = doc[place.start : place.end]
    head = name.root
    inside = range(place.start, place.end)
    for child in head.children:
        if child.i in inside:
            continue
        if (
            child.dep_ == "appos"
            and child.i > head.i
            and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
        ):
            yield from _phrase(doc, child, place.end)
        if child.dep_ == "relcl" and child.i > head.i and person:
            yield from _relative(doc, child)
        duty = child.dep_ == "acl" and child.tag_ == "VBG" and child.lemma_ in _DUTIES
        if duty and child.i > head.i and person:
            yield _clean(doc[child.left_edge.i : child.right_edge.i + 1].text)
    if head.dep_ == "appos" and head.head.i < head.i and head.head.i not in inside:
        top = head.head
        words = [t for t in top.subtree if t.i < place.start]
        if words and top.pos_ in ("NOUN", "PROPN"):
            text = _clean(doc[words[0].i : words[-1].i + 1].text)
            if text and (has_role(top.text) or not person):
                yield text
    if person and head.dep_ == "nsubj" and head.head.lemma_ == "be":
        unreal = any(child.dep_ in ("aux", "neg") for child in head.head.children)
        for child in head.head.children:
            if child.dep_ == "prep" and child.lower_ == "with" and _employer(child):
                yield _clean(doc[child.i : child.right_edge.i + 1].text)
            if child.dep_ == "attr" and child.pos_ == "NOUN" and child.i > head.i and not unreal:
                text = _clean(doc[child.left_edge.i : child.right_edge.i + 1].text)
                if has_role(text):
                    yield text
    if person:
        yield from _set_off(doc, place)
        yield from _behind(doc, place)


def _set_off(doc: Doc, place: NameMention) -> Iterator[str]:
    """A role straight before a name in commas, however parsed: “its chief, Jane Roe,”."""
    if place.start < 2 or place.end >= len(doc) or doc[place.start - 1].text != ",":
        return
    noun = doc[place.start - 2]
    if noun.pos_ == "NOUN" and has_role(noun.lower_) and doc[place.end].text in (",", ".", ")"):
        yield _clean(doc[noun.left_edge.i : noun.i + 1].text)


def _behind(doc: Doc, place: NameMention) -> Iterator[str]:
    """What follows “NAME, ” or “NAME, 52, ” up to the next comma, where it is a role."""
    i = place.end
    if i + 1 < len(doc) and doc[i].lower_ in ("of", "with", "from", "at") and _employer(doc[i]):
        yield _clean(doc[i : doc[i].right_edge.i + 1].text)
    if i < len(doc) and doc[i].text == "(":
        close = next((t.i for t in doc[i : i + 12] if t.text == ")"), None)
        if close is None:
            return
        i = close + 1
    if i + 1 >= len(doc) or doc[i].text != ",":
        return
    i += 1
    if doc[i].like_num and i + 1 < len(doc) and doc[i + 1].text == ",":
        i += 2
    end = i
    depth = 0
    while end < len(doc) and doc[end].sent == doc[place.start].sent and end - i < 30:
        token = doc[end]
        if token.is_space or token.text in ("“", "”", '"', ";", "—") or token.text == ".":
            break
        if token.text == "," and depth == 0:
            after = doc[end + 1] if end + 1 < len(doc) else None
            if after is None or after.tag_ not in ("NNP",) or doc[end - 1].tag_ != "NNP":
                break
        finite = token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        if finite and not any(t.lower_ in ("who", "that", "which", "whose") for t in doc[i:end]):
            break
        end += 1
    words = doc[i:end]
    if not len(words):
        return
    if words[0].lower_ == "who":
        return
    first_noun = next((t for t in words if t.pos_ in ("NOUN", "PROPN")), None)
    if first_noun is None or words[0].pos_ not in (
        "DET",
        "NOUN",
        "PROPN",
        "ADJ",
        "PRON",
        "NUM",
        "ADV",
    ):
        return
    text = _clean(words.text)
    head = re.split(r"\b(?:of|for|at|in|with|from|to|who|that|on|by)\b", text)[0]
    if has_role(head):
        yield text


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
    """A role without a dateline, a caption's label, an article, or “Mr.” at its end."""
    text = re.split(r"\b[Cc]aption\s", text)[-1]
    text = re.sub(r"^[A-Z][A-Z ,.]+ [–—-]+ ", "", text)
    text = " ".join(text.split()).strip(' ,;:-–—"“”').removesuffix("’s").removesuffix("'s")
    text = re.sub(r",? (?:Mr|Mrs|Ms|Miss|Dr)\.?$", "", text)
    return re.sub(r"^(?:the|an?|its|his|her|their|our) ", "", text, flags=re.IGNORECASE).strip()
