"""Holds a request against an OpenAPI contract: the path, every parameter, the body."""

import json
import re
from functools import cache
from pathlib import Path

import jsonschema

from platforms.stub import Asked

Schema = dict[str, object]


class Contract:
    """One version of X's published contract."""

    def __init__(self, path: Path) -> None:
        self.spec = json.loads(path.read_text(encoding="utf-8"))

    def faults(self, asked: Asked) -> list[str]:
        """Everything in a request that the contract does not have or allow."""
        found = self._operation(asked)
        if found is None:
            return [f"{asked.method} {asked.path}: no such operation"]
        operation, in_path = found
        return [
            *self._query_faults(asked, operation, in_path),
            *self._body_faults(asked, operation),
        ]

    def _operation(self, asked: Asked) -> tuple[Schema, dict[str, str]] | None:
        exact = self.spec["paths"].get(asked.path)
        if exact is not None:
            return exact.get(asked.method.lower()), {}
        for template, item in self.spec["paths"].items():
            match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), asked.path)
            if match and asked.method.lower() in item:
                return item[asked.method.lower()], match.groupdict()
        return None

    def _query_faults(self, asked: Asked, operation: Schema, in_path: dict[str, str]) -> list[str]:
        declared = {
            one["name"]: one for one in map(self._resolved, operation.get("parameters", []))
        }
        given = {**asked.query, **in_path}
        faults = [f"{name}: not a parameter" for name in given if name not in declared]
        faults += [
            f"{name}: required"
            for name, one in declared.items()
            if one.get("required") and name not in given
        ]
        for name in given.keys() & declared.keys():
            schema = declared[name]["schema"]
            faults += [
                f"{name}: {fault}"
                for fault in self._errors(schema, self._read(schema, given[name]))
            ]
        return faults

    def _body_faults(self, asked: Asked, operation: Schema) -> list[str]:
        if not asked.body:
            return []
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return ["a body where there is none"]
        return [str(one) for one in self._errors(content["application/json"]["schema"], asked.json)]

    def _errors(self, schema: Schema, value: object) -> list[str]:
        whole = {**schema, "components": self.spec["components"]}
        validator = jsonschema.Draft202012Validator(whole)
        return [error.message[:200] for error in validator.iter_errors(value)]

    def _resolved(self, parameter: Schema) -> Schema:
        while "$ref" in parameter:
            parameter = self._at(str(parameter["$ref"]))
        return parameter

    def _at(self, reference: str) -> Schema:
        found = self.spec
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found

    def _read(self, schema: Schema, text: str) -> object:
        match self._resolved(schema).get("type"):
            case "array":
                return text.split(",")
            case "integer":
                return int(text)
        return text


@cache
def contract(reference: Path, version: str) -> Contract:
    return Contract(reference / "data" / "contracts" / "x" / f"openapi-{version}.json")
