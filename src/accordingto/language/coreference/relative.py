"""Whom “who” and “which” mean: the noun that their clause belongs to, as the parse has it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.clusters import Entity
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, mentions
from accordingto.language.spans import tokens_span

RELATIVE = frozenset({"who", "which", "that", "whom"})


class RelativePronouns:
    """Finds whom the relative pronouns of one article mean; ``meant`` reads any other mention."""

    def __init__(self, discourse: Discourse, meant: Callable[[Mention], Antecedent]) -> None:
        self.doc = discourse.doc
        self.discourse = discourse
        self._meant = meant

    def __call__(self, token: Token) -> Antecedent:
        """Whom “who” means: the noun that its clause belongs to."""
        verb = token.head
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        head = verb.head
        if verb.dep_ == "ROOT" or head.i >= token.i:
            return Antecedent(why=f"“{token.text}” has no antecedent in sight")
        head = _nearest_conjunct(head, token)
        span = tokens_span(self.doc, head.left_edge.i, head.i + 1)
        referents = tuple(
            referent
            for mention in mentions(self.doc, self.discourse.clusters, span)
            if mention.kind != "pronoun"
            for referent in self._meant(mention).referents
        )
        named = self._named_before(token)
        if named is not None and named.person and token.lower_ == "who":
            types = {self.discourse[referent].type for referent in referents}
            if "named organization" in types:  # the parser went past the name before it
                referents = (self.discourse.entity(named),)
        why = f"“{token.text}” is {self.discourse.names(referents)}" if referents else ""
        return Antecedent(referents, why, "pronoun" if referents else "nobody")

    def _named_before(self, token: Token) -> Entity | None:
        """Whom the words straight before a comma and ``token`` name."""
        if token.i < 2 or token.nbor(-1).text != ",":
            return None
        return self.discourse.clusters.at.get(token.i - 2)


def _nearest_conjunct(head: Token, token: Token) -> Token:
    """Of “A and B, who” the nearer, unless the noun is a plural."""
    while head.tag_ not in ("NNS", "NNPS"):
        nearer = [c for c in head.children if c.dep_ == "conj" and head.i < c.i < token.i]
        if not nearer:
            break
        head = nearer[-1]
    return head
