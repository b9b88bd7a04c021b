"""The rows of lsp.md's table: for each method what announces it, what is asked, and what the answer must be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from .client import Client, Refusal
from .open import OPTIONS, Document, changes_of
from .texts import position

TEXT_DOCUMENT = "textDocument/"
Right = Callable[[object, "Case"], bool]
CONV, CONV_USE = '"/conv1/Conv_output_0"', '("/conv1/Conv_output_0")'


@dataclass
class Case:
    """What an assertion sees beside the answer."""

    client: Client
    document: Document
    answers: dict[str, object]

    def text(self, part: dict) -> str:
        return self.document.text.slice(part)


@dataclass(frozen=True)
class Row:
    """A method of the table."""

    announced: str
    method: str
    params: Callable[[Case], object]
    right: Right
    what: str = ""


def said(answer: object, *words: str) -> bool:
    """Whether an answer holds all the words somewhere."""
    whole = json.dumps(answer, ensure_ascii=False)
    return all(json.dumps(word, ensure_ascii=False)[1:-1] in whole for word in words)


def at(needle: str, after: int = 0, occurrence: int = 0, **more: object) -> Callable[[Case], object]:
    return lambda case: {**case.document.at(needle, after, occurrence), **more}


def about(**more: object) -> Callable[[Case], object]:
    return lambda case: {**case.document.identifier, **more}


def everything(case: Case) -> dict:
    return {"start": position(0, 0), "end": position(len(case.document.text.lines), 0)}


def over_all(**more: object) -> Callable[[Case], object]:
    return lambda case: {**case.document.identifier, "range": everything(case), **more}


def targets(answer: object, case: Case) -> list[str]:
    """The texts that an answer's locations are of, in this document."""
    found = answer if isinstance(answer, list) else [answer] if answer else []
    ranges = [one.get("targetSelectionRange") or one.get("range") for one in found]
    inside = [one.get("targetUri", one.get("uri")) == case.document.uri for one in found]
    return [case.text(part) if here else "" for part, here in zip(ranges, inside)]


def lines(answer: object) -> list[int]:
    found = answer if isinstance(answer, list) else [answer] if answer else []
    return [(one.get("targetSelectionRange") or one["range"])["start"]["line"] for one in found]


def goes_to(text: str, line: int) -> Right:
    """The line counts from 1, as in the sample."""
    return lambda answer, case: text in targets(answer, case)[0] and lines(answer) == [line - 1]


def definition(what: str, needle: str, after: int, occurrence: int, right: Right, name: str = "definition") -> Row:
    return Row(f"{name}Provider", f"{TEXT_DOCUMENT}{name}", at(needle, after, occurrence), right, what)


def items_of(answer: object) -> list[dict]:
    return answer["items"] if isinstance(answer, dict) else answer


def labels(answer: object) -> list[str]:
    return [one["label"] for one in items_of(answer)]


def highlights(answer: object, case: Case) -> bool:
    return len(answer) == 2 and {case.text(one["range"]).strip('"') for one in answer} == {"/conv1/Conv_output_0"}


def renamed(answer: object, case: Case) -> bool:
    edits = changes_of(answer, case.document.uri)
    return len(edits) == 2 and all("conv_out" in one["newText"] for one in edits)


def tokens_fit(data: list[int], case: Case) -> bool:
    """Whether the tokens lie in the text, in order, without overlap, and have types that were announced."""
    legend = case.client.conversation.announced["semanticTokensProvider"]["legend"]
    line = character = end = 0
    for down, right, length, kind, modifiers in zip(*[iter(data)] * 5):
        character = right if down else character + right
        line, end = line + down, 0 if down else end
        place, until = position(line, character), position(line, character + length)
        inside = character >= end and case.document.text.holds(place) and case.document.text.holds(until)
        if not inside or kind >= len(legend["tokenTypes"]) or modifiers >> len(legend["tokenModifiers"]):
            return False
        end = character + length
    return len(data) >= 5 * 30


def tokens(answer: object, case: Case) -> bool:
    return len(answer["data"]) % 5 == 0 and tokens_fit(answer["data"], case)


def symbol_names(found: list[dict]) -> list[str]:
    return [name for one in found for name in [one["name"], *symbol_names(one.get("children", []))]]


def symbols(answer: object, case: Case) -> bool:
    names = symbol_names(answer)
    return any("main_graph" in name for name in names) and any("ClippedRelu" in name for name in names)


def nested(answer: object, case: Case) -> bool:
    """Selections grow outwards."""
    part, sizes = answer[0], []
    while part:
        sizes.append(len(case.text(part["range"])))
        part = part.get("parent")
    return len(sizes) >= 3 and sizes == sorted(sizes)


def formats(answer: object, case: Case) -> bool:
    return bool(answer) and all(not one["newText"].strip() for one in answer)


def evaluations(answer: object, case: Case) -> bool:
    return any("evaluate" in str(one.get("command", {}).get("title", "")).lower() for one in answer)


def first(method: str) -> Callable[[Case], object]:
    """The first element of an earlier answer, as the parameters of what follows."""
    return lambda case: (case.answers[TEXT_DOCUMENT + method] or [{}])[0]


def in_order(answer: object, case: Case) -> bool:
    places = [(one["position"]["line"], one["position"]["character"]) for one in answer]
    return bool(places) and all(case.document.text.holds(one["position"]) for one in answer)


def call_item(case: Case) -> object:
    return {"item": case.answers[f"{TEXT_DOCUMENT}prepareCallHierarchy"][0]}


ROWS = (
    Row("diagnosticProvider", "textDocument/diagnostic", about(), lambda answer, case: said(answer, "G002", "cliped")),
    Row(
        "diagnosticProvider.workspaceDiagnostics",
        "workspace/diagnostic",
        lambda case: {"previousResultIds": []},
        lambda answer, case: said(answer, "G002", case.document.uri),
    ),
    definition("a value's use", CONV, 4, 1, goes_to("Conv_output_0", 11)),
    definition("a graph's input", "(image, ", 3, 0, goes_to("image", 7)),
    definition("an initializer", '"conv1.bias")', 4, 0, goes_to("conv1.bias", 9)),
    definition("a value from outside", "Relu (clipped)", 8, 0, goes_to("clipped", 13)),
    definition("a model-local function", "local.ClippedRelu", 10, 0, goes_to("ClippedRelu", 26)),
    definition("an attribute of a function", "@max", 2, 0, goes_to("max", 26)),
    definition("a file of weights", "weights.bin", 2, 0, lambda answer, case: said(answer, "weights.bin")),
    definition("an operator", "Conv <kernel", 2, 0, lambda answer, case: said(answer, "Conv") and bool(answer)),
    definition("a declaration", CONV, 4, 1, goes_to("Conv_output_0", 11), "declaration"),
    definition("a call's function", "clipped)", 2, 0, lambda answer, case: answer is not None, "typeDefinition"),
    Row(
        "referencesProvider",
        "textDocument/references",
        at("clipped =", 2, context={"includeDeclaration": True}),
        lambda answer, case: lines(answer) == [12, 15],
    ),
    Row("documentHighlightProvider", "textDocument/documentHighlight", at(CONV, 4), highlights),
    Row(
        "renameProvider.prepareProvider",
        "textDocument/prepareRename",
        at(CONV, 4),
        lambda answer, case: "Conv_output_0" in case.text(answer.get("range", answer)),
    ),
    Row("renameProvider", "textDocument/rename", at(CONV, 4, newName="conv_out"), renamed),
    Row(
        "renameProvider",
        "textDocument/rename",
        at("[N, 1", 1, newName="batch"),
        lambda answer, case: len(changes_of(answer, case.document.uri)) == 4,
        "a symbolic dimension",
    ),
    Row(
        "renameProvider",
        "textDocument/rename",
        at("clipped =", 2, newName="image"),
        lambda answer, case: isinstance(answer, Refusal),
        "a name that is taken",
    ),
    Row(
        "hoverProvider",
        "textDocument/hover",
        at("Conv <kernel", 1),
        lambda answer, case: said(answer, "Conv", "22", "kernel") and answer["contents"]["kind"] == "markdown",
        "an operator",
    ),
    Row(
        "hoverProvider",
        "textDocument/hover",
        at(CONV, 4, 1),
        lambda answer, case: said(answer, "float[N, 8, 26, 26]"),
        "a value",
    ),
    Row(
        "hoverProvider",
        "textDocument/hover",
        at("conv1.bias", 2),
        lambda answer, case: said(answer, "float[8]"),
        "a tensor",
    ),
    Row("hoverProvider", "textDocument/hover", at("cliped", 2), lambda answer, case: said(answer, "G002"), "a finding"),
    Row(
        "hoverProvider",
        "textDocument/hover",
        at('"owner"', 2),
        lambda answer, case: said(answer, "owner"),
        "a meta field",
    ),
    Row(
        "completionProvider",
        "textDocument/completion",
        at("Relu (clipped", 2),
        lambda answer, case: "Relu" in labels(answer),
        "operators",
    ),
    Row(
        "completionProvider",
        "textDocument/completion",
        at("(clipped)", 1),
        lambda answer, case: "clipped" in labels(answer) and "Relu" not in labels(answer),
        "values in scope",
    ),
    Row(
        "completionProvider",
        "textDocument/completion",
        at("kernel_shape", 0),
        lambda answer, case: any("strides" in one for one in labels(answer)),
        "attributes",
    ),
    Row(
        "completionProvider",
        "textDocument/completion",
        at("float[8] ", 2),
        lambda answer, case: any("float" in one for one in labels(answer)),
        "types",
    ),
    Row(
        "completionProvider",
        "textDocument/completion",
        at("producer_name", 1),
        lambda answer, case: any("producer_version" in one for one in labels(answer)),
        "keys of the header",
    ),
    Row(
        "completionProvider.resolveProvider",
        "completionItem/resolve",
        lambda case: next(one for one in items_of(case.answers["operators"]) if one["label"] == "Relu"),
        lambda answer, case: answer["label"] == "Relu" and said(answer, "documentation"),
    ),
    Row(
        "signatureHelpProvider",
        "textDocument/signatureHelp",
        at('"conv1.weight", "conv1', 3),
        lambda answer, case: answer.get("activeParameter", answer["signatures"][0].get("activeParameter")) == 1,
    ),
    Row(
        "inlayHintProvider",
        "textDocument/inlayHint",
        over_all(),
        lambda answer, case: in_order(answer, case) and said(answer, "26"),
    ),
    Row("codeLensProvider", "textDocument/codeLens", about(), evaluations),
    Row(
        "codeLensProvider.resolveProvider",
        "codeLens/resolve",
        first("codeLens"),
        lambda answer, case: "command" in answer,
    ),
    Row(
        "codeActionProvider",
        "textDocument/codeAction",
        lambda case: {
            **case.document.identifier,
            "range": case.document.text.range_of("cliped"),
            "context": {"diagnostics": case.document.pulled()},
        },
        lambda answer, case: any(one.get("kind", "").startswith("quickfix") for one in answer),
        "a fix",
    ),
    Row(
        "codeActionProvider",
        "textDocument/codeAction",
        lambda case: {
            **case.document.identifier,
            "range": case.document.text.range_of("clipped ="),
            "context": {"diagnostics": [], "only": ["refactor"]},
        },
        lambda answer, case: bool(answer) and all(one["kind"].startswith("refactor") for one in answer),
        "refactorings",
    ),
    Row("semanticTokensProvider.full", "textDocument/semanticTokens/full", about(), tokens),
    Row(
        "semanticTokensProvider.full.delta",
        "textDocument/semanticTokens/full/delta",
        lambda case: {
            **case.document.identifier,
            "previousResultId": case.answers["textDocument/semanticTokens/full"]["resultId"],
        },
        lambda answer, case: answer.get("edits") == [],
    ),
    Row("semanticTokensProvider.range", "textDocument/semanticTokens/range", over_all(), tokens),
    Row("documentSymbolProvider", "textDocument/documentSymbol", about(), symbols),
    Row(
        "workspaceSymbolProvider",
        "workspace/symbol",
        lambda case: {"query": "clipped"},
        lambda answer, case: said(answer, "lipped", case.document.uri),
    ),
    Row(
        "workspaceSymbolProvider",
        "workspace/symbol",
        lambda case: {"query": "owner:vision"},
        lambda answer, case: said(answer, "Conv"),
        "by a meta field",
    ),
    Row(
        "foldingRangeProvider",
        "textDocument/foldingRange",
        about(),
        lambda answer, case: {10, 15, 25} <= {one["startLine"] for one in answer} or len(answer) >= 4,
    ),
    Row(
        "selectionRangeProvider",
        "textDocument/selectionRange",
        lambda case: {**case.document.identifier, "positions": [case.document.text.find("(clipped)", 3)]},
        nested,
    ),
    Row(
        "callHierarchyProvider",
        "textDocument/prepareCallHierarchy",
        at("local.ClippedRelu", 2),
        lambda answer, case: len(answer) == 1,
    ),
    Row("callHierarchyProvider", "callHierarchy/incomingCalls", call_item, lambda answer, case: said(answer, "Conv")),
    Row("callHierarchyProvider", "callHierarchy/outgoingCalls", call_item, lambda answer, case: len(answer) >= 1),
    Row("documentFormattingProvider", "textDocument/formatting", about(options=OPTIONS), formats),
    Row("documentRangeFormattingProvider", "textDocument/rangeFormatting", over_all(options=OPTIONS), formats),
    Row(
        "documentOnTypeFormattingProvider",
        "textDocument/onTypeFormatting",
        lambda case: {**case.document.at("logits = Flatten"), "ch": "\n", "options": OPTIONS},
        lambda answer, case: answer is None or all(not one["newText"].strip() for one in answer),
    ),
    Row(
        "documentLinkProvider",
        "textDocument/documentLink",
        about(),
        lambda answer, case: any(case.text(one["range"]).strip('"') == "weights.bin" for one in answer),
    ),
    Row(
        "executeCommandProvider",
        "workspace/executeCommand",
        lambda case: {"command": "graven.evaluateAll", "arguments": [case.document.uri]},
        lambda answer, case: True,
    ),
    Row(
        "workspace.textDocumentContent",
        "workspace/textDocumentContent",
        lambda case: {"uri": "graven-op:Conv@22"},
        lambda answer, case: said(answer, "Conv", "strides"),
    ),
)
