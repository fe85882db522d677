"""Hold what a bot sends to Discord's OpenAPI description: path, query, body."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from bench.standin.rest import Request

_IDENTIFIERS = ("id", "channel_id", "guild_id", "message_id", "recipient_id")
_MIDDLE = re.compile(r"(?<=.{60}).+(?=.{60})", re.DOTALL)
"""What is left out of a fault that is too long to show; it ends with the rule that is broken."""
DESCRIPTION = Path(__file__).resolve().parents[3] / "shared" / "discord-openapi.json"
"""Beside the checkout, not in it; what uses it does without where it is away."""


class Description:
    """Discord's description of its REST; raises OSError where the file cannot be read."""

    def __init__(self, path: Path = DESCRIPTION) -> None:
        found = json.loads(path.read_bytes())
        self._components = found["components"]
        # Whole paths go before templates: `@me` and `@original` are not identifiers.
        self._paths = [
            (re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))), operations)
            for template, operations in sorted(found["paths"].items(), key=lambda item: item[0].count("{"))
        ]

    def faults(self, request: Request) -> list[str]:
        """Say in what a request differs from the description."""
        return [f"{request.method} {request.path}: {fault}" for fault in self._faults(request)]

    def _faults(self, request: Request) -> Iterator[str]:
        operation = self._operation(request)
        if operation is None:
            yield "no such request"
            return
        known = {p["name"]: p["schema"] for p in operation["parameters"] if p["in"] == "query"}
        for name in request.query:
            if name not in known:
                yield f"no query parameter {name!r}"
        contents = operation.get("requestBody", {}).get("content", {})
        if not contents:
            if request.body:
                yield "takes no body"
            return
        if request.content_type not in contents:
            yield f"does not take {request.content_type or 'a request without a body'}"
            return
        for error in self._validator(request, contents).iter_errors(_described(request)):
            told = _told(error)
            yield f"/{'/'.join(map(str, told.instance_path))}: {_MIDDLE.sub(' … ', told.message)}"

    def _operation(self, request: Request) -> Any:
        for path, operations in self._paths:
            if request.method.lower() in operations and path.fullmatch(request.path):
                operation = operations[request.method.lower()]
                shared = operations.get("parameters", [])
                return {**operation, "parameters": [*shared, *operation.get("parameters", [])]}
        return None

    def _validator(self, request: Request, contents: dict[str, Any]) -> Draft202012Validator:
        # The JSON body and the JSON part of a form are described alike but for the files beside it.
        return _validator(self, json.dumps(contents[request.content_type]["schema"], sort_keys=True))

    def made(self, schema: str) -> Draft202012Validator:
        """Return what holds values to a schema of the description."""
        return Draft202012Validator({"components": self._components, **json.loads(schema)})


def _told(error: ValidationError) -> ValidationError:
    """Return the error within the one of several forms that was meant: the one of the same `type`."""
    if not isinstance(error.kind, ValidationErrorKind.AnyOf | ValidationErrorKind.OneOfNotValid):
        return error
    # Any of them may lie deeper, so that another form's type counts only on the level of the choice.
    level = len(error.instance_path)
    meant = min(error.kind.context, key=lambda form: (any(_other_type(e, level) for e in form), len(form)))
    return _told(meant[0])


def _other_type(error: ValidationError, level: int) -> bool:
    kinds = ValidationErrorKind.Enum | ValidationErrorKind.Constant | ValidationErrorKind.Type
    return isinstance(error.kind, kinds) and error.instance_path[level:] in (["type"], [])


@cache
def _validator(description: Description, schema: str) -> Draft202012Validator:
    return description.made(schema)


def _described(request: Request) -> Any:
    """Return a request's body as its schema sees it: a form's fields are its JSON part and its files."""
    if not isinstance(request.json, dict):
        return request.json
    body = {**json.loads(request.body), **dict.fromkeys(request.files, "")}
    message = body.get("data") or body
    for part in [body, *(message.get("attachments") or ()), message.get("message_reference") or {}]:
        # discord.py writes these identifiers as integers, which Discord takes though it describes strings.
        part.update(
            {name: str(value) for name, value in part.items() if name in _IDENTIFIERS and type(value) is int}
        )
    return body
