"""Mail: what the sender wrote, without what a mail program puts around it."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from accordingto.errors import InputError
from accordingto.reading import mail
from accordingto.reading.inputs import Input
from accordingto.records import Article


def _message(text: str | None, subject: str = "", **options: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Ann Roe <ann@courier.example>"
    if subject:
        message["Subject"] = subject
    if text is not None:
        message.set_content(text, **options)
    return message


def _read(message: EmailMessage | bytes) -> Article:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return mail.read(Input("draft.eml", data))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The city said no.\n\n> Did it?\n", "The city said no."),
        ("The city said no.\n\nOn Tuesday, Joe Moss wrote:\n\n> Did it?\n", "The city said no."),
        ("On Tuesday Joe wrote: “No.”\n\nYes.", "On Tuesday Joe wrote: “No.”\nYes."),
        ("The city said no.\n\n-- \nAnn Roe\nDesk\n", "The city said no."),
        ("Yes.\n\n-----Original Message-----\nFrom: Joe\n\nAnd?", "Yes."),
        (
            "\n---------- Forwarded message ---------\nFrom: Joe <j@x.example>\nDate: Tue\n"
            "Subject: It\nTo: <a@x.example>\n\nThe city said no.\n",
            "The city said no.",
        ),
    ],
)
def test_what_of_a_mail_is_its_own(text: str, read: str) -> None:
    assert _read(_message(text)).text == read


def test_of_a_forwarded_mail_what_it_forwards_is_read() -> None:
    text = "FYI, see below.\n\nBegin forwarded message:\n\nFrom: Joe\nSubject: No\n\nIt said no.\n"
    article = _read(_message(text, "Fwd: RE: The city says no"))
    assert article.text == "The city says no\nIt said no."
    assert article.title == "The city says no"
    assert article.byline == "Ann Roe"


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    text = (
        "The city said on Tuesday that it would not build a bridge over the\n"
        "river, whatever the state might say.\n"
        "Hours: 9 to 5\n"
        "Days: all\n"
    )
    assert _read(_message(text)).text == (
        "The city said on Tuesday that it would not build a bridge over the river, whatever the"
        " state might say.\nHours: 9 to 5\nDays: all"
    )


def test_lines_longer_than_a_mail_program_makes_them_are_whole() -> None:
    text = f"{'word ' * 30}\nThe next line.\n"
    assert _read(_message(text, cte="quoted-printable")).text.endswith("word\nThe next line.")


def test_a_headline_in_the_text_goes_before_the_subject() -> None:
    text = "City Says No\nBy Joe Moss\nThe city said no on Tuesday, and then no again."
    article = _read(_message(text, "Your copy"))
    assert article.title == "City Says No"
    assert article.byline == "Ann Roe"
    for greeting in ("Dear all", "FOR IMMEDIATE RELEASE"):
        text = f"{greeting}\nThe city said no on Tuesday, and then no again."
        assert _read(_message(text, "City says no")).title == "City says no"


def test_a_mail_of_html_alone_is_read_as_a_page() -> None:
    message = _message(None, "No")
    message["Date"] = "Wed, 04 Mar 2026 07:45:00 +0100"
    message.set_content("<html><body><p>The city <b>said</b> no.</p></body></html>", "html")
    article = _read(message)
    assert "The city said no." in article.text
    assert article.byline == "Ann Roe"
    assert article.date == "2026-03-04T07:45:00+01:00"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "klingon", "us-ascii"])
def test_the_charset_of_a_mail(charset: str) -> None:
    encoding = "cp1252" if charset == "us-ascii" else "utf-8" if charset == "klingon" else charset
    head = f"Subject: No\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    assert _read(head.encode() + "“Ja,” she said.".encode(encoding)).text == "No\n“Ja,” she said."


def test_a_mail_without_a_text() -> None:
    with pytest.raises(InputError, match=r"draft.eml is a mail without text\."):
        _read(b"Subject: No\nContent-Type: image/png\n\n")
    message = _message("\n", "The release")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="release.docx")
    with pytest.raises(InputError, match=r"attached is release\.docx\. Save what is attached"):
        _read(message)


def test_fields_that_are_broken_are_passed_over() -> None:
    article = _read(b"Subject: =?utf-8?b?broken\nFrom: <<\nDate: yesterday\n\nThe city said no.")
    assert article.text.endswith("The city said no.")
    assert article.date == ""
