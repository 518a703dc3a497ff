"""Diagnostics for tools: plain values, and the shape that SARIF 2.1.0 asks for."""

import json
from dataclasses import replace
from typing import Any

from wigmore.diagnostics import diagnostic, rules, sarif, span

ERROR = diagnostic.Diagnostic(
    rule=rules.DOUBLED_KEY,
    span=span.Span("ships/a file.yaml", 3, 5, 4),
    message="the key `name` stands here twice",
    help="keep one of them",
    related=(diagnostic.Related(span.Span("ships/a file.yaml", 2, 5, 4), "it stands here first"),),
    on="marten-bay",
)
WARNING = diagnostic.Diagnostic(rule=rules.SAME_NAME, span=span.Span("b.yaml"), message="two have one name")
ACCEPTED = replace(WARNING, accepted="two branches of one bank")


def run(*found: diagnostic.Diagnostic) -> dict[str, Any]:
    """The one run of a log, after a round through JSON."""
    log = json.loads(json.dumps(sarif.sarif(found, "0.1.0")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    held: dict[str, Any] = only
    return held


def test_plain_values_have_the_same_fields_for_every_one() -> None:
    assert sarif.plain(ERROR) == {
        "code": "B011",
        "name": "doubled-key",
        "severity": "error",
        "message": "the key `name` stands here twice",
        "help": "keep one of them",
        "on": "marten-bay",
        "accepted": None,
        "path": "ships/a file.yaml",
        "line": 3,
        "column": 5,
        "width": 4,
        "related": [
            {
                "path": "ships/a file.yaml",
                "line": 2,
                "column": 5,
                "width": 4,
                "message": "it stands here first",
            }
        ],
    }
    assert sarif.plain(WARNING).keys() == sarif.plain(ERROR).keys()
    json.dumps(sarif.plain(ACCEPTED))


def test_required_fields_of_a_run() -> None:
    held = run(ERROR, WARNING)
    driver = held["tool"]["driver"]
    assert driver["name"] == "wigmore"
    assert driver["version"] == "0.1.0"
    assert [rule["id"] for rule in driver["rules"]] == ["B011", "E002"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in held["results"]:
        assert result["message"]["text"]
        assert result["ruleId"] in {"B011", "E002"}
        assert result["level"] in {"error", "warning", "note"}
        assert len(result["locations"]) == 1


def test_no_results_are_an_empty_list() -> None:
    held = run()
    assert held["results"] == []
    assert held["tool"]["driver"]["rules"] == []


def test_columns_count_code_points_from_one_and_end_after_the_last() -> None:
    held = run(replace(ERROR, span=span.Span("a.yaml", 1, 3, 2), related=()))
    assert held["columnKind"] == "unicodeCodePoints"
    region = held["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3, "endColumn": 5}
    line = "船𝔘: x"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == ": "


def test_paths_are_addresses() -> None:
    held = run(replace(ERROR, span=span.Span("ships/süd 1#.yaml")))
    uri = held["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "ships/s%C3%BCd%201%23.yaml"


def test_related_places_carry_their_message() -> None:
    (result,) = run(ERROR)["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "it stands here first"
    assert related["physicalLocation"]["region"]["startLine"] == 2


def test_the_repair_stands_in_the_message() -> None:
    assert run(ERROR)["results"][0]["message"]["text"].endswith("(keep one of them)")
    assert run(WARNING)["results"][0]["message"]["text"] == "two have one name"


def test_what_the_case_accepts_is_suppressed_with_its_reason() -> None:
    plain, accepted = run(WARNING, ACCEPTED)["results"]
    assert accepted["suppressions"] == [{"kind": "inSource", "justification": "two branches of one bank"}]
    assert plain["suppressions"] == []


def test_strict_lifts_the_level_and_not_the_rule() -> None:
    held = run(*diagnostic.lift([WARNING]))
    assert held["results"][0]["level"] == "error"
    assert held["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "warning"
