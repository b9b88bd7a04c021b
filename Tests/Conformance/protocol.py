#!/usr/bin/env python3
"""The language server's types are those of the protocol: every structure, enumeration and method that the Swift sources
declare is compared with lsprotocol's of the same name, property by property.
"""

from __future__ import annotations

import collections.abc
import enum
import re
import types
import typing
from pathlib import Path

import attrs
from lsprotocol import converters
from lsprotocol import types as lsp
from peers.figure import Figure, finish
from peers.swift_types import Declaration, Enumeration, Member, Method, Structure, Union, declarations

SOURCES = Path(__file__).resolve().parents[2] / "Sources" / "LanguageServerProtocol"
# Swift's names for several structures that are the same, or that are told apart by what they lack.
SAME = {
    "TextRange": ["Range"],
    "RefreshCapabilities": [
        "SemanticTokensWorkspaceClientCapabilities",
        "CodeLensWorkspaceClientCapabilities",
        "InlayHintWorkspaceClientCapabilities",
        "DiagnosticWorkspaceClientCapabilities",
    ],
    "DynamicRegistrationCapabilities": [
        "ReferenceClientCapabilities",
        "DocumentHighlightClientCapabilities",
        "DocumentFormattingClientCapabilities",
        "DocumentRangeFormattingClientCapabilities",
        "DocumentOnTypeFormattingClientCapabilities",
        "SelectionRangeClientCapabilities",
        "CallHierarchyClientCapabilities",
        "DidChangeConfigurationClientCapabilities",
        "ExecuteCommandClientCapabilities",
        "TextDocumentContentClientCapabilities",
    ],
    "DefinitionClientCapabilities": [
        "DefinitionClientCapabilities",
        "DeclarationClientCapabilities",
        "TypeDefinitionClientCapabilities",
    ],
    "SemanticTokensFullDelta": ["SemanticTokensFullDelta", "ClientSemanticTokensRequestFullDelta"],
    "ResolveSupport": [
        "ClientCompletionItemResolveOptions",
        "ClientInlayHintResolveOptions",
        "ClientCodeLensResolveOptions",
        "ClientCodeActionResolveOptions",
    ],
}
EITHER = {
    "TextDocumentContentChangeEvent": ["TextDocumentContentChangePartial", "TextDocumentContentChangeWholeDocument"],
    "DocumentFilter": ["TextDocumentFilterLanguage", "TextDocumentFilterScheme", "TextDocumentFilterPattern"],
    "AnnotatedTextEdit": ["TextEdit", "AnnotatedTextEdit"],
}
# What may be null and may be missing as well.
NULL_OR_MISSING = {"rootPath", "workspaceFolders", "activeParameter"}
PLAIN = {"Int": (int,), "String": (str,), "Bool": (bool,)}
NAMES = {"ErrorCode": ("ErrorCodes", "LSPErrorCodes")}
OWN = re.compile(r"graven/")
OWN_TYPES = {"OpenModelParams", "OpenModelResult", "SaveModelParams", "SaveModelResult"}


def property_name(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def properties(peer: type) -> dict[str, attrs.Attribute]:
    """The peer's properties under the protocol's names."""
    return {property_name(one.name): one for one in attrs.fields(peer)}


def is_written_always(peer: type, one: attrs.Attribute) -> bool:
    """Required, or null where there is nothing, or a constant that tells structures apart."""
    constant = one.default is not attrs.NOTHING and one.default is not None
    is_null = lsp.is_special_property(peer, one.name) and property_name(one.name) not in NULL_OR_MISSING
    return one.default is attrs.NOTHING or constant or is_null


class Comparison:
    """What Swift declares, beside lsprotocol."""

    def __init__(self, declared: list[Declaration]) -> None:
        self.declared = {one.name: one for one in declared}

    def fits(self, swift: str, peer: object) -> bool:
        """Whether every value of a Swift type is one of the peer's."""
        alternatives = [one for one in flat(peer) if one is not type(None)]
        swift = swift.removesuffix("?")
        if swift == "JSONValue" or any(one in (lsp.LSPAny, lsp.LSPObject, typing.Any, object) for one in alternatives):
            return True
        if mapping := re.fullmatch(r"\[String: (.*)\]", swift):
            arguments = [typing.get_args(one) for one in alternatives if origin(one) is collections.abc.Mapping]
            return any(self.fits(mapping[1], one[1]) for one in arguments)
        if swift.startswith("["):
            arguments = [typing.get_args(one) for one in alternatives if origin(one) is collections.abc.Sequence]
            return any(self.fits(swift[1:-1], one[0]) for one in arguments)
        if swift in ("IntegerOrString", "RequestID", "ProgressToken"):
            return {int, str} <= set(alternatives)
        if swift == "Empty":
            return not alternatives or any(attrs.has(one) and not attrs.fields(one) for one in alternatives)
        declared = self.declared.get(swift)
        if isinstance(declared, Union):
            return all(self.fits(one, peer) for one in declared.alternatives if ": Int" not in one)
        if isinstance(declared, Enumeration) and {type(value) for value in declared.values} & set(alternatives):
            return True
        return any(self.is_same(swift, one) for one in alternatives)

    def is_same(self, swift: str, peer: object) -> bool:
        if swift in PLAIN:
            return peer in PLAIN[swift] or (isinstance(peer, type) and issubclass(peer, enum.Enum) and swift == "Int")
        return isinstance(peer, type) and peer.__name__ in [swift, *SAME.get(swift, []), *EITHER.get(swift, [])]

    def member(self, member: Member, peer: type, is_either: bool) -> str:
        """What is wrong with a property; empty when it is right."""
        theirs = properties(peer).get(member.name)
        if theirs is None:
            return "" if is_either else f"{member.name} is not in {peer.__name__}"
        if member.always != is_written_always(peer, theirs) and not is_either:
            return f"{member.name} is {'not ' if member.always else ''}required"
        if member.constant is not None:
            return "" if theirs.default == member.constant else f"{member.name} is {theirs.default}"
        if not member.type or self.fits(member.type, theirs.type):
            return ""
        return f"{member.name}: {member.type} for {theirs.type}"

    def structure(self, one: Structure) -> str:
        names = EITHER.get(one.name) or SAME.get(one.name) or [one.name]
        peers = [getattr(lsp, name, None) for name in names]
        if None in peers:
            return "not in lsprotocol"
        faults = [self.member(member, peer, one.name in EITHER) for member in one.members for peer in peers]
        known = {member.name for member in one.members}
        for peer in peers:
            for name, theirs in properties(peer).items():
                if name not in known and is_written_always(peer, theirs):
                    faults.append(f"{name} is missing")
        if one.name in EITHER:
            theirs = set().union(*(properties(peer) for peer in peers))
            faults += [f"{name} is in none" for name in known - theirs]
        return "; ".join(fault for fault in faults if fault)

    def enumeration(self, one: Enumeration) -> str:
        peers = [getattr(lsp, name, None) for name in NAMES.get(one.name, (one.name,))]
        if None in peers:
            return "not in lsprotocol"
        values = {value.value for peer in peers for value in peer}
        return "; ".join(f"no value {value}" for value in one.values if value not in values)

    def method(self, one: Method) -> str:
        if one.method not in lsp.METHOD_TO_TYPES:
            return "not in lsprotocol"
        message, response, *_ = lsp.METHOD_TO_TYPES[one.method]
        faults = []
        if message.__name__ != one.name and one.name not in (message.__name__, message.__name__ + "Request"):
            faults.append(f"its name is {message.__name__}")
        if not self.fits(one.params, properties(message)["params"].type):
            faults.append(f"takes {properties(message)['params'].type}")
        if (one.result is None) != (response is None):
            faults.append("request or notification")
        elif response is not None and not self.fits(one.result, properties(response)["result"].type):
            faults.append(f"answers {properties(response)['result'].type}")
        return "; ".join(faults)


def flat(peer: object) -> list[object]:
    """The alternatives of a union, also of one inside it."""
    if origin(peer) in (typing.Union, types.UnionType):
        return [alternative for one in typing.get_args(peer) for alternative in flat(one)]
    return [type(None) if peer is None else peer]


def origin(peer: object) -> object:
    return typing.get_origin(peer)


def main() -> None:
    converters.get_converter()  # Resolves the names in lsprotocol's annotations.
    structures = Figure("protocol: structures and enumerations are lsprotocol's")
    methods = Figure("protocol: methods are lsprotocol's")
    declared = list(declarations(SOURCES))
    comparison = Comparison(declared)
    for one in declared:
        if isinstance(one, Method):
            if OWN.match(one.method):
                methods.leave_out("methods that are Graven's own")
            else:
                why = comparison.method(one)
                methods.check(not why, one.name, why)
        elif one.name in OWN_TYPES:
            structures.leave_out("structures that are Graven's own")
        elif isinstance(one, Structure | Enumeration):
            why = comparison.structure(one) if isinstance(one, Structure) else comparison.enumeration(one)
            structures.check(not why, one.name, why)
    finish(structures, methods)


if __name__ == "__main__":
    main()
