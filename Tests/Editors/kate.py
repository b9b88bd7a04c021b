"""Kate as a client, on a screen of its own: keys are pressed, and what happened is read from the file that it saves and
from the recording of its messages."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LIMIT = 20
Outcome = tuple[str, bool, str]
ROOT = Path(__file__).resolve().parents[2]
# Actions of the plugin have no keys of their own.
KEYS = {
    "lspclient_find_definition": "Ctrl+Alt+D",
    "lspclient_rename": "Ctrl+Alt+R",
    "lspclient_format": "Ctrl+Alt+F",
    "lspclient_hover": "Ctrl+Alt+H",
    "lspclient_complete": "Ctrl+Alt+C",
    "lspclient_symbol_info": "Ctrl+Alt+H",
}


def environment(home: Path, command: list[str]) -> dict[str, str]:
    """A home in which Kate may start the server without asking, and has keys for what it does with it."""
    config, data, run = home / "config", home / "data", home / "run"
    for folder in (
        config / "kate/lspclient",
        data / "org.kde.syntax-highlighting/syntax",
        data / "kxmlgui5/lspclient",
        run,
    ):
        folder.mkdir(parents=True, exist_ok=True)
    run.chmod(0o700)
    # As editors/kate says, but for the command.
    settings = json.loads((ROOT / "editors/kate/settings.json").read_text(encoding="utf-8"))
    settings["servers"]["onnx-text"]["command"] = command
    (config / "kate/lspclient/settings.json").write_text(json.dumps(settings))
    allowed = " ".join(command)
    (config / "katerc").write_text(
        f"[Kate Plugins]\nlspclientplugin=true\n[lspclient]\nAllowedServerCommandLines={allowed}\nAutoHover=true\n"
        "FormatOnSave=false\nSemanticHighlighting=true\nInlayHints=true\n"
    )
    actions = "".join(f'<Action name="{name}" shortcut="{key}"/>' for name, key in KEYS.items())
    (data / "kxmlgui5/lspclient/ui.rc").write_text(
        '<!DOCTYPE gui SYSTEM "kpartgui.dtd"><gui name="lspclient" library="lspclient" version="100">'
        f'<ActionProperties scheme="Default">{actions}</ActionProperties></gui>'
    )
    shutil.copy(ROOT / "grammar/onnx-text.xml", data / "org.kde.syntax-highlighting/syntax")
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(config),
        "XDG_DATA_HOME": str(data),
        "XDG_RUNTIME_DIR": str(run),
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
    }


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """The name of a display that nothing else uses."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1200x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(theirs,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as stream:
            yield f":{stream.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Kate:
    """The editor with the model open."""

    def __init__(self, model: Path, recording: Path, variables: dict[str, str]) -> None:
        self.model = model
        self.recording = recording
        self.variables = variables
        self.process = subprocess.Popen(
            ["dbus-run-session", "--", "kate", "-n", "--startanon", str(model)],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self.variables, check=False)
            time.sleep(0.15)

    def focus(self) -> None:
        """Makes the window active again after a dialog: there is no window manager that would."""
        search = ["xdotool", "search", "--onlyvisible", "--name", self.model.name, "windowfocus", "--sync"]
        subprocess.run(search, env=self.variables, stderr=subprocess.DEVNULL, check=False)
        time.sleep(0.3)

    def write(self, text: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "20", text], env=self.variables, check=False)
        time.sleep(0.2)

    def go(self, needle: str, after: int) -> None:
        """Puts the cursor into a text, through the dialog that asks for a line, and the right arrow."""
        text = self.model.read_text(encoding="utf-8")
        before = text[: max(0, text.find(needle)) + after]
        self.press("Escape", "ctrl+g")
        self.write(str(before.count("\n") + 1))
        self.press("Return", "Home", "Home")
        line = before.rsplit("\n", 1)[-1]
        if len(line) == len(line.lstrip()):
            self.press("Home")
        for _ in range(len(line)):
            subprocess.run(["xdotool", "key", "Right"], env=self.variables, check=False)

    def messages(self, side: str) -> list[dict]:
        """What one side has said so far."""
        if not self.recording.exists():
            return []
        lines = self.recording.read_text(encoding="utf-8").splitlines()
        found = []
        for line in lines:
            with contextlib.suppress(ValueError):
                found.append(json.loads(line))
        return [one["message"] for one in found if one["side"] == side and "message" in one]

    def asked(self, method: str) -> int:
        return sum(one.get("method") == method for one in self.messages("client"))

    def codes(self) -> list[str]:
        """The codes of the latest findings."""
        found = [one for one in self.messages("server") if one.get("method") == "textDocument/publishDiagnostics"]
        return [one.get("code", one["message"]) for one in found[-1]["params"]["diagnostics"]] if found else ["-"]

    def wait(self, test: Callable[[], bool]) -> bool:
        end = time.monotonic() + LIMIT
        while not test():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def saved(self) -> str:
        self.press("ctrl+s")
        time.sleep(0.5)
        return self.model.read_text(encoding="utf-8")


def outcomes(home: Path, model: Path, recording: Path, command: list[str], picture: Path) -> Iterator[Outcome]:
    """What was tried, and how it went."""
    variables = environment(home, command)
    with screen() as display:
        variables["DISPLAY"] = display
        kate = Kate(model, recording, variables)
        try:
            yield from session(kate)
        finally:
            subprocess.run(["import", "-window", "root", str(picture)], env=variables, check=False)
            kate.process.terminate()
            kate.process.wait()


def session(kate: Kate) -> Iterator[Outcome]:
    yield "diagnostics", kate.wait(lambda: kate.codes() == ["G002"]), str(kate.codes())
    yield "symbols", kate.wait(lambda: kate.asked("textDocument/documentSymbol") > 0), "not asked"
    kate.go('("/conv1/Conv_output_0")', 4)
    kate.press("ctrl+alt+d")
    yield "definition", kate.wait(lambda: kate.asked("textDocument/definition") > 0), "not asked"
    kate.go("Conv <kernel", 1)
    kate.press("ctrl+alt+h")
    yield "hover", kate.wait(lambda: kate.asked("textDocument/hover") > 0), "not asked"
    kate.go("Relu (clipped", 2)
    kate.press("ctrl+space")
    yield "completion", kate.wait(lambda: kate.asked("textDocument/completion") > 0), "not asked"
    kate.press("Escape")
    kate.go("clipped =", 2)
    kate.press("ctrl+alt+r")
    time.sleep(1)
    kate.press("ctrl+a")
    kate.write("held")
    kate.press("Return")
    time.sleep(0.5)
    kate.focus()
    yield "rename", kate.wait(lambda: "Relu (held)" in kate.saved()), kate.saved()[400:900]
    kate.press("ctrl+alt+f")
    yield "format", kate.wait(lambda: "<axis = 1> (chosen)" in kate.saved()), kate.saved()[-400:]
    kate.go("cliped", 6)
    for _ in range(6):
        kate.press("BackSpace")
    kate.write("held")
    yield "diagnostics go", kate.wait(lambda: kate.codes() == []), str(kate.codes())
    yield "edits are saved", "Identity (held)" in kate.saved(), kate.saved()[600:1000]
    kate.press("ctrl+q")
    yield "stop", kate.wait(lambda: kate.process.poll() is not None), "still running"
