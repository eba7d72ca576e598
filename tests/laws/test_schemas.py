"""What is written validates against the schemas that ship with the package, with a reader we did not write."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from dragoman.model.annotation import EventType, Form, MentionKind, SourceType, Status
from dragoman.model.document import Basis
from dragoman.model.reading import Zone
from dragoman.model.record import Field, Relation, StandingState, Verdict
from dragoman.model.time import Precision
from dragoman.present.facade import brief, read
from fragments import reports
from runs import EPISODES, Episodes


def schema(name: str) -> dict[str, Any]:
    text = (files("dragoman.present") / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def faults(name: str, written: str) -> list[str]:
    validator = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(written))]


@pytest.mark.parametrize("name", ["annotation", "brief"])
def test_the_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["schema"]["const"] == f"dragoman.{name}/1"


@pytest.mark.parametrize("name", EPISODES)
def test_the_annotations_of_an_episode_validate(episodes: Episodes, name: str) -> None:
    assert [faults("annotation", r.to_json()) for r in episodes[name]] == [[] for _ in episodes[name]]


@pytest.mark.parametrize("name", EPISODES)
def test_the_brief_of_an_episode_validates(episodes: Episodes, name: str) -> None:
    assert faults("brief", brief(episodes[name]).to_json()) == []


@given(reports())
def test_the_annotation_of_any_text_validates(text: str) -> None:
    assert faults("annotation", read(text, published="2023-10-18").to_json()) == []


@given(reports(), reports())
def test_the_brief_of_any_texts_validates(one: str, other: str) -> None:
    assert (
        faults(
            "brief", brief([read(one, published="2023-10-18", outlet="Fjord Herald"), read(other)]).to_json()
        )
        == []
    )


def test_an_empty_brief_validates() -> None:
    assert faults("brief", brief([]).to_json()) == []


def test_a_wrong_value_does_not_validate() -> None:
    annotation = read("Norway rejected a Peruvian proposal on Monday.", published="2023-10-18").to_dict()
    annotation["events"][0]["type"] = "REFUSE"
    assert faults("annotation", json.dumps(annotation))


def enum_at(name: str, *path: str) -> set[str]:
    found: Any = schema(name)
    for step in path:
        found = found["$defs"][found["$ref"].rsplit("/", 1)[1]] if "$ref" in found else found
        found = found[step]
    found = found["$defs"] if "$ref" in found else found
    return {value for value in found["enum"] if value is not None}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (enum_at("annotation", "$defs", "event_type"), EventType),
        (enum_at("annotation", "$defs", "status"), Status),
        (enum_at("annotation", "$defs", "precision"), Precision),
        (enum_at("annotation", "$defs", "published", "properties", "basis"), Basis),
        (enum_at("annotation", "properties", "zones", "items", "properties", "zone"), Zone),
        (enum_at("annotation", "properties", "mentions", "items", "properties", "kind"), MentionKind),
        (enum_at("annotation", "properties", "claims", "items", "properties", "form"), Form),
        (
            enum_at("annotation", "properties", "claims", "items", "properties", "source_type")
            | {"own-voice"},
            SourceType,
        ),
        (enum_at("brief", "properties", "events", "items", "properties", "verdict"), Verdict),
        (enum_at("brief", "properties", "comparisons", "items", "properties", "kind"), Relation),
        (enum_at("brief", "properties", "comparisons", "items", "properties", "field"), Field),
        (enum_at("brief", "properties", "standings", "items", "properties", "state"), StandingState),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_closed_lists_of_the_schemas_are_those_of_the_model(found: set[str], expected: Any) -> None:
    assert found == {member.value for member in expected}
