"""Who is answered by a live review's server, and how."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from live.serving import DRAFT, Serving, serving


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Serving]:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, "utf-8")
    with serving(draft) as running:
        yield running


def _ask(
    live: Serving, path: str = "", method: str = "GET", body: object = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    """The status, text and headers of an answer; ``path`` is below the token, or with “/” whole."""
    address = urlsplit(live.address)
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=20)
    whole = path if path.startswith("/") else f"{address.path}{path}"
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body)
    connection.request(method, whole, data, names)
    answer = connection.getresponse()
    told = (answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()})
    connection.close()
    return told


def _own(live: Serving) -> str:
    return f"http://{urlsplit(live.address).netloc}"


def test_it_listens_on_this_machine_alone_at_a_port_and_a_token_of_its_own(
    live: Serving, tmp_path: Path
) -> None:
    address = urlsplit(live.address)
    assert address.hostname == "127.0.0.1"
    assert len(address.path) > 30
    listening = live.server._socket
    assert listening.getsockname()[0] == "127.0.0.1"
    assert listening.family == socket.AF_INET
    (tmp_path / "other.txt").write_text(DRAFT, "utf-8")
    with serving(tmp_path / "other.txt") as other:
        assert urlsplit(other.address).port != address.port
        assert urlsplit(other.address).path != address.path


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Host": "evil.example"}, "by no other name"),
        ({"Host": "localhost"}, "by no other name"),
        ({"Origin": "http://evil.example"}, "another site"),
        ({"Origin": "null"}, "another site"),
        ({"Sec_Fetch_Site": "cross-site"}, "Another site"),
        ({"Sec_Fetch_Site": "same-site"}, "Another site"),
    ],
)
def test_no_other_name_and_no_other_site_is_answered(
    live: Serving, headers: dict[str, str], said: str
) -> None:
    for path in ("", "review", "events"):
        status, text, _ = _ask(live, path, **headers)
        assert status == 403
        assert said in text
    for path in ("review", "end"):
        assert _ask(live, path, "POST", {}, **({"Origin": _own(live)} | headers))[0] == 403


@pytest.mark.parametrize("path", ["/", "/x/", "/review", "//", "/x/review", "/../"])
def test_without_the_token_nothing_is_there(live: Serving, path: str) -> None:
    status, text, _ = _ask(live, path)
    assert (status, "Open the one that the command printed" in text) == (403, True)
    assert _ask(live, path, "POST", {}, Origin=_own(live))[0] == 403


def test_only_a_page_writes(live: Serving) -> None:
    assert _ask(live, "review", "POST", {})[0] == 403
    assert _ask(live, "end", "POST", {})[0] == 403
    assert _ask(live, "end", Origin=_own(live))[0] == 405
    assert _ask(live, "review")[0] == 200


def test_every_answer_is_kept_by_nobody_and_shown_in_no_frame(live: Serving) -> None:
    for headers in ({}, {"Host": "evil.example"}):
        _, _, answered = _ask(live, **headers)
        assert answered["cache-control"] == "no-store"
        assert answered["referrer-policy"] == "no-referrer"
        assert answered["cross-origin-resource-policy"] == "same-origin"
        assert answered["content-security-policy"] == "frame-ancestors 'none'"
        assert answered["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answered
        assert "server" not in answered


def _save(live: Serving, body: object) -> tuple[int, str]:
    status, text, _ = _ask(live, "review", "POST", body, Origin=_own(live))
    return status, text


def test_what_is_no_review_is_refused_and_nothing_written(live: Serving) -> None:
    record = json.loads(_ask(live, "review")[1])
    for body in (None, [], {}, {"before": record}, {"before": record, "now": {}}, "x", 7):
        status, text = _save(live, body)
        assert (status, text.startswith("This is no review")) == (400, True), body
    status, text = _save(live, {"before": record, "now": record | {"note": "x" * 33_000_000}})
    assert (status, "too large" in text) == (400, True)
    other = record | {"document": record["document"] | {"sha256": "0" * 64}}
    status, text = _save(live, {"before": other, "now": other})
    assert (status, "of another text" in text) == (409, True)
    assert not live.record.exists()


def test_a_save_is_answered_with_what_is_kept_where_that_is_something_else(live: Serving) -> None:
    record = json.loads(_ask(live, "review")[1])
    mine = record | {"reviewer": "Ann"}
    assert _save(live, {"before": record, "now": mine}) == (200, "null")
    status, text = _save(live, {"before": record, "now": record | {"modified": "2026-01-01"}})
    assert status == 200
    assert json.loads(text)["reviewer"] == "Ann"
