"""The table of lsp.md, asked of one server about one document: each method announced, asked, and rightly answered."""

from __future__ import annotations

from pathlib import Path

from peers.figure import Figure

from . import model
from .capabilities import FULL
from .client import Refusal, Silence
from .honesty import capability
from .lifecycle import ended, started
from .open import OPTIONS, Document, changes_of, codes
from .rows import ROWS, TEXT_DOCUMENT, Case


def method_table(figure: Figure, folder: Path) -> None:
    """Each row: announced, asked, and the answer as it should be."""
    with started(folder, FULL) as client:
        document = Document(client, model.write(folder), model.TEXT)
        case = Case(client, document, {})
        for row in ROWS:
            name = f"{row.method.removeprefix(TEXT_DOCUMENT)}{f' ({row.what})' if row.what else ''}"
            if capability(client.conversation.announced, row.announced) in (None, False):
                figure.check(False, name, f"{row.announced} is not announced")
                continue
            try:
                answer: object = client.request(row.method, row.params(case))
            except (Refusal, Silence) as problem:
                answer = problem
            except (KeyError, IndexError, TypeError, StopIteration) as problem:
                figure.check(False, name, f"could not be asked: {problem!r}")
                continue
            case.answers[row.method] = case.answers[row.what or row.method] = answer
            try:
                right = row.right(answer, case)
            except (KeyError, IndexError, TypeError, AttributeError) as problem:
                figure.check(False, name, f"{problem!r} in {answer!s:.300}")
                continue
            figure.check(bool(right), name, f"{answer!s:.300}")
        changing(figure, case)
        ended(figure, client, "the table's conversation")


def changing(figure: Figure, case: Case) -> None:
    """Answers that change the text: applied, they lead to what they promise."""
    document = case.document
    fixes = [one for one in case.answers.get("a fix") or [] if one.get("kind", "").startswith("quickfix")]
    fix = fixes[0] if fixes else {}
    if fix and "edit" not in fix:
        fix = document.client.request("codeAction/resolve", fix)
    edits = changes_of(fix.get("edit", {}), document.uri)
    if edits:
        document.apply(edits)
    figure.check(bool(edits) and not document.pulled(), "the fix, applied", str(fixes)[:300])
    before, known = str(document.text), codes(document.pulled())
    for name, new in (('"/conv1/Conv_output_0"', "conv_out"), ("[N, 1", "batch"), ('ClippedRelu ("', "Clipped")):
        try:
            place = document.at(name if name in before else "ClippedRelu", 3 if name.startswith('"') else 1)
            edit = case.client.request("textDocument/rename", {**place, "newName": new})
            document.apply(changes_of(edit, document.uri))
            figure.check(
                new in str(document.text) and codes(document.pulled()) == known,
                f"{new}, renamed",
                str(document.pulled())[:300],
            )
        except (Refusal, Silence, ValueError, TypeError) as problem:
            figure.check(False, f"{new}, renamed", repr(problem))
    try:
        document.apply(document.ask("formatting", options=OPTIONS))
        again = document.ask("formatting", options=OPTIONS)
        figure.check(not again and codes(document.pulled()) == known, "formatted", str(again)[:300])
    except (Refusal, Silence, ValueError, TypeError) as problem:
        figure.check(False, "formatted", repr(problem))
