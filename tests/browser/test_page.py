"""The report in Chromium: exact, quiet, safe, readable in every shape of the page."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from accordingto.records import Annotation, Finding, Source, Span
from annotations import Claim, Unit, compose, crowd, harbour, plain, throng
from browser.conftest import Opener

HOSTILE = (
    '</script><script>alert(1)</script><img src="https://example.org/x.png" onerror="alert(2)">',
    "{{ 7 * 7 }} {% include 'x' %} {# gone #} ${1} &lt; &amp; &#65;",
    "before \u202egnirts desrever\u202c after \u2028 line \u2029 paragraph",
    "astral \U0001f469\u200d\U0001f469\u200d\U0001f466 \U00010348 zero\u200dwidth \ufeff e\u0301",
    "two  spaces\tand a tab",
    "x" * 10_000,
    "<!-- --> ]]> <style>body{display:none}</style> javascript:alert(3)",
)


def hostile() -> Annotation:
    """Such text in every place that an annotation has for text."""
    sources = [
        Source(f"x{n}", words, "anonymous", HOSTILE[n - 1], reason_for_anonymity=HOSTILE[n - 2])
        for n, words in enumerate(HOSTILE)
    ]
    units = [
        Unit(
            words,
            "partly" if n % 2 else "attributed",
            (
                Claim(f"x{n}", words[1:9], words[10:12], words[3:], why=words, id=f"outer{n}"),
                Claim(f"x{n - 1}" if n else "x1", words[4:8], None, words[5:], via=f"outer{n}"),
            ),
        )
        for n, words in enumerate(HOSTILE)
    ]
    leaning = Unit("Who says it?", leans_on=len(HOSTILE) - 2)
    return compose(
        [*([unit] for unit in units), [leaning]],
        sources,
        title="".join(HOSTILE),
        origin="javascript:alert(4)",
        line="\r\n\r\n",
        findings=tuple(
            Finding(words, "warning", Span(0, len(HOSTILE[0])), words, words) for words in HOSTILE
        ),
    )


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("annotation", [harbour(), hostile(), plain()])
def test_the_article_is_there_to_the_character(
    open_report: Opener, annotation: Annotation, script: bool
) -> None:
    page = open_report(annotation, java_script_enabled=script).page
    words = page.locator(".text, .gap").all_text_contents()
    assert "".join(words) == annotation.article.text


@pytest.mark.parametrize("annotation", [harbour(), hostile(), crowd(14), plain()])
def test_nothing_is_asked_of_the_network_and_no_policy_is_broken(
    open_report: Opener, annotation: Annotation
) -> None:
    opened = open_report(annotation)
    for key in ("j", "j", "k", "u", "1", "0", "Escape"):
        opened.page.keyboard.press(key)
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1
    assert opened.console == []
    assert opened.violations() == []


def test_a_hostile_article_runs_nothing_and_adds_nothing(open_report: Opener) -> None:
    opened = open_report(hostile())
    assert opened.dialogs == []
    assert opened.page.locator("img, iframe, form").count() == 0
    assert opened.page.locator("script:not([type='application/json'])").count() == 1
    assert opened.page.locator("style").count() == 1
    assert opened.page.locator("a[href^='javascript']").count() == 0
    assert "{{ 7 * 7 }}" in opened.page.locator("#s2 .text").inner_text()


def test_a_style_or_script_put_in_later_is_stopped(open_report: Opener) -> None:
    opened = open_report(harbour())
    opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        }"""
    )
    assert opened.page.evaluate("window.ran") is None
    assert opened.violations() == ["script-src-elem"]


def test_turned_text_stays_in_its_sentence(open_report: Opener) -> None:
    page = open_report(hostile()).page
    assert page.locator("#s3 .text").evaluate("e => getComputedStyle(e).unicodeBidi") == (
        "bidi-override"
    )
    assert page.locator("#s4 .text").evaluate("e => getComputedStyle(e).unicodeBidi") != (
        "bidi-override"
    )


def test_turned_text_is_shown_letter_by_letter_outside_of_the_article_too(
    open_report: Opener,
) -> None:
    page = open_report(hostile()).page
    for place in ("h1 bdi", "#source-S3 h3 bdi", "#d3 .note bdi >> nth=0"):
        looks = page.locator(place).evaluate("e => getComputedStyle(e).unicodeBidi")
        assert looks == "isolate-override", place
    for place in ("#source-S4 h3 bdi",):
        looks = page.locator(place).evaluate("e => getComputedStyle(e).unicodeBidi")
        assert looks == "isolate", place


def test_no_title_is_so_long_that_it_covers_the_article(open_report: Opener) -> None:
    for width in (1440, 320):
        page = open_report(hostile(), viewport={"width": width, "height": 800}).page
        page.keyboard.press("j")
        head = page.locator(".head").bounding_box()
        assert head is not None
        assert head["height"] < 400
        page.emulate_media(media="print")
        assert page.locator("h1").evaluate("e => e.scrollHeight === e.clientHeight")


def test_without_javascript_everything_is_there_and_nothing_is_dead(open_report: Opener) -> None:
    annotation = harbour()
    page = open_report(annotation, java_script_enabled=False).page
    assert page.locator(".sentence").count() == len(annotation.sentences)
    for number in range(1, len(annotation.sentences) + 1):
        assert page.locator(f"#s{number} .labels").inner_text().strip()
        assert page.locator(f"#d{number} summary").is_visible()
    for region in ("header", "nav", ".todo", "main", "aside", "#map", "#index", "#legend"):
        assert page.locator(region).first.is_visible(), region
    assert page.locator("svg.matrix").is_visible()
    assert page.locator("svg.network").is_visible()
    assert page.locator("table").is_visible()
    assert page.locator("button, input").count() == 0
    page.locator("#d4 summary").click()
    assert "94" in page.locator("#d4 .note").inner_text()


def test_the_regions_stand_in_reading_order(open_report: Opener) -> None:
    page = open_report(harbour()).page
    assert page.evaluate(
        "() => [...document.querySelectorAll('header, nav, main, aside, section, footer')]"
        ".map((e) => e.id || e.localName)"
    ) == [
        "header",
        "aside",
        "article",
        "nav",
        "todo",
        "sources",
        "details",
        "map",
        "index",
        "legend",
        "footer",
    ]


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("annotation", [harbour(), crowd(14), plain()])
def test_axe_finds_no_barrier(
    open_report: Opener, annotation: Annotation, scheme: str, width: int
) -> None:
    page = open_report(
        annotation, color_scheme=scheme, viewport={"width": width, "height": 800}
    ).page
    page.keyboard.press("j")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


_LUMINANCE = """
(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  window.luminance = (colour) => {
    const [r, g, b] = parse(colour).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  window.contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_stand_out(open_report: Opener, scheme: str) -> None:
    page = open_report(crowd(14), color_scheme=scheme).page
    page.keyboard.press("j")
    page.evaluate(_LUMINANCE)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    tint = page.locator(".chosen .text").evaluate("e => getComputedStyle(e).backgroundColor")
    query = """([query, name, paper]) => [...document.querySelectorAll(query)]
      .map((e) => contrast(getComputedStyle(e)[name], paper))"""
    for ground in (paper, tint):
        texts = page.evaluate(query, [".text, .label, .number, .key, small, a", "color", ground])
        assert min(texts) >= 4.5
    page.keyboard.press("1")
    faded = page.evaluate(query, [".faded .text, .faded .text *", "color", paper])
    assert len(faded) > 13
    assert min(faded) >= 4.5
    page.keyboard.press("0")
    lines = page.evaluate(query, [".says", "textDecorationColor", paper])
    lines += page.evaluate(query, [".key", "borderBottomColor", paper])
    lines += page.evaluate(query, ["path.edge", "stroke", paper])
    assert len(lines) > 28
    assert min(lines) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_twelve_sources_have_twelve_looks(open_report: Opener, scheme: str) -> None:
    page = open_report(crowd(12), color_scheme=scheme).page
    looks = page.evaluate(
        """() => [...document.querySelectorAll('.sentence')].map((sentence) => {
          const style = getComputedStyle(sentence.querySelector('.says'));
          return [style.textDecorationColor, style.textDecorationStyle,
                  sentence.querySelector('.key').textContent].join(' ');
        })"""
    )
    assert len(set(looks)) == 12
    for one, other in combinations(looks, 2):
        assert one.rsplit(" ", 1)[0] != other.rsplit(" ", 1)[0]


#: What sticks out of the window; what a box of its own scrolls is let be, save in print.
_STICKING_OUT = """(boxes) => [...document.body.querySelectorAll("*")]
  .filter((e) => e.checkVisibility() && !(boxes && e.closest(boxes)))
  .filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
  })
  .map((e) => `${e.localName}.${e.getAttribute("class")} ${e.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize("annotation", [harbour(), hostile(), crowd(14)])
def test_nothing_is_lost_at_320_pixels(open_report: Opener, annotation: Annotation) -> None:
    page = open_report(annotation, viewport={"width": 320, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(_STICKING_OUT, ".scroller, .strip, .skip") == []
    for locator in page.locator(".text, .labels, .verdict").all():
        box = locator.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_lines_of_the_article_hold_at_most_68_characters(open_report: Opener) -> None:
    sentence = "The harbour board met on Tuesday to hear what had become of the old pier"
    page = open_report(plain(", and then ".join([sentence] * 12))).page
    lines = page.locator("#s1 .text").evaluate(
        """(element) => {
          const range = document.createRange(), lines = [];
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            for (let i = 0; i < node.length; i += 1) {
              range.setStart(node, i); range.setEnd(node, i + 1);
              const top = Math.round(range.getBoundingClientRect().top);
              const last = lines[lines.length - 1];
              if (last && Math.abs(last.top - top) < 5) last.count += 1;
              else lines.push({ top, count: 1 });
            }
          }
          return lines.map((line) => line.count);
        }"""
    )
    assert len(lines) > 5
    assert sum(lines[:-1]) / (len(lines) - 1) <= 68


def test_the_network_s_names_stay_inside_and_apart(open_report: Opener) -> None:
    for annotation in (harbour(), crowd(14), crowd(40), throng(60, 400), hostile(), plain("No.")):
        page = open_report(annotation).page
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.network text')].map((e) => {
              const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height];
            })"""
        )
        assert min(box[0] for box in boxes) >= 0
        for a, b in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (a, b)


@pytest.mark.parametrize("annotation", [harbour(), hostile(), crowd(14)])
def test_nothing_sticks_out_of_the_printed_page(
    open_report: Opener, annotation: Annotation
) -> None:
    a4 = {"width": 680, "height": 960}  # in its margins
    page = open_report(annotation, viewport=a4).page
    page.emulate_media(media="print")
    assert page.evaluate(_STICKING_OUT, ".strip") == []


@pytest.mark.parametrize("colors", ["active", "none"])
def test_forced_colours_keep_the_labels_and_the_kind_of_line(
    open_report: Opener, colors: str
) -> None:
    page = open_report(harbour(), forced_colors=colors).page
    assert page.locator("#s3 .label").is_visible()
    styles = page.evaluate(
        "() => ['.hue1.says', '.unknown.says'].map((query) => getComputedStyle("
        "document.querySelector('main ' + query)).textDecorationStyle)"
    )
    assert styles == ["solid", "dotted"]


def test_print_shows_labels_reasons_and_legend_and_no_control(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.keyboard.press("j")
    page.emulate_media(media="print")
    assert page.locator(".head").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.locator(".details").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.locator("#s3 .label").is_visible()
    assert page.locator("#legend").is_visible()
    assert page.locator("#d10 .note").evaluate("e => e.checkVisibility()")
    for control in (".skip", ".close", ".hint", ".first-use"):
        assert not page.locator(control).is_visible()


def test_the_printed_file_holds_every_label_and_the_legend_and_no_control(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    page.keyboard.press("j")
    labels = page.locator(".sentence .labels").all_inner_texts()
    page.pdf(path=tmp_path / "out.pdf", format="A4", print_background=False)
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    printed = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    words = re.findall(r"\S+", printed)
    counted = {word: words.count(word) for word in words}
    for word in ("S1", "S2", "S3", "S4", "headline", "byline"):
        assert counted[word] >= sum(label.split().count(word) for label in labels) > 0, word
    for said in ("who says?", "leans on 4", "no source", "in part", "Legend and limits".upper()):
        assert said in " ".join(words), said
    for control in ("Next to-do", "Undo", "Redo", "Export", "More", "Confirm", "Got it", "Edit"):
        assert control not in printed, control


def test_the_printed_file_is_a_pdf_of_few_pages(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour(), viewport={"width": 800, "height": 600}).page
    page.keyboard.press("j")
    made = page.pdf(path=tmp_path / "out.pdf", format="A4", print_background=False)
    assert made.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", made)) <= 6
