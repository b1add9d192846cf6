"""Reads the official contracts, kept outside the project, as JSON Schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema

FOLDER = Path("data/contracts")


def openapi(reference: Path, version: str) -> dict[str, Any]:
    path = reference / FOLDER / "x" / f"openapi-{version}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def graph_objects(reference: Path) -> dict[str, Any]:
    path = reference / FOLDER / "meta" / "graph-v26.0-edges.json"
    return json.loads(path.read_text(encoding="utf-8"))["objects"]


class Contract:
    """One OpenAPI document whose schemas answers are held against."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._components = _as_json_schema(document["components"])

    def check(self, answer: object, schema: str) -> None:
        """Raises when the answer is not what the named schema says."""
        root = {"$ref": f"#/components/schemas/{schema}", "components": self._components}
        jsonschema.Draft202012Validator(root).validate(answer)

    def answer_schema(self, method: str, path: str, status: str) -> str:
        """The name of the schema of one answer."""
        operation = self.document["paths"][path][method]
        content = operation["responses"][status]["content"]["application/json"]
        return content["schema"]["$ref"].rpartition("/")[2]

    def properties(self, schema: str) -> set[str]:
        return set(self.document["components"]["schemas"][schema]["properties"])


def _as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema lists the type null."""
    if isinstance(node, list):
        return [_as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _as_json_schema(value) for key, value in node.items() if key != "discriminator"}
    if made.pop("nullable", False) is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made
