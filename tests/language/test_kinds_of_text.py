"""What is no plain prose: headlines in capitals, conversations, lists, releases, posts.

End to end with the packaged model: for every sentence its kind, its label and who asserts it.
"""

from __future__ import annotations

import pytest

from accordingto.language.annotator import Annotator
from accordingto.records import Annotation, Article

Row = tuple[str, str, list[str]]


def rows(annotator: Annotator, text: str) -> list[Row]:
    """Kind, label and sources of each sentence, in order; lines out of the body without a label."""
    annotation: Annotation = annotator(Article(text))
    return [
        (
            sentence.kind,
            sentence.label if sentence.kind == "body" else "",
            [source.name for source in annotation.claim_sources(sentence)]
            if sentence.kind == "body"
            else [],
        )
        for sentence in annotation.sentences
    ]


def told(*names: str) -> Row:
    return "body", "attributed", list(names)


NARRATED: Row = ("body", "narration", [])
BYLINE: Row = ("byline", "", [])
HEADLINE: Row = ("headline", "", [])


def test_headlines_in_capitals(annotator: Annotator) -> None:
    text = (
        "MAYOR SAYS BRIDGE WILL STAY CLOSED UNTIL SPRING\n\n"
        "POLICE: DRIVER WAS SPEEDING\n\n"
        "The Hill Street bridge will stay closed until spring, Mayor Dana Cole said on Tuesday.\n\n"
        "Workers found cracks in two of its pillars last week.\n"
    )
    assert rows(annotator, text) == [HEADLINE, HEADLINE, told("Dana Cole"), NARRATED]


def test_a_transcript(annotator: Annotator) -> None:
    text = (
        "RACHEL MARTIN, HOST: Thank you for joining us. What happened that night?\n"
        "OKAFOR: The river came over the wall. We lost both pumps within an hour.\n"
        "MARTIN: Had anybody warned you?\n"
        "OKAFOR: Nobody did.\n"
    )
    answer = told("OKAFOR")
    assert rows(annotator, text) == [NARRATED, NARRATED, answer, answer, NARRATED, answer]


def test_questions_and_answers(annotator: Annotator) -> None:
    text = (
        "Ruth Amsel has led the county library for nine years.\n\n"
        "Q: What will close?\n\nA: Two branches will close in June, Amsel said.\n\n"
        "Q: Who decided it?\n\nA: The county board did, Amsel said.\n"
    )
    answer = told("Ruth Amsel")
    assert rows(annotator, text) == [NARRATED, NARRATED, answer, NARRATED, answer]


def test_a_list(annotator: Annotator) -> None:
    text = (
        "The inspectors visited the kitchen on Monday.\n\n"
        "• The refrigerator was twelve degrees too warm, their report said.\n"
        "• Two workers had no health card, the report said.\n\n"
        "The restaurant reopened on Friday.\n"
    )
    found = rows(annotator, text)
    assert [row[1] for row in found] == ["narration", "attributed", "attributed", "narration"]
    assert len(found[1][2]) == 1
    assert found[1][2] == found[2][2]


def test_byline_and_dateline(annotator: Annotator) -> None:
    text = (
        "By Jonas Wirth\n\n"
        "GENEVA (Reuters) - The Halden plant will close next year, Norsk Metals said on Monday.\n\n"
        "It employs 400 people.\n"
    )
    found = rows(annotator, text)
    assert found == [BYLINE, told("Norsk Metals"), NARRATED]


def test_captions_and_lines_that_lead_elsewhere(annotator: Annotator) -> None:
    text = (
        "Firefighters at the Alder Street warehouse on Sunday. (Photo by Lena Ford/Courier)\n\n"
        "The fire began on the second floor, Fire Chief Omar Diaz said.\n\n"
        "Read more: Five warehouse fires that changed the city\n"
    )
    assert rows(annotator, text) == [BYLINE, BYLINE, told("Omar Diaz"), BYLINE]


def test_a_press_release(annotator: Annotator) -> None:
    text = (
        "FOR IMMEDIATE RELEASE\n\n"
        "Contact: Paul Reyes, 555-0142, press@northgate.example\n\n"
        "Northgate Foods Recalls Frozen Spinach\n\n"
        "PORTLAND, Ore., March 4 -- Northgate Foods is recalling 12,000 bags of frozen spinach.\n\n"
        "“We are acting out of caution,” said Ellen Park, chief executive of Northgate Foods. "
        "“No illness has been reported.”\n\n###\n"
    )
    found = rows(annotator, text)
    assert [row[0] for row in found[:3]] == ["headline", "byline", "headline"]
    assert found[3:] == [NARRATED, told("Ellen Park"), told("Ellen Park"), BYLINE]


@pytest.mark.parametrize("mark", ["— ", "- "])
def test_a_pasted_post(annotator: Annotator, mark: str) -> None:
    text = (
        "The senator answered on Twitter within the hour.\n\n"
        "“I never signed that letter. Ask the people who wrote it.” "
        f"{mark}Maria Lund (@SenLund) March 3, 2021\n\n"
        "Lund wrote in a second post that she would sue.\n"
    )
    found = rows(annotator, text)
    assert found[0] == NARRATED
    assert found[1] == found[2] == told("Maria Lund")
    assert found[-1] == told("Maria Lund")


def test_a_round_up_with_credits_below(annotator: Annotator) -> None:
    text = (
        "The left is worried that the bridge will cost too much.\n"
        "“The bridge will cost forty million dollars. Nobody has said who will pay for it…\n"
        "“The council should wait for the report.”\n"
        "Teresa Roe, Tidewater Courier\n"
        "“The ferry is old and slow. The town cannot wait another year.”\n"
        "Mark Odell, Harbour Times\n"
    )
    found = rows(annotator, text)
    assert found[1:] == [
        *[told("Teresa Roe")] * 3,
        BYLINE,
        *[told("Mark Odell")] * 2,
        BYLINE,
    ]


def test_a_block_below_a_colon(annotator: Annotator) -> None:
    text = (
        "The council voted for the bridge on Monday.\n"
        "Councilwoman Teresa Roe wrote in an email on Tuesday:\n"
        "The bridge will cost forty million dollars. Nobody has said who will pay for it, and the "
        "report of the engineers is still missing.\n"
        "The vote was eight to three.\n"
    )
    found = rows(annotator, text)
    assert found[2:] == [told("Teresa Roe"), told("Teresa Roe"), NARRATED]


def test_a_letter_in_a_story(annotator: Annotator) -> None:
    text = (
        "The harbour master resigned on Friday after a week of meetings behind closed doors.\n"
        "The town hall published her letter in the evening, and named nobody to follow her.\n"
        "Dear Mr. Mayor:\n"
        "The pumps are older than the wall. The town was told of it in March.\n"
        "Sincerely,\nTeresa Roe\n"
        "The wall broke on Saturday.\n"
    )
    found = rows(annotator, text)
    assert [row[2] for row in found if "attributed" in row] == [["Teresa Roe"]] * 3
    assert found[-1] == NARRATED
