"""What the tests' client says it can do: everything, or next to nothing."""

from __future__ import annotations

import copy

from lsprotocol import types as lsp


def values(kind: type) -> list:
    return [member.value for member in kind]


KINDS = [
    "",
    "quickfix",
    "refactor",
    "refactor.extract",
    "refactor.inline",
    "refactor.rewrite",
    "source",
    "source.fixAll",
]
PLAIN = {"dynamicRegistration": True}
LINKS = {"dynamicRegistration": True, "linkSupport": True}
REFRESH = {"refreshSupport": True}
MARKUP = ["markdown", "plaintext"]
DIAGNOSTICS = {
    "relatedInformation": True,
    "tagSupport": {"valueSet": [1, 2]},
    "codeDescriptionSupport": True,
    "dataSupport": True,
}
COMPLETION_ITEM = {
    "snippetSupport": True,
    "commitCharactersSupport": True,
    "documentationFormat": MARKUP,
    "deprecatedSupport": True,
    "preselectSupport": True,
    "tagSupport": {"valueSet": [1]},
    "insertReplaceSupport": True,
    "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
    "insertTextModeSupport": {"valueSet": [1, 2]},
    "labelDetailsSupport": True,
}
FULL = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"], "markdown": {"parser": "commonmark"}},
    "window": {
        "workDoneProgress": True,
        "showMessage": {"messageActionItem": {"additionalPropertiesSupport": True}},
        "showDocument": {"support": True},
    },
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "failureHandling": "transactional",
            "changeAnnotationSupport": {"groupsOnLabel": True},
        },
        "didChangeConfiguration": PLAIN,
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "symbol": {"dynamicRegistration": True, "symbolKind": {"valueSet": values(lsp.SymbolKind)}},
        "executeCommand": PLAIN,
        "workspaceFolders": True,
        "configuration": True,
        "semanticTokens": REFRESH,
        "codeLens": REFRESH,
        "inlayHint": REFRESH,
        "diagnostics": REFRESH,
        "foldingRange": REFRESH,
        "textDocumentContent": PLAIN,
    },
    "textDocument": {
        "synchronization": {"dynamicRegistration": True, "willSave": True, "willSaveWaitUntil": True, "didSave": True},
        "completion": {
            "dynamicRegistration": True,
            "completionItem": COMPLETION_ITEM,
            "completionItemKind": {"valueSet": values(lsp.CompletionItemKind)},
            "contextSupport": True,
            "completionList": {"itemDefaults": ["editRange", "insertTextFormat", "data"]},
        },
        "hover": {"dynamicRegistration": True, "contentFormat": MARKUP},
        "signatureHelp": {
            "dynamicRegistration": True,
            "signatureInformation": {
                "documentationFormat": MARKUP,
                "parameterInformation": {"labelOffsetSupport": True},
                "activeParameterSupport": True,
            },
            "contextSupport": True,
        },
        "declaration": LINKS,
        "definition": LINKS,
        "typeDefinition": LINKS,
        "references": PLAIN,
        "documentHighlight": PLAIN,
        "documentSymbol": {
            "dynamicRegistration": True,
            "symbolKind": {"valueSet": values(lsp.SymbolKind)},
            "hierarchicalDocumentSymbolSupport": True,
            "tagSupport": {"valueSet": [1]},
            "labelSupport": True,
        },
        "codeAction": {
            "dynamicRegistration": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": KINDS}},
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "codeLens": PLAIN,
        "documentLink": {"dynamicRegistration": True, "tooltipSupport": True},
        "formatting": PLAIN,
        "rangeFormatting": PLAIN,
        "onTypeFormatting": PLAIN,
        "rename": {"dynamicRegistration": True, "prepareSupport": True, "prepareSupportDefaultBehavior": 1},
        "foldingRange": {
            "dynamicRegistration": True,
            "lineFoldingOnly": False,
            "foldingRangeKind": {"valueSet": ["comment", "imports", "region"]},
        },
        "selectionRange": PLAIN,
        "publishDiagnostics": {**DIAGNOSTICS, "versionSupport": True},
        "callHierarchy": PLAIN,
        "semanticTokens": {
            "dynamicRegistration": True,
            "requests": {"range": True, "full": {"delta": True}},
            "tokenTypes": values(lsp.SemanticTokenTypes),
            "tokenModifiers": values(lsp.SemanticTokenModifiers),
            "formats": ["relative"],
            "overlappingTokenSupport": False,
            "multilineTokenSupport": True,
        },
        "inlayHint": {"dynamicRegistration": True, "resolveSupport": {"properties": ["tooltip"]}},
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": True, **DIAGNOSTICS},
    },
}
# Publishes only: nothing optional, columns in UTF-16.
BARE = {"textDocument": {"publishDiagnostics": {}}}


def without(*paths: str, encodings: list[str] | None = None) -> dict:
    """Everything but the capabilities at some dotted paths."""
    made = copy.deepcopy(FULL)
    for path in paths:
        *folders, last = path.split(".")
        part = made
        for name in folders:
            part = part[name]
        part.pop(last, None)
    if encodings is not None:
        made["general"]["positionEncodings"] = encodings
    return made
