"""Where a text that was read stands in its file."""

from __future__ import annotations

import json
from bisect import bisect_right

import pytest

from accordingto.reading import formats
from accordingto.reading.inputs import Input
from accordingto.records import Anchor, Annotation, Article, ModelInfo

DRAFT = """---
title: The bridge is shut
author: Ann Roe
---

## What the *minister* said

The [minister](http://example.org/a,b "A page") said
that **the bridge** &amp; the road &quot;are&quot; shut.

- One _reportedly_ fell.
- > Two, it is said,
  > did not.

| Who | How many |
|-----|----------|
| Men | three    |

```
A line of code
and another.
```

Setext
======
"""


def _read(text: str, name: str = "draft.md") -> Article:
    given = Input(name, text.encode())
    article = formats.of(given).read(given, None)
    assert isinstance(article, Article)
    return article


def _place(article: Article, at: int) -> tuple[int, int]:
    assert article.anchors
    anchor = article.anchors[bisect_right([a.start for a in article.anchors], at) - 1]
    return anchor.line, anchor.column + at - anchor.start


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_word_of_markdown_stands_where_it_is_said_to(end: str) -> None:
    article, lines = _read(DRAFT.replace("\n", end)), DRAFT.split("\n")
    assert article.text.startswith("The bridge is shut\nBy Ann Roe\nWhat the minister said\n")
    at = article.text.index("What the minister said")
    assert article.anchors is not None
    assert article.anchors[:2] == (Anchor(0, 1, 1), Anchor(len("The bridge is shut\n"), 1, 1))
    for word in article.text[at:].split():
        at = article.text.index(word, at)
        line, column = _place(article, at)
        if word not in ("|", '"are"'):
            assert lines[line - 1][column - 1 :].startswith(word)
        at += len(word)


def test_a_plain_text_s_lines_are_its_own() -> None:
    assert _read("One.\n\nTwo.", "draft.txt").anchors is None


def test_a_page_has_no_lines_of_its_own() -> None:
    article = _read("<!doctype html><title>A</title><body><p>One said no.</p>", "page.html")
    assert article.anchors == ()


def test_anchors_are_kept_in_a_saved_annotation() -> None:
    for article in (_read(DRAFT), _read("<html><p>One said no.</p></html>", "page.html")):
        saved = json.dumps(Annotation(article, (), (), (), ModelInfo("none", "0")).to_dict())
        loaded = Annotation.from_dict(json.loads(saved)).article
        assert loaded == article
        assert loaded.anchors == article.anchors
    assert (
        "anchors"
        not in Annotation(_read("One.", "draft.txt"), (), (), (), ModelInfo("none", "0")).to_dict()[
            "article"
        ]
    )
