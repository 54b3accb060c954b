"""Whom “who” means: the noun that its clause belongs to."""

from __future__ import annotations

import pytest

from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention
from accordingto.language.coreference.relative import RelativePronouns
from accordingto.language.profile.types import described_type
from accordingto.records import Article
from conftest import Parse


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The judge, who heard the case, said it was late.", "judge"),
        ("They asked Jane Roe, who said it was late.", "Jane Roe"),
        ("They asked the judge and the mayor, who said it was late.", "mayor"),
        ("They asked a friend of Jane Roe, who said it was late.", "Jane Roe"),
        ("Who said it was late?", None),
    ],
)
def test_who_is_the_noun_before_it(parsed: Parse, text: str, name: str | None) -> None:
    doc = parsed(Article(text))
    discourse = Discourse(doc, clusters(doc), {}, described_type)

    def meant(mention: Mention) -> Antecedent:
        if mention.entity is not None:
            return Antecedent((discourse.entity(mention.entity),))
        return Antecedent((discourse.describe(mention),))

    (who,) = [token for token in doc if token.lower_ == "who"]
    found = RelativePronouns(discourse, meant)(who)
    assert [discourse[number].name for number in found.referents] == ([name] if name else [])
    assert found.why
