#!/usr/bin/env python3
"""The settings in editors/ for editors that are not started here can be read, and name the server as it is."""

from __future__ import annotations

import json
import re
import tomllib

from peers.figure import Figure, finish
from peers.places import ROOT

EDITORS = ROOT / "editors"


def main() -> None:
    figure = Figure("settings of other editors: readable, with the server's command and language id")
    helix = tomllib.loads((EDITORS / "helix/languages.toml").read_text(encoding="utf-8"))
    server = helix["language-server"]["graven"]
    language = helix["language"][0]
    figure.check([server["command"], *server["args"]] == ["graven", "lsp"], "Helix: command", str(server))
    figure.check(language["language-id"] == "onnx-text", "Helix: language id", str(language))
    figure.check(language["language-servers"] == ["graven"], "Helix: its server", str(language))
    for file in ("zed/settings.json", "sublime/LSP.sublime-settings", "jetbrains/graven.json", "kate/settings.json"):
        text = (EDITORS / file).read_text(encoding="utf-8")
        json.loads(text)
        words = re.sub(r"[^\w]+", " ", text)
        figure.check("graven lsp" in words or '"arguments": ["lsp"]' in text, f"{file}: command", text)
        figure.check("onnx-text" in text or "ONNX text" in text, f"{file}: language", text)
    for readme in sorted(EDITORS.glob("*/README.md")):
        text = readme.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            figure.check((readme.parent / link).exists(), f"{readme.relative_to(ROOT)}: {link}", "leads nowhere")
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "grammar/README.md"]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            figure.check((page.parent / link).exists(), f"{page.relative_to(ROOT)}: {link}", "leads nowhere")
    finish(figure)


if __name__ == "__main__":
    main()
