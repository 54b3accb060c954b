"""A live review in Chromium: every decision kept at once, the draft followed as it is edited."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import accordingto
from accordingto.review import decisions
from annotations import harbour
from browser.conftest import WATCH
from browser.reviewing import STATE, beside, exported, give, press, said, signs
from live.serving import DRAFT, Serving, serving

Tab = Callable[[], Page]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Serving]:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, "utf-8")
    with serving(draft) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    made.add_init_script(WATCH)
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext, live: Serving) -> Tab:
    """Opens the live page, each time in another tab."""
    return lambda: opened(context, live.address)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(".bar").get_by_role("button", name="End").wait_for()
    return page


def record_when(path: Path, page: Page, test: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The record in a file, once it passes a test."""
    for _ in range(200):
        data = json.loads(path.read_text("utf-8")) if path.exists() else {"decisions": []}
        if test(data):
            return dict(data)
        page.wait_for_timeout(25)
    raise AssertionError(f"the record never came to it: {data}")


def decided(*verdicts: str | None) -> Callable[[dict[str, Any]], bool]:
    return lambda data: [item["decision"] for item in data["decisions"]] == list(verdicts)


def edit(live: Serving, old: str, new: str) -> None:
    """Save the draft with other words, as an editor of plain text does."""
    text = live.draft.read_text("utf-8")
    assert old in text
    live.draft.write_text(text.replace(old, new), "utf-8")


def test_every_decision_is_kept_at_once_beside_the_draft(live: Serving, tab: Tab) -> None:
    page = tab()
    page.locator("#s2 .text").click()
    press(page, "x")
    data = record_when(live.record, page, decided("needs attribution"))
    assert data["decisions"][0]["quote"]["exact"] == "It closed on Monday for repairs."
    decisions.load(live.record)
    press(page, "z")
    record_when(live.record, page, decided())
    assert page.locator(".unkept").is_hidden()
    assert page.evaluate("window.violations") == []


def test_the_page_follows_the_draft_keeps_its_place_and_tells_what_moved(
    live: Serving, tab: Tab
) -> None:
    page = tab()
    page.locator("#s2 .text").click()
    press(page, "x", "j", "j", "s", "j", "j", "f")
    record_when(live.record, page, lambda data: len(data["decisions"]) == 3)
    page.set_viewport_size({"width": 1440, "height": 420})
    page.locator("#s6").scroll_into_view_if_needed()
    before = page.locator("#s6").bounding_box()
    edit(live, "It closed on Monday for repairs.", "The old ferry was full. It rained.")
    expect(page.locator(".sentence")).to_have_count(7)
    page.locator("#s7.chosen").wait_for()
    assert page.locator("#s7 .text").inner_text() == "The river rose all week."
    after = page.locator("#s7").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    assert signs(page) == {"s5": "– skipped", "s7": "✓ fine as narration"}
    assert said(page) == (
        "The draft was edited, and is shown anew. 2 decisions moved with the sentences "
        "(4 is now 5, 6 is now 7). 1 decision found no place, and can be seen in "
        "Review below the article."
    )
    assert "It closed on Monday" in page.locator("#review").inner_text()
    assert "since=" not in page.url
    data = json.loads(live.record.read_text("utf-8"))
    assert len(data["decisions"]) == 3
    assert data["document"]["sha256"] == live.session.sha256
    edit(live, "The old ferry was full. It rained.", "It closed on Monday for repairs.")
    expect(page.locator(".sentence")).to_have_count(6)
    assert signs(page).keys() == {"s2", "s4", "s6"}  # what was lost is found again


def test_a_reworded_sentence_keeps_its_decision_and_says_so(live: Serving, tab: Tab) -> None:
    page = tab()
    page.locator("#s4 .text").click()
    press(page, "f")
    record_when(live.record, page, decided("fine as narration"))
    edit(live, "counted the lorries", "counted the big lorries")
    expect(page.locator("#s4")).to_contain_text("big lorries")
    assert signs(page) == {"s4": "✓ fine as narration"}
    assert said(page).endswith("Reworded since you decided: 4.")
    edit(live, "The river rose", "The brook rose")
    expect(page.locator("#s6")).to_contain_text("brook")
    assert said(page).endswith("Reworded since you decided: 4.")
    page.locator("#s4 .text").click()
    press(page, "x")
    record_when(live.record, page, decided("needs attribution"))
    edit(live, "The brook rose", "The river rose")
    expect(page.locator("#s6")).to_contain_text("river")
    assert said(page) == "The draft was edited, and is shown anew."


def test_a_source_corrected_once_stays_corrected_through_edits(live: Serving, tab: Tab) -> None:
    page = tab()
    page.locator("#s3 .text").click()
    press(page, "e")
    page.keyboard.type("Beau Lee")
    press(page, "Enter")
    page.locator("#s2 .text").click()
    give(page, "The county")
    record_when(live.record, page, lambda data: bool(data["sources"] and data["decisions"]))
    lead = "Cy Fox said it snowed. Dee Gray said it did not.\n"
    live.draft.write_text(lead + live.draft.read_text("utf-8"), "utf-8")
    expect(page.locator(".sentence")).to_have_count(8)
    names = page.locator(".sources li a bdi").all_inner_texts()
    assert names == ["Cy Fox", "Dee Gray", "Ann Roe", "Beau Lee", "The county"]
    assert beside(page, 5) == ["S4"]
    assert beside(page, 4) == ["S5"]
    edit(live, "Bo Lee said", "Beau Lee said")  # the writer takes the correction over
    expect(page.locator("#s5")).to_contain_text("Beau Lee said")
    assert page.locator(".sources li a bdi").all_inner_texts() == names


def test_twins_keep_their_decisions_apart(live: Serving, tab: Tab) -> None:
    live.draft.write_text("It rained. It was cold. It rained. It was late. It rained.\n", "utf-8")
    page = tab()
    expect(page.locator(".sentence")).to_have_count(5)
    page.locator("#s3 .text").click()
    press(page, "x")
    record_when(live.record, page, decided("needs attribution"))
    edit(live, "It was cold. It rained. ", "It was cold. ")
    expect(page.locator(".sentence")).to_have_count(4)
    assert signs(page) == {}
    assert "1 decision found no place" in said(page)


def test_two_tabs_lose_no_decision_and_no_new_source(live: Serving, tab: Tab) -> None:
    one, other = tab(), tab()
    one.locator("#s2 .text").click()
    give(one, "The county")
    other.locator("#s4 .text").click()
    give(other, "The drivers")
    press(other, "a")
    one.locator("#s6 .text").click()
    press(one, "f")
    for page in (one, other):
        expect(page.locator(".sentence .decision")).to_have_count(3)
        assert page.locator("#d2 .decided").text_content().endswith("The county.")  # type: ignore[union-attr]
        assert "The drivers" in str(page.locator("#d4 .decided").text_content())
    data = record_when(live.record, one, lambda data: len(data["decisions"]) == 3)
    named = {item["source"]["name"] for item in data["decisions"] if item["source"]}
    assert named == {"The county", "The drivers"}
    one.reload()
    other.reload()
    for page in (one, other):
        page.locator(".bar").get_by_role("button", name="End").wait_for()
    assert one.evaluate(STATE) == other.evaluate(STATE)


def test_verdict_and_source_given_to_one_sentence_at_once_are_both_kept(
    live: Serving, tab: Tab
) -> None:
    one, other = tab(), tab()
    stale = other.evaluate("fetch('review').then((answer) => answer.text())")
    saved = threading.Event()

    def as_it_was(route: Route) -> None:  # until this page saves: then it hears what is kept
        if route.request.method == "POST":
            saved.set()
        if saved.is_set():
            route.continue_()
        else:
            route.fulfill(body=stale, content_type="application/json")

    other.route("**/review", as_it_was)
    one.locator("#s2 .text").click()
    give(one, "The county")
    record_when(live.record, one, decided(None))
    other.locator("#s2 .text").click()
    press(other, "a")
    data = record_when(live.record, other, decided("confirm"))
    assert data["decisions"][0]["source"]["name"] == "The county"
    expect(other.locator("#s2 .decision")).to_have_text("✓✎ confirmed, source: S3 The county")


def test_a_decision_made_while_the_draft_changes_is_kept(live: Serving, tab: Tab) -> None:
    page = tab()
    page.route("**/events", lambda route: route.abort())
    page.reload()  # a page that hears of nothing: it shows the old draft and saves all the same
    page.locator(".bar").wait_for()
    edit(live, "It closed", "It snowed. It closed")
    for _ in range(200):
        if live.session.version == 1:
            break
        page.wait_for_timeout(25)
    page.locator("#s6 .text").click()
    press(page, "f")
    data = record_when(live.record, page, decided("fine as narration"))
    assert data["document"]["sha256"] == live.session.sha256
    page.unroute("**/events")
    page.reload()
    expect(page.locator("#s7 .decision")).to_have_text("✓ fine as narration")


def test_a_note_is_never_torn_from_the_hand(live: Serving, tab: Tab) -> None:
    page = tab()
    page.locator("#s2 .text").click()
    press(page, "m")
    page.keyboard.type("Who clo")
    edit(live, "Ann Roe said the bridge", "It snowed. Ann Roe said the bridge")
    expect(page.locator("#status")).to_contain_text("shown anew when you are done here")
    page.keyboard.type("sed it?")
    press(page, "Escape")
    expect(page.locator(".sentence")).to_have_count(7)
    expect(page.locator("#d3 .decided")).to_contain_text("Who closed it?")
    data = json.loads(live.record.read_text("utf-8"))
    assert data["decisions"][0]["note"] == "Who closed it?"


def test_what_another_program_writes_into_the_review_is_shown(live: Serving, tab: Tab) -> None:
    page = tab()
    page.locator("#s2 .text").click()
    press(page, "x")
    data = record_when(live.record, page, decided("needs attribution"))
    data["decisions"][0]["decision"] = "skip"
    live.record.write_text(json.dumps(data), "utf-8")
    expect(page.locator("#s2 .decision")).to_have_text("– skipped")
    live.record.write_text("{", "utf-8")
    page.locator("#s4 .text").click()
    press(page, "f")
    expect(page.locator(".unkept")).to_be_visible()
    assert live.record.read_text("utf-8") == "{"  # never overwritten unread
    edit(live, "The river", "It snowed. The river")
    expect(page.locator("#status")).to_contain_text("cannot be shown as it is now", timeout=10_000)
    assert "draft.review.json is not JSON" in said(page)
    assert signs(page)["s4"] == "✓ fine as narration"
    live.record.write_text(json.dumps(data), "utf-8")
    press(page, "j", "a")
    record_when(live.record, page, lambda data: len(data["decisions"]) == 3)
    expect(page.locator(".sentence")).to_have_count(7, timeout=10_000)
    expect(page.locator(".unkept")).to_be_hidden()
    assert signs(page).keys() == {"s2", "s4", "s5"}


def test_what_could_not_be_kept_is_not_lost_to_a_new_draft(live: Serving, tab: Tab) -> None:
    page = tab()
    page.route("**/review", lambda route: route.abort())
    page.locator("#s4 .text").click()
    press(page, "f")
    expect(page.locator(".unkept")).to_be_visible()
    edit(live, "It closed", "It snowed. It closed")
    expect(page.locator("#status")).to_contain_text("shown anew when your decisions are kept")
    assert signs(page) == {"s4": "✓ fine as narration"}
    page.unroute("**/review")
    press(page, "j", "a")
    expect(page.locator(".sentence")).to_have_count(7)
    assert signs(page) == {"s5": "✓ fine as narration", "s6": "✓ confirmed"}


def test_word_saving_over_the_document_is_followed(tmp_path: Path, context: BrowserContext) -> None:
    draft = tmp_path / "draft.docx"

    def written(path: Path, *lines: str) -> None:
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))

    written(draft, "Ann Roe said the bridge was unsafe.", "It closed on Monday.")
    with serving(draft) as live:
        page = opened(context, live.address)
        page.locator("#s2 .text").click()
        press(page, "x")
        record_when(live.record, page, decided("needs attribution"))
        # As Word does: the new one beside it, the old one out of the way, then the name changed.
        beside_it, old = tmp_path / "~WRD0001.tmp", tmp_path / "~WRL0002.tmp"
        written(
            beside_it, "It snowed.", "Ann Roe said the bridge was unsafe.", "It closed on Monday."
        )
        draft.rename(old)
        page.wait_for_timeout(150)
        beside_it.rename(draft)
        old.unlink()
        expect(page.locator(".sentence")).to_have_count(3)
        assert signs(page) == {"s3": "! needs attribution"}
        assert said(page).startswith("The draft was edited")


def test_a_draft_that_cannot_be_read_is_told_and_the_next_one_shown(
    live: Serving, tab: Tab
) -> None:
    page = tab()
    live.draft.unlink()
    expect(page.locator("#status")).to_contain_text("cannot be shown as it is", timeout=20_000)
    assert page.locator(".sentence").count() == 6
    live.draft.write_text("It snowed.\n", "utf-8")
    expect(page.locator(".sentence")).to_have_count(1)


def test_the_page_ends_the_review(live: Serving, tab: Tab) -> None:
    page, other = tab(), tab()
    page.locator(".bar").get_by_role("button", name="End").click()
    page.locator("dialog").get_by_role("button", name="End the review").click()
    for each in (page, other):
        expect(each.locator("dialog h2")).to_have_text("The review has ended")
        assert "draft.review.json" in each.locator("dialog").inner_text()
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_no_barrier_and_the_marks_are_explained_once(
    live: Serving, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
    )
    page = opened(context, live.address)
    press(page, "j", "a")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    page.get_by_role("button", name="Got it").click()
    page.reload()
    page.locator(".bar").wait_for()
    assert page.locator(".first-use").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_the_page_asks_nobody_but_its_own_server(live: Serving, tab: Tab) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "j", "a", "j", "x")
    record_when(live.record, page, lambda data: len(data["decisions"]) == 2)
    assert asked
    assert all(url.startswith(live.address) for url in asked)
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy is not None
    assert "connect-src 'self'" in policy
    assert (
        page.evaluate("fetch('http://127.0.0.1:1/').then(() => 'asked', () => 'stopped')")
        == "stopped"
    )
    assert page.evaluate("window.violations") == ["connect-src"]


_FOREIGN = """<!DOCTYPE html><title>foreign</title><script>
const address = new URLSearchParams(location.search).get("to");
const told = {};
const blindly = (path) => fetch(address + path, { method: "POST", mode: "no-cors", body: "{}" })
  .then((answer) => answer.type);
const tries = {
  read: () => fetch(address + "review").then((answer) => answer.text()),
  page: () => fetch(address).then((answer) => answer.text()),
  blind: () => blindly("review"),
  end: () => blindly("end"),
  hear: () => new Promise((done, failed) => {
    const events = new EventSource(address + "events");
    events.addEventListener("draft", () => done("heard"));
    events.onerror = () => failed(new Error("nothing"));
  }),
  frame: () => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = () => done("loaded");
    frame.src = address;
    document.body.append(frame);
    setTimeout(() => done("nothing"), 1500);
  }),
  script: () => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address + "review";
    script.onload = () => done("loaded");
    script.onerror = () => failed(new Error("nothing"));
    document.head.append(script);
  }),
};
window.addEventListener("load", async () => {
  for (const [name, act] of Object.entries(tries)) {
    try { told[name] = await act(); } catch { told[name] = "stopped"; }
  }
  window.told = told;
});
</script><body></body>"""


def test_no_other_site_reads_or_writes(live: Serving, tab: Tab, context: BrowserContext) -> None:
    """A page of another origin of this machine, which even knows the token."""
    page = tab()
    press(page, "j", "a")
    record_when(live.record, page, decided("confirm"))
    before = live.record.read_bytes()
    folder = live.draft.parent / "site"
    folder.mkdir()
    (folder / "index.html").write_text(_FOREIGN, "utf-8")
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever).start()
        foreign = context.new_page()
        answers: dict[str, int] = {}
        foreign.on("response", lambda made: answers.update({made.url: made.status}))
        foreign.goto(f"http://127.0.0.1:{site.server_port}/?to={live.address}")
        foreign.wait_for_function("window.told")
        told = foreign.evaluate("window.told")
        site.shutdown()
    asked = {url: status for url, status in answers.items() if url.startswith(live.address)}
    assert set(asked.values()) == {403}, asked
    assert {told[name] for name in told if name != "frame"} == {"stopped"}
    frame = next((f for f in foreign.frames if f.url.startswith(live.address)), None)
    assert frame is None or frame.locator(".sentence").count() == 0
    assert live.record.read_bytes() == before
    press(page, "j", "x")  # and the review goes on
    record_when(live.record, page, lambda data: len(data["decisions"]) == 2)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is theirs."""


def test_a_wrong_token_opens_nothing(live: Serving, context: BrowserContext) -> None:
    page = context.new_page()
    wrong = re.sub(r"/[\w-]+/$", "/wrong/", live.address)
    answer = page.goto(wrong)
    assert answer is not None
    assert answer.status == 403
    assert page.locator("body").inner_text().startswith("The address is not that of this review.")
    assert page.locator(".sentence").count() == 0


#: The command, which dies in the midst of its second save: the new file is there, not in place.
_DYING = """
import os, signal, sys
saves = 0
replace = os.replace
def dying(one, other):
    global saves
    saves += str(other).endswith(".review.json")
    if saves == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(one, other)
os.replace = dying
from accordingto.cli import main
main()
"""


def test_killed_in_the_midst_of_a_save_the_record_is_whole_and_the_page_hands_it_on(
    tmp_path: Path, context: BrowserContext
) -> None:
    draft, record = tmp_path / "harbour.json", tmp_path / "harbour.review.json"
    draft.write_text(json.dumps(harbour().to_dict()), "utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(accordingto.__file__).parents[1])}

    def started(*program: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, *program, "review", str(draft), "--no-open"]
        made = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        assert made.stdout is not None
        return made, made.stdout.readline().split()[-1]

    running, address = started("-c", _DYING)
    page = opened(context, address)
    page.locator("#s8 .text").click()
    press(page, "a")
    record_when(record, page, decided("confirm"))
    press(page, "j", "x")
    assert running.wait(10) == -signal.SIGKILL
    expect(page.locator(".unkept")).to_be_visible()
    assert decided("confirm")(decisions.load(record).to_dict())
    assert signs(page).keys() == {"s8", "s9"}
    made = exported(page, tmp_path / "out")
    assert decided("confirm", "needs attribution")(made)
    running, address = started("-m", "accordingto")
    again = opened(context, address)
    assert signs(again) == {"s8": "✓ confirmed"}
    running.send_signal(signal.SIGINT)
    assert running.wait(10) == 0
    assert running.stdout is not None
    assert running.stdout.read().endswith("The review has ended.\n")
