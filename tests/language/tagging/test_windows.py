"""Windows hold every word once, in order, and never more pieces than they may."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer

from accordingto.language.tagging.windows import STEP, Words, shape, stacked, windows
from accordingto.records import Article, Span


@pytest.fixture
def tokenizer() -> Tokenizer:
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##a": 4, ".": 5}
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = BertPreTokenizer()
    return made


def words_of(text: str) -> tuple[Words, Article]:
    article = Article(text)
    spans, place = [], []
    for number, paragraph in enumerate(article.paragraphs):
        at = paragraph.start
        for word in paragraph.of(text).split():
            start = text.index(word, at)
            spans.append(Span(start, start + len(word)))
            place.append(number)
            at = start + len(word)
    return Words(text, tuple(spans), tuple(place), tuple(place)), article


@pytest.mark.parametrize("size", [12, 20, 320])
def test_every_word_stands_in_one_window(tokenizer: Tokenizer, size: int) -> None:
    words, article = words_of("a aa aaa\n" + "aaa " * 30 + "\na a\n" + "……… " * 3 + ". . .")
    cut = windows(words, article.paragraphs, tokenizer, size)
    assert [w.first for w in cut] == sorted(w.first for w in cut)
    assert sum(len(w.pieces_at) for w in cut) == len(words.spans)
    assert all(len(w.ids) <= size for w in cut)
    assert all(w.ids[0] == 1 and w.ids[-1] == 2 for w in cut)


def test_a_word_of_many_pieces_keeps_its_beginning(tokenizer: Tokenizer) -> None:
    words, article = words_of("." * 500)
    (window,) = windows(words, article.paragraphs, tokenizer, 320)
    assert len(window.ids) == 16 + 2


@pytest.mark.parametrize(
    ("word", "expected"), [("the", 1), ("Roe", 2), ("FBI", 3), ("2nd", 4), ("—", 0), ("I", 2)]
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_windows_are_padded_to_a_step_and_the_padding_is_masked(tokenizer: Tokenizer) -> None:
    words, article = words_of("a a a.\naa a")
    (window,) = windows(words, article.paragraphs, tokenizer)
    made = stacked([window])
    assert made["ids"].shape == (1, STEP)
    assert made["mask"].sum() == len(window.ids)
    assert (made["ids"][0, : len(window.ids)] == window.ids).all()
    assert not made["sentences"][:, :, len(window.ids) :].any()
