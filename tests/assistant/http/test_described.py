"""The OpenAPI document tells a city's developers, in their language, what every address, parameter and field means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.api import create_api
from assistant.bootstrap import Fazhi

Schema = dict[str, Any]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document(fazhi: Fazhi) -> Schema:
    """The OpenAPI document of the whole interface."""
    return create_api(fazhi).openapi()


@pytest.fixture(scope="module")
def schemas(document: Schema) -> dict[str, Schema]:
    """Every schema of an object or value by its name, those written into a response too."""
    written = {schema["title"]: schema for schema in inner_schemas(document["paths"]) if "title" in schema and "properties" in schema}
    return written | document["components"]["schemas"]


def is_chinese(text: object) -> bool:
    return isinstance(text, str) and bool(_CHINESE.search(text))


def operations(document: Schema) -> Iterator[tuple[str, Schema]]:
    for path, methods in document["paths"].items():
        yield from ((f"{method.upper()} {path}", told) for method, told in methods.items() if method in _METHODS)


def inner_schemas(node: object) -> Iterator[Schema]:
    if isinstance(node, dict):
        if isinstance(node.get("schema"), dict):
            yield node["schema"]
        for inner in node.values():
            yield from inner_schemas(inner)


def properties(schemas: dict[str, Schema]) -> Iterator[tuple[str, Schema]]:
    for name, schema in schemas.items():
        yield from ((f"{name}.{field}", told) for field, told in schema.get("properties", {}).items())


def parameters(document: Schema) -> Iterator[tuple[str, Schema]]:
    for name, operation in operations(document):
        yield from ((f"{name} {one['in']} {one['name']}", one) for one in operation.get("parameters", ()))


def is_described(told: Schema) -> bool:
    """In its own words, or in those of the object it is, which is looked at by itself."""
    return is_chinese(told.get("description")) or ("$ref" in told and "description" not in told)


def has_example(told: Schema) -> bool:
    """Its own, or those of the objects it holds, whose fields are looked at one by one."""
    if any(told.get(key) for key in ("examples", "example")) or "examples" in told.get("schema", {}):
        return True
    inner = [told[key] for key in ("items", "schema", "additionalProperties") if isinstance(told.get(key), dict)]
    inner += [one for key in ("anyOf", "oneOf", "allOf") for one in told.get(key, ()) if one.get("type") != "null"]
    return "$ref" in told or (bool(inner) and all(map(has_example, inner)))


def test_every_operation_says_in_chinese_what_it_does(document: Schema) -> None:
    assert [name for name, told in operations(document) if not is_chinese(told.get("summary"))] == []


def test_every_response_says_in_chinese_when_it_is_given(document: Schema) -> None:
    silent = [
        f"{name} {status}"
        for name, told in operations(document)
        for status, response in told["responses"].items()
        if not is_chinese(response["description"])
    ]
    assert silent == []


def test_every_parameter_is_described_in_chinese_with_an_example(document: Schema) -> None:
    found = dict(parameters(document))
    assert found
    assert [name for name, told in found.items() if not is_chinese(told.get("description"))] == []
    assert [name for name, told in found.items() if not has_example(told)] == []


def test_every_field_is_described_in_chinese_with_an_example(schemas: dict[str, Schema]) -> None:
    found = dict(properties(schemas))
    assert found
    assert [name for name, told in found.items() if not is_described(told)] == []
    assert [name for name, told in found.items() if not has_example(told)] == []


def test_every_object_is_described_in_chinese(schemas: dict[str, Schema]) -> None:
    objects = {name: schema for name, schema in schemas.items() if schema.get("type") == "object"}
    assert [name for name, schema in objects.items() if not is_chinese(schema.get("description"))] == []


def test_no_description_anywhere_is_left_in_english(document: Schema) -> None:
    def told(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (text for key, text in node.items() if key in ("description", "summary") and isinstance(text, str))
            yield from (text for key, inner in node.items() if key not in ("example", "examples") for text in told(inner))
        elif isinstance(node, list):
            yield from (text for inner in node for text in told(inner))

    assert [text for text in told(document) if not is_chinese(text)] == []


def test_an_example_is_one_that_its_field_takes(schemas: dict[str, Schema]) -> None:
    """Of what a schema says of plain values: type, choices and limits."""
    wrong = [
        (name, example) for name, told in properties(schemas) for example in told.get("examples", ()) if not fits(example, told, schemas)
    ]
    assert wrong == []


def fits(example: object, schema: Schema, schemas: dict[str, Schema]) -> bool:
    if "$ref" in schema:
        return fits(example, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return any(fits(example, one, schemas) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return example in schema.get("enum", [schema.get("const")])
    return _of_type(example, schema, schemas)


def _of_type(example: object, schema: Schema, schemas: dict[str, Schema]) -> bool:
    match schema.get("type"):
        case "string":
            return isinstance(example, str) and schema.get("minLength", 0) <= len(example) <= schema.get("maxLength", len(example))
        case "boolean" | "null":
            return isinstance(example, bool) if schema["type"] == "boolean" else example is None
        case "integer" | "number":
            whole = schema["type"] == "integer"
            is_number = isinstance(example, int if whole else (int, float)) and not isinstance(example, bool)
            return is_number and schema.get("minimum", example) <= example <= schema.get("maximum", example)  # type: ignore[operator]
        case "array":
            return isinstance(example, list) and all(fits(one, schema.get("items", {}), schemas) for one in example)
        case "object":
            named = schema.get("properties", {})
            return isinstance(example, dict) and all(fits(one, named.get(key, {}), schemas) for key, one in example.items())
    return True
