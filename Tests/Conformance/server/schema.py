"""Strict validity of LSP messages, by the types of `lsprotocol`.

lsprotocol's own converter lets unknown properties and nulls pass; here every property must be declared, have a value
of its type, and be absent where it has none. Checks are made once for each type, and are plain functions from then on.
"""

from __future__ import annotations

import collections.abc
import enum
import types
import typing
from collections.abc import Callable, Iterator, Mapping

import attrs
from lsprotocol import converters
from lsprotocol import types as lsp

converters.get_converter()  # resolves the names of types in annotations

Check = Callable[[object, str], Iterator[str]]
UNIONS = (typing.Union, types.UnionType)
LARGEST_UNSIGNED = 2**31 - 1
# Ours: requests that LSP does not have, with the properties that their results must have.
EXTENSIONS = {"graven/openModel": {"text", "version"}, "graven/saveModel": {"saved", "diagnostics"}}


def property_name(attribute: str) -> str:
    """The protocol's name of an attribute: `text_document_` is `textDocument`."""
    first, *rest = attribute.strip("_").split("_")
    return first + "".join(word.title() for word in rest)


def anything(value: object, path: str) -> Iterator[str]:
    return iter(())


def primitive(fits: Callable[[object], bool], name: str) -> Check:
    def check(value: object, path: str) -> Iterator[str]:
        if not fits(value):
            yield f"{path}: {value!r:.60} is no {name}"

    return check


def is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


PRIMITIVES: dict[object, Check] = {
    bool: primitive(lambda value: isinstance(value, bool), "boolean"),
    int: primitive(is_integer, "integer"),
    float: primitive(lambda value: is_integer(value) or isinstance(value, float), "number"),
    str: primitive(lambda value: isinstance(value, str), "string"),
    type(None): primitive(lambda value: value is None, "null"),
}
UNSIGNED = primitive(lambda value: is_integer(value) and 0 <= value <= LARGEST_UNSIGNED, "unsigned integer")


class Schema:
    """Checks of types, made when they are first asked for."""

    def __init__(self) -> None:
        self._checks: dict[object, Check] = dict(PRIMITIVES)

    def check(self, kind: object) -> Check:
        """The check of a type; types refer to themselves, so a placeholder stands while it is made."""
        if kind not in self._checks:
            self._checks[kind] = lambda value, path: self._checks[kind](value, path)
            self._checks[kind] = self._made(kind)
        return self._checks[kind]

    def _made(self, kind: object) -> Check:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if kind in (typing.Any, object, lsp.LSPAny, lsp.LSPObject) or typing.Any in arguments and origin in UNIONS:
            return anything
        if origin in UNIONS:
            return self._union(arguments)
        if origin is typing.Literal:
            return primitive(lambda value: value in arguments, " or ".join(map(repr, arguments)))
        if origin is tuple and arguments[-1] is not Ellipsis:
            return self._tuple(arguments)
        if origin in (list, tuple, collections.abc.Sequence):
            return self._array(arguments[0])
        if origin in (dict, collections.abc.Mapping):
            return self._map(arguments[1])
        if isinstance(kind, type) and attrs.has(kind):
            return self._structure(kind)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            values = [member.value for member in kind]
            return primitive(lambda value: not isinstance(value, bool) and value in values, kind.__name__)
        raise TypeError(f"no check for {kind}")

    def _union(self, alternatives: tuple[object, ...]) -> Check:
        checks = [self.check(one) for one in alternatives]

        def check(value: object, path: str) -> Iterator[str]:
            complaints = []
            for one in checks:
                found = list(one(value, path))
                if not found:
                    return
                complaints.append(found)
            # The alternative that fits best says most: deep complaints are of the right kind.
            yield from max(complaints, key=lambda found: (max(len(text.split(":")[0]) for text in found), -len(found)))

        return check

    def _tuple(self, members: tuple[object, ...]) -> Check:
        checks = [self.check(one) for one in members]

        def check(value: object, path: str) -> Iterator[str]:
            if not isinstance(value, list) or len(value) != len(checks):
                yield f"{path}: {value!r:.60} is no array of {len(checks)}"
                return
            for index, (one, member) in enumerate(zip(checks, value)):
                yield from one(member, f"{path}[{index}]")

        return check

    def _array(self, element: object) -> Check:
        inner = self.check(element)

        def check(value: object, path: str) -> Iterator[str]:
            if not isinstance(value, list):
                yield f"{path}: {value!r:.60} is no array"
                return
            for index, member in enumerate(value):
                yield from inner(member, f"{path}[{index}]")

        return check

    def _map(self, element: object) -> Check:
        inner = self.check(element)

        def check(value: object, path: str) -> Iterator[str]:
            if not isinstance(value, dict):
                yield f"{path}: {value!r:.60} is no object"
                return
            for key, member in value.items():
                yield from inner(member, f"{path}[{key!r}]")

        return check

    def _structure(self, kind: type) -> Check:
        properties = {property_name(field.name): self._property(kind, field) for field in attrs.fields(kind)}
        required = [property_name(field.name) for field in attrs.fields(kind) if field.default is attrs.NOTHING]

        def check(value: object, path: str) -> Iterator[str]:
            if not isinstance(value, dict):
                yield f"{path}: {value!r:.60} is no {kind.__name__}"
                return
            for name in required:
                if name not in value:
                    yield f"{path}: {kind.__name__} lacks {name}"
            for name, member in value.items():
                if name not in properties:
                    yield f"{path}.{name}: {kind.__name__} has no such property"
                else:
                    yield from properties[name](member, f"{path}.{name}")

        return check

    def _property(self, structure: type, field: attrs.Attribute) -> Check:
        inner = UNSIGNED if "uinteger" in repr(field.validator) else self.check(field.type)
        optional = field.default is None and type(None) in typing.get_args(field.type)
        null_allowed = not optional or lsp.is_special_property(structure, field.name)

        def check(value: object, path: str) -> Iterator[str]:
            if value is not None or not optional:
                yield from inner(value, path)
            elif not null_allowed:
                yield f"{path}: null, where the property is to be absent"

        return check


SCHEMA = Schema()


def message_errors(message: Mapping[str, object], asked: str | None = None) -> list[str]:
    """What is wrong with a message; `asked` is the method of the request that a response answers."""
    wrong = [] if message.get("jsonrpc") == "2.0" else ["jsonrpc is not 2.0"]
    method = message.get("method")
    if method is not None:
        known = lsp.METHOD_TO_TYPES.get(method)
        if known is None:
            return wrong + ([] if method in EXTENSIONS or method.startswith("$/") else [f"{method} is no method"])
        return wrong + list(SCHEMA.check(known[0])(message, method))
    wrong += [f"a response has no {name}" for name in message.keys() - {"jsonrpc", "id", "result", "error"}]
    if ("result" in message) == ("error" in message):
        wrong.append(f"a response has one of result and error: {str(message)[:80]}")
    if "error" in message:
        return wrong + list(SCHEMA.check(lsp.ResponseError)(message["error"], f"{asked} error"))
    return wrong + result_errors(asked, message.get("result"))


def result_errors(asked: str | None, result: object) -> list[str]:
    """What is wrong with a result."""
    if asked in EXTENSIONS:
        missing = EXTENSIONS[asked] - (result.keys() if isinstance(result, dict) else set())
        return [f"{asked} result lacks {name}" for name in sorted(missing)]
    known = lsp.METHOD_TO_TYPES.get(asked)
    if known is None or known[1] is None:
        return [f"a result of {asked}, which has none"] if known else []
    return list(SCHEMA.check(attrs.fields_dict(known[1])["result"].type)(result, f"{asked} result"))
