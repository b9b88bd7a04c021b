"""What a client did not say it can do, it must not get: one check for each method whose answers depend on that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce

Tree = Mapping[str, object]


def capability(capabilities: Tree, path: str) -> object:
    """What stands at a dotted path; `None` where something on the way is missing."""
    found = reduce(lambda part, key: part.get(key) if isinstance(part, dict) else None, path.split("."), capabilities)
    return True if found == {} else found


def items(result: object, name: str = "items") -> list[Tree]:
    """The elements of an answer that is an array, an object with one, one element, or null."""
    if isinstance(result, dict):
        result = result.get(name, [result])
    return [one for one in result or [] if isinstance(one, dict)]


def diagnostics(found: list[Tree], client: Tree, where: str) -> Iterator[str]:
    """Parts of diagnostics that only some clients know."""
    allowed = capability(client, f"{where}.tagSupport.valueSet") or []
    for one in found:
        if "codeDescription" in one and not capability(client, f"{where}.codeDescriptionSupport"):
            yield "codeDescription"
        if "relatedInformation" in one and not capability(client, f"{where}.relatedInformation"):
            yield "relatedInformation"
        if "data" in one and not capability(client, f"{where}.dataSupport"):
            yield "data of a diagnostic"
        if any(tag not in allowed for tag in one.get("tags", [])):
            yield f"tags {one['tags']}"


def published(params: Tree, client: Tree) -> Iterator[str]:
    where = "textDocument.publishDiagnostics"
    if "version" in params and not capability(client, f"{where}.versionSupport"):
        yield "a version"
    yield from diagnostics(params.get("diagnostics", []), client, where)


def links(name: str) -> Callable[[object, Tree, Tree], Iterator[str]]:
    def check(result: object, client: Tree, server: Tree) -> Iterator[str]:
        if any("targetUri" in one for one in items(result)):
            if not capability(client, f"textDocument.{name}.linkSupport"):
                yield "links of locations"

    return check


def markup(content: object, allowed: object) -> bool:
    """Whether a text may be written as it is; without a format a string is all that is allowed."""
    return not isinstance(content, dict) or content.get("kind") in (allowed or [])


def hover(result: object, client: Tree, server: Tree) -> Iterator[str]:
    allowed = capability(client, "textDocument.hover.contentFormat") or ["plaintext", "markdown"]
    if isinstance(result, dict) and not markup(result.get("contents"), allowed):
        yield f"contents of kind {result['contents'].get('kind')}"


def completion(result: object, client: Tree, server: Tree) -> Iterator[str]:
    where = "textDocument.completion.completionItem"
    lazy = capability(client, f"{where}.resolveSupport.properties") or []
    for one in items(result):
        yield from completion_item(one, client, server)
        if lazy and "additionalTextEdits" in lazy and not one.get("label"):
            yield "an item without a label"


def completion_item(one: object, client: Tree, server: Tree) -> Iterator[str]:
    where = "textDocument.completion.completionItem"
    if not isinstance(one, dict):
        return
    if one.get("insertTextFormat") == 2 and not capability(client, f"{where}.snippetSupport"):
        yield f"a snippet: {one['label']}"
    if not markup(one.get("documentation"), capability(client, f"{where}.documentationFormat")):
        yield f"documentation of kind {one['documentation'].get('kind')}"
    if "labelDetails" in one and not capability(client, f"{where}.labelDetailsSupport"):
        yield "labelDetails"
    if "replace" in (one.get("textEdit") or {}) and not capability(client, f"{where}.insertReplaceSupport"):
        yield "an edit with insert and replace"
    if one.get("deprecated") and not capability(client, f"{where}.deprecatedSupport"):
        yield "deprecated"
    if "tags" in one and not capability(client, f"{where}.tagSupport"):
        yield "tags"


def signatures(result: object, client: Tree, server: Tree) -> Iterator[str]:
    where = "textDocument.signatureHelp.signatureInformation"
    allowed = capability(client, f"{where}.documentationFormat")
    for one in items(result, "signatures"):
        if not markup(one.get("documentation"), allowed):
            yield "documentation of a signature"
        for parameter in one.get("parameters", []):
            if isinstance(parameter["label"], list):
                if not capability(client, f"{where}.parameterInformation.labelOffsetSupport"):
                    yield "labels as offsets"
            if not markup(parameter.get("documentation"), allowed):
                yield "documentation of a parameter"
        if "activeParameter" in one and not capability(client, f"{where}.activeParameterSupport"):
            yield "activeParameter of a signature"


def symbols(result: object, client: Tree, server: Tree) -> Iterator[str]:
    if any("selectionRange" in one for one in items(result)):
        if not capability(client, "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"):
            yield "symbols in symbols"


def workspace_edit(edit: object, client: Tree) -> Iterator[str]:
    """A client without `documentChanges` takes `changes` only; files are made only where it says so."""
    if not isinstance(edit, dict):
        return
    if "documentChanges" in edit and not capability(client, "workspace.workspaceEdit.documentChanges"):
        yield "documentChanges"
    allowed = capability(client, "workspace.workspaceEdit.resourceOperations") or []
    kinds = [one["kind"] for one in edit.get("documentChanges", []) if "kind" in one]
    yield from (f"{kind} of a file" for kind in kinds if kind not in allowed)
    if "changeAnnotations" in edit and not capability(client, "workspace.workspaceEdit.changeAnnotationSupport"):
        yield "changeAnnotations"


def rename(result: object, client: Tree, server: Tree) -> Iterator[str]:
    yield from workspace_edit(result, client)


def actions(result: object, client: Tree, server: Tree) -> Iterator[str]:
    where = "textDocument.codeAction"
    for one in items(result):
        if isinstance(one.get("command"), str):
            continue
        if not capability(client, f"{where}.codeActionLiteralSupport"):
            yield "a code action, not a command"
        for name in ("isPreferred", "disabled", "data"):
            if name in one and not capability(client, f"{where}.{name}Support"):
                yield name
        yield from workspace_edit(one.get("edit"), client)
        yield from command(one.get("command"), server)
        kinds = capability(server, "codeActionProvider.codeActionKinds")
        if isinstance(kinds, list) and "kind" in one and not any(one["kind"].startswith(kind) for kind in kinds):
            yield f"kind {one['kind']}, which is not announced"


def lenses(result: object, client: Tree, server: Tree) -> Iterator[str]:
    for one in items(result):
        yield from command(one.get("command"), server)


def command(found: object, server: Tree) -> Iterator[str]:
    """A command is the server's own and announced, or none: a title alone has an empty name."""
    announced = capability(server, "executeCommandProvider.commands") or []
    if isinstance(found, dict) and found["command"] and found["command"] not in announced:
        yield f"command {found['command']}, which is not announced"


def initialized(result: object, client: Tree, server: Tree) -> Iterator[str]:
    offered = ["utf-16", *(capability(client, "general.positionEncodings") or [])]
    chosen = (result or {}).get("capabilities", {}).get("positionEncoding", "utf-16")
    if chosen not in offered:
        yield f"positions in {chosen}, which was not offered"


def pulled(result: object, client: Tree, server: Tree) -> Iterator[str]:
    yield from diagnostics(items(result) if isinstance(result, dict) else [], client, "textDocument.diagnostic")


def hints(result: object, client: Tree, server: Tree) -> Iterator[str]:
    for one in items(result):
        if not one.get("label"):
            yield "a hint without a text"


NOTIFICATIONS = {
    "textDocument/publishDiagnostics": published,
    "workspace/applyEdit": lambda params, client: workspace_edit(params.get("edit"), client),
}
RESULTS = {
    "initialize": initialized,
    "textDocument/definition": links("definition"),
    "textDocument/declaration": links("declaration"),
    "textDocument/typeDefinition": links("typeDefinition"),
    "textDocument/hover": hover,
    "textDocument/completion": completion,
    "completionItem/resolve": completion_item,
    "textDocument/signatureHelp": signatures,
    "textDocument/documentSymbol": symbols,
    "textDocument/rename": rename,
    "textDocument/codeAction": actions,
    "textDocument/codeLens": lenses,
    "textDocument/inlayHint": hints,
    "textDocument/diagnostic": pulled,
}
