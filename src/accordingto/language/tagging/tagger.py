"""Words → who asserts what by which words: the trained tagger, run by ONNX Runtime.

The model reads windows of whole paragraphs and gives, at once, the role of every word, links
between spans, and the scores of every sentence. Its weights, and how they came to be, are in
``accordingto/model`` (see the model card there); ``language.model`` loads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from accordingto.language.tagging.crf import spans_of, stretches, viterbi
from accordingto.language.tagging.scheme import COPIED, LINKS, TAGS
from accordingto.language.tagging.windows import Window, Words, stacked, windows
from accordingto.records import Article, Span

Floats = NDArray[np.float32]
#: The scores of one window by the output's name.
Outputs = dict[str, Floats]

#: What the model is asked for: what its heads say, and what a lower layer makes of each piece.
OUTPUTS = ("roles", "links", "labels", "kinds", "carry", "who")
STATES = "states"


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words ``first`` … ``end - 1`` in a role; ``links`` tell whose they are.

    links: by role of the partner, (its index among the article's spans or None, probability).
    """

    role: str
    first: int
    end: int
    span: Span
    confidence: float
    links: tuple[tuple[str, int | None, float], ...] = ()

    def partner(self, role: str) -> tuple[int | None, float]:
        """The index of the likeliest partner in that role (None: none) and its probability."""
        for name, index, probability in self.links:
            if name == role:
                return index, probability
        return None, 0.0


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """What the model thinks of one sentence, as probabilities.

    label: of the scheme's labels. kind: of its kinds. carry: of leaning on an earlier source.
    who, cue: the words that an editor would copy for them, if the sentence has any.
    """

    label: tuple[float, ...]
    kind: tuple[float, ...]
    carry: float
    who: Span | None
    cue: Span | None


#: Of a sentence that the model did not see: it has no words.
BLANK = SentenceScores((1.0, 0.0, 0.0), (1.0, 0.0, 0.0), 0.0, None, None)


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that the model says of one article: its spans in order, the scores of each sentence.

    states (S, 2, D): what a lower layer of the network makes of each sentence, the mean and the
    maximum of its pieces; 0 of one that the model did not see. words (W, D), in half precision:
    the state of each word, at its first piece.
    """

    spans: tuple[RoleSpan, ...]
    sentences: tuple[SentenceScores, ...]
    states: Floats
    words: Floats


class RoleTagger:
    """The network, its tokenizer and its CRF, as ``language.model`` has seen them belong together.

    transitions (K, K), from → to, and first (K,): the CRF's scores of tags. threads: 0 as many as
    there are cores.
    """

    def __init__(
        self,
        network: Path,
        tokenizer: Path,
        transitions: Floats,
        first: Floats,
        *,
        threads: int = 0,
    ) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Windows differ in length, so that memory planned for one is of no use for the next.
        options.enable_mem_pattern = False
        # Threads that wait by spinning gain a few hundredths of the time on an idle machine and
        # lose a quarter on a busy one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(network), options, providers=["CPUExecutionProvider"]
        )
        self.width = next(o.shape[-1] for o in self._session.get_outputs() if o.name == STATES)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._transitions, self._first = transitions, first

    def predict(self, words: Words, paragraphs: Sequence[Span], sentences: int) -> Tagging:
        """Tag one article of that many sentences."""
        spans: list[RoleSpan] = []
        scores: dict[int, SentenceScores] = {}
        states = np.zeros((sentences, 2, self.width), np.float32)
        each = np.zeros((len(words.spans), self.width), np.float16)
        for window, outputs in self._run(windows(words, paragraphs, self._tokenizer)):
            spans += self._spans(words, window, outputs, len(spans))
            last = window.first + len(window.pieces_at)
            each[window.first : last] = outputs[STATES][window.pieces_at]
            for number, sentence in _sentences(words, window, outputs):
                # A sentence cut by a window's end is judged by its first part.
                if number not in scores:
                    scores[number] = sentence
                    states[number] = _states(window, outputs, number)
        return Tagging(
            tuple(spans), tuple(scores.get(i, BLANK) for i in range(sentences)), states, each
        )

    def tags(self, words: Words, paragraphs: Sequence[Span]) -> list[str]:
        """The BIO tag of every word."""
        tags: list[str] = []
        for window, outputs in self._run(windows(words, paragraphs, self._tokenizer)):
            tags += [TAGS[tag] for tag in self._decode(words, window, outputs)]
        return tags

    def _run(self, cut: Sequence[Window]) -> Iterator[tuple[Window, Outputs]]:
        """Every window with its outputs by name.

        One at a time: windows padded to one length cost more than calls, and an 8-bit network
        that reads several at once rounds all of them by the largest number in any.
        """
        names = (*OUTPUTS, STATES)
        for window in cut:
            results = self._session.run(names, stacked([window]))
            yield window, {name: scores[0] for name, scores in zip(names, results, strict=True)}

    def _decode(self, words: Words, window: Window, outputs: Outputs) -> list[int]:
        emissions = outputs["roles"][window.pieces_at]
        places = words.paragraph[window.first : window.first + len(emissions)]
        tags: list[int] = []
        for start, end in stretches(places):
            tags += viterbi(emissions[start:end], self._transitions, self._first)
        return tags

    def _spans(
        self, words: Words, window: Window, outputs: Outputs, before: int
    ) -> Iterator[RoleSpan]:
        """The spans of a window; ``before`` it stand so many others in the article."""
        tags = self._decode(words, window, outputs)
        chances = _softmax(outputs["roles"][window.pieces_at])
        bounds = spans_of(tags)
        for number, (role, first, end) in enumerate(bounds):
            chosen = chances[np.arange(first, end), tags[first:end]]
            first, end = window.first + first, window.first + end
            yield RoleSpan(
                role,
                first,
                end,
                Span(words.spans[first].start, words.spans[end - 1].end),
                float(np.exp(np.log(np.maximum(chosen, 1e-9)).mean())),
                tuple(_links(window, outputs, bounds, number, before)),
            )


def tag_words(paragraphs: list[list[str]], tagger: RoleTagger) -> list[list[str]]:
    """A BIO label for each word of an article's paragraphs, given as words."""
    words, article = joined(paragraphs)
    tags = iter(tagger.tags(words, article.paragraphs))
    return [[next(tags) if word.strip() else "O" for word in row] for row in paragraphs]


def joined(paragraphs: Sequence[Sequence[str]]) -> tuple[Words, Article]:
    """Words of paragraphs as one text: a blank between words, a line a paragraph."""
    spans: list[Span] = []
    place: list[int] = []
    lines: list[Span] = []
    text = ""
    for row in paragraphs:
        start = len(text)
        kept = [_PLAIN.get(word, word) for word in row if word.strip()]
        for word in kept:
            spans.append(Span(len(text), len(text) + len(word)))
            place.append(len(lines))
            text += word + " "
        if kept:
            lines.append(Span(start, len(text) - 1))
            text += "\n"
    words = Words(text, tuple(spans), tuple(place), (-1,) * len(spans))
    return words, Article(text, paragraphs=tuple(lines))


#: Penn Treebank's spelling of brackets and quotation marks, as the text had them.
_PLAIN = {"``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def _links(
    window: Window,
    outputs: Outputs,
    bounds: Sequence[tuple[str, int, int]],
    number: int,
    before: int,
) -> Iterator[tuple[str, int | None, float]]:
    """The links of one of the spans of a window, all given as (role, first word, end)."""
    starts = [window.pieces_at[first] for _, first, _ in bounds]
    for scores, (origin, partner) in zip(outputs["links"], LINKS, strict=True):
        if bounds[number][0] == origin:
            candidates = [i for i, (role, *_) in enumerate(bounds) if role == partner]
            # The piece at 0, [CLS], stands for no partner.
            chances = _softmax(scores[starts[number]][[0, *(starts[i] for i in candidates)]])
            best = int(chances.argmax())
            index = before + candidates[best - 1] if best else None
            yield partner, index, float(chances[best])


def _sentences(
    words: Words, window: Window, outputs: Outputs
) -> Iterator[tuple[int, SentenceScores]]:
    """The sentences of a window, by number, with their scores."""
    tags = [COPIED[tag] for tag in outputs["who"][window.pieces_at].argmax(1)]
    for row, number in enumerate(window.numbers):
        yield (
            number,
            SentenceScores(
                tuple(_softmax(outputs["labels"][row]).tolist()),
                tuple(_softmax(outputs["kinds"][row]).tolist()),
                float(1 / (1 + np.exp(-outputs["carry"][row]))),
                _copied(words, window, tags, number, "who"),
                _copied(words, window, tags, number, "cue"),
            ),
        )


def _states(window: Window, outputs: Outputs, sentence: int) -> Floats:
    """The mean and the maximum (2, D) of the states of a sentence's pieces."""
    states = outputs[STATES][np.flatnonzero(window.sentences == sentence)]
    return np.stack([states.mean(0), states.max(0)])


def _copied(
    words: Words, window: Window, tags: Sequence[str], sentence: int, part: str
) -> Span | None:
    """The first run of words that are tagged as such a part of a sentence, as a span."""
    run: list[int] = []
    for index, tag in enumerate(tags, window.first):
        place, _, tagged = tag.partition("-")
        here = words.sentence[index] == sentence and tagged == part
        if here and not (run and place == "B"):
            run.append(index)
        elif run:
            break
    return Span(words.spans[run[0]].start, words.spans[run[-1]].end) if run else None


def _softmax(scores: NDArray[Any]) -> NDArray[Any]:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))
