"""The protocol's types as the Swift sources declare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DECLARATION = re.compile(r"^package (struct|enum) (\w+)(?:: ([^{\n]*))? \{\n(.*?)^\}$", re.M | re.S)
PROPERTY = re.compile(r"^  package var `?(\w+)`?: ([^{\n]+)$", re.M)
WRITTEN = re.compile(r'^ +json\.(member|optionalMember)\("(\w+)", (.*)\)$', re.M)
UNION_CASE = re.compile(r"^  case `?\w+`?\((.*)\)$", re.M)
PLAIN_CASE = re.compile(r"^  case `?(\w+)`?(?: = (.*))?$", re.M)
STATIC_CASE = re.compile(r"^  package static let `?\w+`? = \w+\(rawValue: (.*)\)$", re.M)
TYPE_ALIAS = re.compile(r"^  package typealias (\w+) = (.*)$", re.M)
METHOD = re.compile(r'^  package static let method = "(.*)"$', re.M)


@dataclass
class Member:
    """A property that is written: always, or only where it has a value."""

    name: str
    # Its type; empty where it is computed.
    type: str
    always: bool
    # What it always is.
    constant: str | None = None


@dataclass
class Structure:
    name: str
    members: list[Member] = field(default_factory=list)


@dataclass
class Union:
    name: str
    alternatives: list[str]


@dataclass
class Enumeration:
    name: str
    values: list[str | int]


@dataclass
class Method:
    name: str
    method: str
    params: str
    result: str | None


Declaration = Structure | Union | Enumeration | Method


def literal(text: str) -> str | int:
    return text.strip('"') if text.startswith('"') else int(text)


def declared(kind: str, name: str, bases: str, body: str) -> Declaration | None:
    """One declaration; None for those that are neither."""
    if method := METHOD.search(body):
        aliases = dict(TYPE_ALIAS.findall(body))
        return Method(name, method[1], aliases["Params"], aliases.get("Result"))
    if kind == "enum" and (cases := UNION_CASE.findall(body)):
        return Union(name, cases)
    if kind == "enum" and bases.startswith(("Int", "String")):
        return Enumeration(name, [literal(value or f'"{case}"') for case, value in PLAIN_CASE.findall(body)])
    if values := STATIC_CASE.findall(body):
        return Enumeration(name, [literal(value) for value in values])
    properties = dict(PROPERTY.findall(body))
    written = WRITTEN.findall(body)
    if kind == "enum" or not written:
        return None
    members = [
        Member(name, properties.get(name, ""), how == "member", value.strip('"') if value.startswith('"') else None)
        for how, name, value in written
    ]
    return Structure(name, members)


def declarations(folder: Path) -> Iterator[Declaration]:
    """All declarations of the Swift files of a folder."""
    for path in sorted(folder.rglob("*.swift")):
        for found in DECLARATION.finditer(path.read_text("utf-8")):
            one = declared(*(part or "" for part in found.groups()))
            if one is not None:
                yield one
