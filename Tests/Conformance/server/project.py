"""Files beside a document: the project's configuration, weights that appear, models that are binary."""

from __future__ import annotations

from pathlib import Path

from peers.figure import Figure
from peers.program import graven

from . import model
from .lifecycle import PUSHES, ended, started
from .open import Document, codes

CREATED, CHANGED, DELETED = 1, 2, 3
DEAD = model.SMALL.replace("}\n", "  z = Neg (x)\n}\n")


def tell(client, path: Path, kind: int) -> None:
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": kind}]})


def refreshed(document: Document) -> list[str]:
    """The codes of what comes next by itself."""
    document.mark = document.client.mark
    return codes(document.pushed(5))


def configuration(figure: Figure, folder: Path) -> None:
    """graven.toml says what is reported; it may appear, change, be wrong, and go."""
    path = folder / "graven.toml"
    with started(folder, PUSHES) as client:
        registered = client.wait(lambda one: one.get("method") == "client/registerCapability", "registration").message
        watched = [one["method"] for one in registered["params"]["registrations"]]
        figure.check("workspace/didChangeWatchedFiles" in watched, "files are watched", str(watched))
        document = Document(client, folder / "dead.onnxtxt", DEAD)
        figure.check(codes(document.pushed()) == ["G011"], "without a configuration")
        for text, kind, asked in (
            ('[check]\nignore = ["G011"]\n', CREATED, []),
            ('[check.severity]\nG011 = "error"\n', CHANGED, ["G011"]),
            ("[check\n", CHANGED, None),
            ("", CHANGED, ["G011"]),
        ):
            document.mark = client.mark
            path.write_text(text, encoding="utf-8")
            tell(client, path, kind)
            found = document.pushed()
            if asked is None:
                shown = [one for one in client.arrivals if one.message.get("method") == "window/showMessage"]
                figure.check(bool(shown), "a configuration that is wrong is told")
            else:
                figure.check(codes(found) == asked, f"graven.toml is {text!r}", str(codes(found)))
            if "severity" in text:
                figure.check(found[0]["severity"] == 1, "a severity that is configured", str(found[0]))
        path.unlink()
        ended(figure, client, "configurations")


def weights(figure: Figure, folder: Path) -> None:
    """K003 stands where a file is missing, and goes when the file is there."""
    path = folder / "weights.bin"
    path.unlink(missing_ok=True)
    with started(folder, PUSHES) as client:
        document = Document(client, folder / "model.onnxtxt", model.RIGHT)
        figure.check(codes(document.pushed()) == ["K003"], "a file of weights that is missing")
        for size, kind, asked in (
            (288, CREATED, []),
            (100, CHANGED, ["K003"]),
            (288, CHANGED, []),
            (0, DELETED, ["K003"]),
        ):
            document.mark = client.mark
            path.unlink(missing_ok=True)
            if size:
                path.write_bytes(bytes(size))
            tell(client, path, kind)
            found = codes(document.pushed())
            figure.check(found == asked, f"a file of weights of {size} bytes", str(found))
        ended(figure, client, "weights")
    model.write(folder)


def pulled_again(figure: Figure, folder: Path) -> None:
    """A client that asks for findings is told when to ask again."""
    path = folder / "graven.toml"
    with started(folder) as client:
        document = Document(client, folder / "dead.onnxtxt", DEAD)
        figure.check(codes(document.pulled()) == ["G011"], "findings before a change on disk")
        mark = client.mark
        path.write_text('[check]\nignore = ["G011"]\n', encoding="utf-8")
        tell(client, path, CREATED)
        client.wait(lambda one: one.get("method") == "workspace/diagnostic/refresh", "refresh", 5, mark)
        figure.check(codes(document.pulled()) == [], "findings after it")
        path.unlink()
        ended(figure, client, "findings that are asked for again")


def settings(figure: Figure, folder: Path) -> None:
    """Settings of the client: asked for, sent, or given at the start."""
    hint = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    for case, capabilities, options in (
        ("asked for", PUSHES, None),
        ("given at the start", {"textDocument": {}}, {"inlayHints": {"types": False}}),
    ):
        with started(folder, capabilities) as client:
            if options is not None:
                client.finish()
                continue
            document = Document(client, model.write(folder), model.RIGHT)
            before = document.ask("inlayHint", range=hint)
            mark = client.mark
            client.settings = {"inlayHints": {"types": False, "parameterNames": False, "constants": False}}
            client.notify("workspace/didChangeConfiguration", {"settings": {}})
            client.wait(lambda one: one.get("method") == "workspace/inlayHint/refresh", "refresh", 5, mark)
            after = document.ask("inlayHint", range=hint)
            figure.check(len(before) > 0 and not after, f"settings that are {case}", f"{len(before)}, {after}")
            ended(figure, client, f"settings that are {case}")


def binary_models(figure: Figure, folder: Path) -> None:
    """A binary model is opened as text and saved back."""
    source, path = folder / "b.onnxtxt", folder / "b.onnx"
    source.write_text(model.SMALL, encoding="utf-8")
    graven("build", source, "-o", path)
    before = path.read_bytes()
    with started(folder) as client:
        opened = client.request("graven/openModel", {"uri": path.as_uri()})
        figure.check("Relu" in opened["text"], "a binary model as text", str(opened)[:200])
        saved = client.request("graven/saveModel", {"uri": path.as_uri(), "text": opened["text"]})
        figure.check(saved["saved"] and path.read_bytes() == before, "saved back, byte for byte", str(saved)[:200])
        changed = opened["text"].replace("Relu", "Neg")
        saved = client.request("graven/saveModel", {"uri": path.as_uri(), "text": changed})
        figure.check(saved["saved"] and b"Neg" in path.read_bytes(), "saved with a change", str(saved)[:200])
        wrong = client.request("graven/saveModel", {"uri": path.as_uri(), "text": changed.replace("{", "{ (", 1)})
        found = not wrong["saved"] and wrong["diagnostics"] and b"Neg" in path.read_bytes()
        figure.check(bool(found), "a text that is no model is not saved", str(wrong)[:200])
        code = client.error("graven/openModel", {"uri": (folder / "nothing.onnx").as_uri()})
        figure.check(code is not None, "a model that is not there is an error", str(code))
        ended(figure, client, "binary models")
