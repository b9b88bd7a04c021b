#!/usr/bin/env python3
"""What people install: the Debian package, the Python wheel with pre-commit, and `make install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import ROOT, scratch

PACKAGES = ROOT / ".build/packages"
MODEL = (
    b'#!onnx-text 1\n<ir_version: 10, opset_import: ["" : 22]>\ng (float[2] x) => (float[2] y) {\n  y = Relu (x)\n}\n'
)
BROKEN = MODEL.replace(b"float[2] x", b"int64[2] x").replace(b"Relu", b"Sqrt")
PAGES = "build check edit eval explain fmt git git-setup infer lsp op rules text verify".split()
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
MEGABYTES = 25


def run(*command: str | Path, **options) -> tuple[int, str]:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=900, **options)
    return done.returncode, done.stdout + done.stderr


def shell(folder: Path, program: str) -> list[str]:
    """The lines that a shell prints, where `graven` is in a folder."""
    return run("bash", "-c", program, env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})[1].split()


def shared_files(figure: Figure, what: str, prefix: Path) -> None:
    """Man pages and completions below a prefix."""
    pages = prefix / "share/man/man1"
    missing = [page for page in PAGES if not list(pages.glob(f"graven-{page}.1*"))]
    figure.check(not missing, f"{what}: a man page for each command", str(missing))
    status, said = run("man", "-l", *pages.glob("graven-check.1*"), env={**os.environ, "MANPAGER": "cat"})
    figure.check(status == 0 and "--fail-on" in said, f"{what}: man graven-check", said[:300])
    completions = prefix / "share/bash-completion/completions/graven"
    # As bash does when somebody types `graven che` and presses the tabulator key.
    asked = f"source {completions}; COMP_WORDS=(graven che); COMP_CWORD=1; COMP_LINE='graven che'; COMP_POINT=10; "
    completed = shell(prefix / "bin", asked + "_graven graven che graven; echo ${COMPREPLY[@]}")
    figure.check(completed == ["check"], f"{what}: bash completes `graven che`", str(completed))
    for file in ("zsh/site-functions/_graven", "fish/vendor_completions.d/graven.fish"):
        found = prefix / "share" / file
        figure.check(found.exists() and "check" in found.read_text(), f"{what}: {file}")


def installed_by_make(figure: Figure, room: Path) -> None:
    status, said = run("make", "install", f"DESTDIR={room}", "PREFIX=/opt/graven", cwd=ROOT)
    prefix = room / "opt/graven"
    figure.check(status == 0, "make install", said[-500:])
    figure.check(run(prefix / "bin/graven", "--version")[0] == 0, "make install: the program runs")
    shared_files(figure, "make install", prefix)


def debian_package(figure: Figure, room: Path) -> None:
    package = next(PACKAGES.glob("*.deb"))
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    status, said = run(*sudo, "apt-get", "install", "-y", "-q", "--no-install-recommends", package)
    figure.check(status == 0, "apt-get install graven.deb", said[-500:])
    program = Path("/usr/bin/graven")
    listed = run("ldd", program)[1]
    figure.check("libprotobuf-c.so" in listed and "libxml2.so" in listed, "the system's libraries are used", listed)
    figure.check("not found" not in listed, "each library is there", listed)
    model = room / "model.onnxtxt"
    model.write_bytes(BROKEN)
    status, said = run(program, "check", model)
    figure.check(status == 1 and "T001" in said, "the installed program checks a model", said)
    status, said = run(program, "check", model, "--format", "junit")
    figure.check("<testsuites" in said, "libxml2 writes reports", said)
    shared_files(figure, "deb", Path("/usr"))
    status, said = run(*sudo, "apt-get", "remove", "-y", "-q", "graven")
    figure.check(status == 0 and not program.exists(), "apt-get remove graven", said[-500:])


def wheel(figure: Figure, room: Path) -> Path:
    found = next(PACKAGES.glob("*.whl"))
    size = found.stat().st_size / 1e6
    figure.check(size < MEGABYTES, f"the wheel has less than {MEGABYTES} MB", f"{size:.1f}")
    status, said = run(Path(sys.executable).parent / "auditwheel", "show", found)
    tag = found.stem.split("-")[-1]
    figure.check(status == 0 and f'platform tag: "{tag}"' in said.replace("\n", " "), "auditwheel agrees", said)
    model = room / "model.onnxtxt"
    model.write_bytes(BROKEN)
    environment = room / "venv"
    begin = time.perf_counter()
    run(sys.executable, "-m", "venv", environment)
    status, said = run(environment / "bin/pip", "install", "--no-index", "--find-links", PACKAGES, "graven")
    figure.check(status == 0, "pip install without an index", said)
    status, said = run(environment / "bin/graven", "check", model)
    figure.notes.append(f"wheel of {size:.1f} MB; new venv to first check: {time.perf_counter() - begin:.1f} s")
    figure.check(status == 1 and "T001" in said, "graven check from the wheel", said)
    status, said = run(environment / "bin/pip", "check")
    figure.check(status == 0, "pip check", said)
    return found


def pre_commit(figure: Figure, room: Path, package: Path) -> None:
    """A hook with `language: python`, which installs the wheel for itself."""
    project = room / "project"
    project.mkdir()
    (project / ".pre-commit-config.yaml").write_text(
        "repos:\n- repo: local\n  hooks:\n  - id: graven-check\n    name: graven check\n    entry: graven check\n"
        f"    language: python\n    additional_dependencies: ['graven @ {package.as_uri()}']\n"
        "    files: \\.onnx(txt)?$\n"
    )
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(room / "cache"),
        "PRE_COMMIT_COLOR": "never",
        "PATH": os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if "graven" not in part),
    }
    run("git", "init", "-q", cwd=project)
    for content, expected in ((MODEL, 0), (BROKEN, 1)):
        (project / "model.onnxtxt").write_bytes(content)
        run("git", "add", "-A", cwd=project)
        status, said = run(PRE_COMMIT, "run", cwd=project, env=environment)
        figure.check(status == expected and "graven check" in said, f"pre-commit, language: python: {expected}", said)
    figure.check("T001" in said, "pre-commit shows the finding", said)


def main() -> None:
    figure = Figure("packages: make install, deb, wheel, pre-commit from the wheel")
    shutil.rmtree(PACKAGES, ignore_errors=True)
    status, said = run("make", "deb", "wheel", cwd=ROOT)
    figure.check(status == 0, "make deb wheel", said[-1500:])
    if status == 0:
        with scratch() as folder:
            room = Path(folder)
            installed_by_make(figure, room)
            debian_package(figure, room)
            pre_commit(figure, room, wheel(figure, room))
    finish(figure)


if __name__ == "__main__":
    main()
