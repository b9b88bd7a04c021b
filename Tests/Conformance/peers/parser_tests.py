"""The texts of ONNX's own parser tests, as models: those of its Python tests as they call it, those of its C++ tests.

Fragments (a graph, a function, nodes, an attribute, a type, a tensor) are put into the smallest model that has a place
for them, so that one way in, `graven build`, tests them all.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import onnx
import onnx.parser

from .corpus import corpus
from .figure import Figure
from .packages import onnx_sources
from .places import CACHE

HEADER = '<ir_version: 10, opset_import: ["": 22]>\n'
PLACES = {
    "model": "{}",
    "graph": HEADER + "{}",
    "function": HEADER + "g () => () {{ }}\n{}",
    "node": HEADER + "g () => () {{\n{}\n}}",
    "nodes": HEADER + "g () => ()\n{}",
    "attribute": HEADER + "g () => () {{ y = Op <{}> () }}",
    "attributes": HEADER + "g () => () {{ y = Op {} () }}",
    "type": HEADER + "g ({} x) => () {{ }}",
    "tensor": HEADER + "g () => () {{ y = Op <t = {}> () }}",
}
TEST_TOOLS = ("pytest==8.4.2", "parameterized==0.9.0")
CPP_LITERAL = re.compile(r'R"(\w*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)


def accepted(text: str) -> onnx.ModelProto | None:
    """The reference's model of a text, or `None` where it refuses it."""
    try:
        return onnx.parser.parse_model(text)
    except Exception:  # ParseError, and what else the reference lets out (std::out_of_range, ...)
        return None


def as_model(kind: str, text: str) -> str:
    """A fragment in a model."""
    return PLACES[kind].format(text)


def parser_test_texts(figure: Figure) -> dict[str, str]:
    """Model texts with where they come from; what can't be had is counted as left out in `figure`."""
    found: dict[str, str] = {}
    for where, kind, text in [*python_texts(figure), *corpus_texts()]:
        found.setdefault(as_model(kind, text), where)
    for where, text in cpp_texts():
        for kind in PLACES:
            model = as_model(kind, text)
            if accepted(model) is not None:
                found.setdefault(model, where)
                break
    return found


def python_texts(figure: Figure) -> Iterator[tuple[str, str, str]]:
    """What the Python tests of the wheel's version give to the parser, recorded while they run."""
    sources = onnx_sources(onnx.__version__)
    if sources is None:
        figure.leave_out("test suites of ONNX's own: pip could not get the source distribution")
        return
    record = CACHE / f"parses-{onnx.__version__}.jsonl"
    if not record.exists():
        record_python_texts(sources, record)
    for line in record.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "Python tests", row["kind"], row["text"]


def record_python_texts(sources: Path, record: Path) -> None:
    """Runs the test files that mention the parser under pytest, with the recording plugin."""
    tools = CACHE / "pytest"
    if not tools.is_dir():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--target",
                tools,
                *TEST_TOOLS,
            ],
            check=True,
        )
    tests = sources / "tests/python"
    files = [path for path in sorted(tests.rglob("*_test.py")) if "parse" in path.read_text(encoding="utf-8")]
    part = record.with_suffix(".part")
    part.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "RECORDED_PARSES": str(part),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join([str(tools), str(Path(__file__).parent), str(tests)]),
    }
    # Outcomes do not matter: the reference's answer to each text is asked for later.
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "--maxfail=1000000",
            "-p",
            "record_parses",
            "-p",
            "no:cacheprovider",
            *files,
        ],
        cwd=tests,
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    part.rename(record)


def cpp_texts() -> Iterator[tuple[str, str]]:
    """String literals of the C++ tests, and raw ones of operators' definitions, which are bodies of functions."""
    sources = onnx_sources(onnx.__version__)
    if sources is None:
        return
    for path in sorted((sources / "tests/cpp").glob("*_test.cc")):
        yield from ((path.name, text) for text in literals(path.read_text(encoding="utf-8")))
    for path in sorted((sources / "onnx/defs").rglob("*.cc")):
        for match in CPP_LITERAL.finditer(path.read_text(encoding="utf-8")):
            if match[2] is not None:
                yield path.name, match[2]


def literals(source: str) -> Iterator[str]:
    """The string literals of a C++ source; neighbours are one, as they are there."""
    joined, end = "", None
    for match in CPP_LITERAL.finditer(source):
        if end is not None and source[end : match.start()].strip():
            yield joined
            joined = ""
        joined += match[2] if match[2] is not None else unescaped(match[3])
        end = match.end()
    yield joined


def unescaped(literal: str) -> str:
    """A C++ literal's value, for the escapes that it shares with Python; else the literal as it is."""
    try:
        return str(ast.literal_eval(f'"{literal}"'))
    except (SyntaxError, ValueError):
        return literal


def corpus_texts() -> Iterator[tuple[str, str, str]]:
    """The same out of the conformance corpus, where there is one."""
    place = corpus()
    if place is None:
        return
    for case in sorted((place / "suites").glob("parser*/*/case.json")):
        row = json.loads(case.read_text(encoding="utf-8"))
        kind = row.get("kind") or row.get("api", "").removeprefix("parse_")
        if kind in PLACES:
            yield (
                f"{case.parent.parent.name}/{case.parent.name}",
                kind,
                (case.parent / "input.txt").read_text(encoding="utf-8"),
            )
