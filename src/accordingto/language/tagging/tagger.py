"""Words → who asserts what by which words: the trained tagger, run by ONNX Runtime.

The model reads windows of whole paragraphs and gives, at once, the role of every word, links
between roles, and a judgement of every sentence. Its weights, and how they came to be, are in
``accordingto/model`` (see the model card there).
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

from accordingto.errors import InstallationError
from accordingto.language.tagging.crf import TAGS, spans_of, stretches, viterbi
from accordingto.language.tagging.windows import Window, Words, stacked, windows
from accordingto.records import Article, Span

Floats = NDArray[np.float32]

MODEL = Path(__file__).parents[2] / "model"
#: Which link leads from which role to which, in the model's order.
LINKS = (("content", "cue"), ("content", "source"), ("cue", "source"))
BATCH = 8  # windows at once: more gains no speed on two cores and costs memory


@dataclass(frozen=True, slots=True)
class Role:
    """Words ``first`` … ``end - 1`` play a role; ``links`` tell whom they belong to.

    links: by role of the partner, (index of the partner among the roles or None, probability).
    """

    role: str
    first: int
    end: int
    span: Span
    confidence: float
    links: tuple[tuple[str, int | None, float], ...] = ()

    def partner(self, role: str) -> tuple[int | None, float]:
        """The index of the likeliest partner of that role (None: none) and its probability."""
        for name, index, probability in self.links:
            if name == role:
                return index, probability
        return None, 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model thinks of one sentence, as probabilities.

    label: narration, partly, attributed. kind: body, headline, byline. carry: of leaning on an
    earlier source. who, cue: the words that an editor would copy for them, if the sentence has
    any.
    """

    label: tuple[float, ...]
    kind: tuple[float, ...]
    carry: float
    who: Span | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the model says of one article: its roles in order, a judgement a sentence."""

    roles: tuple[Role, ...]
    judgements: tuple[Judgement, ...]


class RoleTagger:
    """The packaged model, loaded once. Raises InstallationError where its files are missing."""

    def __init__(self, folder: Path = MODEL, threads: int = 0) -> None:
        missing = [
            name
            for name in ("roles.onnx", "transitions.npz", "tokenizer.json")
            if not (folder / name).is_file()
        ]
        if missing:
            raise InstallationError(
                f"The model in {folder} is not whole: {', '.join(missing)} missing.",
                "Install accordingto again: pip install --force-reinstall accordingto",
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Batches differ in shape, so that memory planned for one shape is of no use for the next.
        options.enable_mem_pattern = False
        # Threads that wait by spinning gain a few hundredths of the time on an idle machine and
        # lose a quarter on a busy one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "roles.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        with np.load(folder / "transitions.npz") as stored:
            self._transitions, self._first = stored["transitions"], stored["first"]

    def read(self, words: Words, paragraphs: Sequence[Span], sentences: int) -> Reading:
        """Read one article of that many sentences."""
        roles: list[Role] = []
        judged: dict[int, Judgement] = {}
        for window, outputs in self._run(windows(words, paragraphs, self._tokenizer)):
            roles += self._roles(words, window, outputs, len(roles))
            for number, judgement in self._judgements(words, window, outputs):
                # A sentence cut by a window's end is judged by its first part.
                judged.setdefault(number, judgement)
        blank = Judgement((1.0, 0.0, 0.0), (1.0, 0.0, 0.0), 0.0, None, None)
        return Reading(tuple(roles), tuple(judged.get(i, blank) for i in range(sentences)))

    def tags(self, words: Words, paragraphs: Sequence[Span]) -> list[str]:
        """The BIO tag of every word."""
        tags: list[str] = []
        for window, outputs in self._run(windows(words, paragraphs, self._tokenizer)):
            tags += [TAGS[tag] for tag in self._decode(words, window, outputs)]
        return tags

    def _run(self, cut: Sequence[Window]) -> Iterator[tuple[Window, dict[str, Any]]]:
        """Every window with its outputs by name, unpadded as far as it matters."""
        names = [output.name for output in self._session.get_outputs()]
        for start in range(0, len(cut), BATCH):
            group = cut[start : start + BATCH]
            results = self._session.run(names, stacked(group))
            for row, window in enumerate(group):
                yield window, {name: r[row] for name, r in zip(names, results, strict=True)}

    def _decode(self, words: Words, window: Window, outputs: dict[str, Any]) -> list[int]:
        emissions = outputs["roles"][window.pieces_at]
        places = words.paragraph[window.first : window.first + len(emissions)]
        tags: list[int] = []
        for start, end in stretches(places):
            tags += viterbi(emissions[start:end], self._transitions, self._first)
        return tags

    def _roles(
        self, words: Words, window: Window, outputs: dict[str, Any], known: int
    ) -> list[Role]:
        tags = self._decode(words, window, outputs)
        found = spans_of(tags)
        sure = _softmax(outputs["roles"][window.pieces_at])
        starts = [window.pieces_at[first] for _, first, _ in found]
        made = []
        for at, (role, first, end) in enumerate(found):
            links = []
            for number, (origin, partner) in enumerate(LINKS):
                if role == origin:
                    candidates = [i for i, f in enumerate(found) if f[0] == partner]
                    scores = outputs["links"][number][starts[at]]
                    chances = _softmax(scores[[0, *(starts[i] for i in candidates)]])
                    best = int(chances.argmax())
                    to = known + candidates[best - 1] if best else None
                    links.append((partner, to, float(chances[best])))
            span = Span(
                words.spans[window.first + first].start, words.spans[window.first + end - 1].end
            )
            chosen = sure[np.arange(first, end), tags[first:end]]
            confidence = float(np.exp(np.log(np.maximum(chosen, 1e-9)).mean()))
            made.append(
                Role(role, window.first + first, window.first + end, span, confidence, tuple(links))
            )
        return made

    def _judgements(
        self, words: Words, window: Window, outputs: dict[str, Any]
    ) -> Iterator[tuple[int, Judgement]]:
        tags = outputs["who"][window.pieces_at].argmax(1)
        for row, number in enumerate(window.numbers):
            yield (
                number,
                Judgement(
                    tuple(_softmax(outputs["labels"][row]).tolist()),
                    tuple(_softmax(outputs["kinds"][row]).tolist()),
                    float(1 / (1 + np.exp(-outputs["carry"][row]))),
                    _copied(words, window, tags, number, (1, 2)),
                    _copied(words, window, tags, number, (3, 4)),
                ),
            )


def tag_words(paragraphs: list[list[str]], tagger: RoleTagger | None = None) -> list[list[str]]:
    """A BIO label for each word of an article's paragraphs, given as words."""
    words, article = joined(paragraphs)
    tags = iter((tagger or RoleTagger()).tags(words, article.paragraphs))
    return [[next(tags) if word.strip() else "O" for word in each] for each in paragraphs]


def joined(paragraphs: Sequence[Sequence[str]]) -> tuple[Words, Article]:
    """Words of paragraphs as one text: a blank between words, a line a paragraph."""
    spans: list[Span] = []
    place: list[int] = []
    lines: list[Span] = []
    text = ""
    for each in paragraphs:
        start = len(text)
        kept = [_PLAIN.get(word, word) for word in each if word.strip()]
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


def _copied(
    words: Words, window: Window, tags: NDArray[np.int64], sentence: int, which: tuple[int, int]
) -> Span | None:
    """The first run of such tags in a sentence, as a span."""
    run: list[int] = []
    for i, tag in enumerate(tags):
        at = window.first + i
        if words.sentence[at] == sentence and tag in which and not (run and tag == which[0]):
            run.append(at)
        elif run:
            break
    return Span(words.spans[run[0]].start, words.spans[run[-1]].end) if run else None


def _softmax(scores: NDArray[Any]) -> NDArray[Any]:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))
