"""From the start of a server to its end: what it refuses, when, and with which exit status."""

from __future__ import annotations

from pathlib import Path

from peers.figure import Figure

from . import model
from .capabilities import BARE, FULL, without
from .client import INVALID_REQUEST, NO_METHOD, NOT_INITIALIZED, Client
from .open import Document, codes

PUSHES = without("textDocument.diagnostic", "workspace.diagnostics")


def started(folder: Path, capabilities: dict = FULL, **more: object) -> Client:
    """A client whose server is ready."""
    client = Client(capabilities, folder, **more)
    client.initialize()
    return client


def ended(figure: Figure, client: Client, case: str, asked: int = 0, status: int | None = None) -> None:
    """Counts a case by the exit status, and by everything that the server did wrong on the way."""
    status = client.finish() if status is None else status
    wrong = [f"exit status {status}"] if status != asked else []
    figure.check(not (wrong or client.complaints), case, "; ".join((wrong + client.complaints)[:4]))


def life_cycle(figure: Figure, folder: Path) -> None:
    with Client(FULL, folder) as client:
        code = client.error(
            "textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
        )
        figure.check(code == NOT_INITIALIZED, "a request before initialize", str(code))
        client.notify("textDocument/didOpen", {})
        client.conversation.violations["client"].clear()
        announced = client.initialize()
        figure.check("textDocumentSync" in announced, "initialize after that", str(announced))
        code = client.error("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        figure.check(code == INVALID_REQUEST, "initialize twice", str(code))
        figure.check(client.error("graven/nothing") == NO_METHOD, "an unknown method", "")
        client.notify("graven/nothing")
        client.notify("$/nothing", {"x": 1})
        figure.check(client.error("$/nothing") == NO_METHOD, "an unknown $/ request", "")
        client.notify("$/setTrace", {"value": "verbose"})
        client.notify("$/setTrace", {"value": "off"})
        client.request("shutdown")
        code = client.error("shutdown")
        figure.check(code == INVALID_REQUEST, "a request after shutdown", str(code))
        client.notify("exit")
        ended(figure, client, "shutdown and exit", status=client.status())
    with started(folder) as client:
        client.notify("exit")
        ended(figure, client, "exit without shutdown", 1, client.status())
    with started(folder) as client:
        client.close()
        ended(figure, client, "the end of input", 1, client.status())
    with Client(FULL, folder) as client:
        client.notify("exit")
        ended(figure, client, "exit before initialize", 1, client.status())
    with Client(FULL, folder) as client:
        client.close()
        ended(figure, client, "the end of input before initialize", 1, client.status())
    with started(folder) as client:
        Document(client, model.write(folder), model.TEXT)
        client.request("shutdown")
        client.close()
        ended(figure, client, "the end of input after shutdown", 0, client.status())


def clients(figure: Figure, folder: Path) -> None:
    """What a client does not know it does not get; findings come either way."""
    with started(folder, BARE) as client:
        found = Document(client, model.write(folder), model.TEXT).pushed()
        figure.check(codes(found) == ["G002"], "findings for a client that can nothing else", str(found))
        ended(figure, client, "a client that can nothing else")
    with started(folder, PUSHES) as client:
        found = Document(client, model.write(folder), model.TEXT).pushed()
        figure.check(codes(found) == ["G002"] and "codeDescription" in found[0], "findings that come", str(found))
        ended(figure, client, "a client that waits for findings")
    with started(folder) as client:
        document = Document(client, model.write(folder), model.TEXT)
        report = document.ask("diagnostic")
        figure.check(codes(report["items"]) == ["G002"], "findings that are asked for", str(report))
        again = document.ask("diagnostic", previousResultId=report.get("resultId", ""))
        same = again["kind"] == "unchanged" or "resultId" not in report
        figure.check(same, "findings that are unchanged", str(again))
        whole = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
        figure.check(
            [codes(one["items"]) for one in whole if one["uri"] == document.uri] == [["G002"]],
            "findings of the workspace",
            str(whole),
        )
        figure.check(
            not any(one.message.get("method", "").endswith("publishDiagnostics") for one in client.arrivals),
            "nothing comes unasked",
            "",
        )
        ended(figure, client, "a client that asks")


def encodings(figure: Figure, folder: Path) -> None:
    """Columns are counted as agreed, and an edit behind wide characters lands where it should."""
    for offered, chosen in (
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-16"], "utf-16"),
        (["utf-32"], "utf-32"),
        (["utf-32", "utf-16"], "utf-32"),
        (["utf-7"], "utf-16"),
        (None, "utf-16"),
    ):
        capabilities = without(*([] if offered else ["general.positionEncodings"]), encodings=offered)
        case = f"positions, {offered} offered"
        with Client(capabilities, folder) as client:
            got = client.initialize().get("positionEncoding", "utf-16")
            figure.check(got == chosen, case, got)
            document = Document(client, folder / "wide.onnxtxt", model.WIDE)
            found = document.pulled()
            figure.check(
                [document.text.slice(one["range"]) for one in found] == ["nope"],
                f"{case}: a finding's range",
                str(found),
            )
            document.replace("nope", '"größe€😀😀"')
            document.replace("😀😀", "😀")
            document.replace('😀"', '😀é"', 2)
            document.replace("é", "")
            found = document.pulled()
            figure.check(not found, f"{case}: edits", f"{found} in {document.text}")
            target = document.about("definition", "größe", 3, 1)
            first = target if isinstance(target, dict) else (target or [{}])[0]
            place = first.get("range") or first.get("targetSelectionRange")
            said = document.text.slice(place) if place else ""
            figure.check(said.strip('"') == "größe€😀", f"{case}: a definition", str(target))
            ended(figure, client, f"{case}: the conversation")
