"""A document that the tests' client has open: its text, its version, and what the server found in it."""

from __future__ import annotations

from pathlib import Path

from .client import LIMIT, Client
from .texts import Range, Text, overlap

PUSH = "textDocument/publishDiagnostics"
OPTIONS = {"tabSize": 2, "insertSpaces": True}


class Document:
    """Opens itself; edits go to the server and into `text`."""

    def __init__(self, client: Client, path: Path, text: str, version: int = 1) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.version = version
        encoding = client.conversation.announced.get("positionEncoding", "utf-16")
        self.text = Text.of(text, encoding)
        self.mark = client.mark
        item = {"uri": self.uri, "languageId": "onnx-text", "version": version, "text": text}
        client.notify("textDocument/didOpen", {"textDocument": item})

    @property
    def identifier(self) -> dict:
        return {"textDocument": {"uri": self.uri}}

    def at(self, needle: str, after: int = 0, occurrence: int = 0) -> dict:
        """Parameters about a place: `after` characters into a text."""
        return {**self.identifier, "position": self.text.find(needle, after, occurrence)}

    # Edits

    def edit(self, part: Range, new: str) -> None:
        """Replaces a range."""
        self.edits([(part, new)])

    def edits(self, changes: list[tuple[Range, str]]) -> None:
        """Several changes in one message, each of the text after the one before."""
        for part, new in changes:
            self.text.replace(part, new)
        self.send([{"range": part, "text": new} for part, new in changes])

    def replace(self, old: str, new: str, occurrence: int = 0) -> None:
        self.edit(self.text.range_of(old, occurrence), new)

    def rewrite(self, text: str) -> None:
        """The whole text anew, without a range."""
        self.text = Text.of(text, self.text.encoding)
        self.send([{"text": text}])

    def apply(self, edits: list[dict]) -> None:
        """Edits of the server's answer, as an editor applies them."""
        if overlap(edits):
            raise ValueError(f"edits overlap: {edits}"[:300])
        ordered = sorted(edits, key=lambda one: list(one["range"]["start"].values()), reverse=True)
        self.edits([(one["range"], one["newText"]) for one in ordered])

    def send(self, changes: list[dict]) -> None:
        self.version += 1
        self.mark = self.client.mark
        item = {"uri": self.uri, "version": self.version}
        self.client.notify("textDocument/didChange", {"textDocument": item, "contentChanges": changes})

    def close(self) -> None:
        self.client.notify("textDocument/didClose", self.identifier)

    # Questions

    def ask(self, method: str, **more: object) -> object:
        """The result of a request about the document."""
        return self.client.request(f"textDocument/{method}", {**self.identifier, **more})

    def about(self, method: str, needle: str, after: int = 0, occurrence: int = 0, **more: object) -> object:
        """The result of a request about a place."""
        return self.client.request(f"textDocument/{method}", {**self.at(needle, after, occurrence), **more})

    def pulled(self) -> list[dict]:
        """The findings, asked for."""
        return self.ask("diagnostic")["items"]

    def pushed(self, limit: float = LIMIT) -> list[dict]:
        """The findings of this version that came by themselves: the last ones, which know the types."""

        def wanted(params: dict) -> bool:
            return params["uri"] == self.uri and params.get("version", self.version) == self.version

        self.client.notification(PUSH, wanted, limit, self.mark)
        # An answer that needs the model comes after what its analysis found.
        self.ask("hover", position={"line": 0, "character": 0})
        found = [
            one.message["params"]["diagnostics"]
            for one in self.client.arrivals[self.mark :]
            if one.message.get("method") == PUSH and wanted(one.message["params"])
        ]
        return found[-1]


def codes(found: list[dict]) -> list[str]:
    """The codes of findings, in order; a finding without one is told by its message."""
    return [str(one.get("code", one["message"])) for one in found]


def changes_of(edit: dict, uri: str) -> list[dict]:
    """The text edits of a workspace edit in one document, however they are written."""
    if "documentChanges" in edit:
        parts = [one for one in edit["documentChanges"] if "textDocument" in one]
        return [change for part in parts if part["textDocument"]["uri"] == uri for change in part["edits"]]
    return edit.get("changes", {}).get(uri, [])
