"""Runs the program under test, and reads what `graven verify` says."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import TypeVar

from .places import GRAVEN

Case = TypeVar("Case")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Run:
    """What one run of the program did; a negative status is the signal that ended it, `None` a time-out."""

    status: int | None
    out: bytes
    err: bytes
    seconds: float

    @property
    def said(self) -> str:
        """The first line of its messages, for reports."""
        lines = self.err.decode("utf-8", "replace").strip().splitlines()
        return f"exit {self.status}: {lines[0] if lines else '(no message)'}"[:300]


def graven(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    limit: float = 60,
    environment: dict[str, str] | None = None,
    program: Path = GRAVEN,
) -> Run:
    """Runs `graven ARGUMENTS`, with `stdin` as standard input, for at most `limit` seconds."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [program, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            timeout=limit,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return Run(None, late.stdout or b"", late.stderr or b"", limit)
    return Run(done.returncode, done.stdout, done.stderr, time.perf_counter() - start)


def on_two_cores(work: Callable[[Case], Answer], cases: Iterable[Case]) -> Iterator[tuple[Case, Answer]]:
    """Each case with its answer, in order, two at a time: the threads wait for processes most of the time."""
    with ThreadPool(2) as pool:
        pairs = pool.imap(lambda case: (case, work(case)), cases, chunksize=8)
        yield from pairs


def verdicts(paths: Sequence[Path], batch: int = 400) -> dict[Path, str]:
    """What `graven verify --format json` says of each file: identical, equal, differs or unreadable."""
    found: dict[Path, str] = {}
    for start in range(0, len(paths), batch):
        run = graven("verify", "--format", "json", *paths[start : start + batch], limit=600)
        try:
            files = json.loads(run.out)["files"]
        except (ValueError, KeyError):
            continue
        for row in files:
            found[Path(row["path"])] = row["verdict"]
    return found


def require() -> None:
    """Ends the script with a hint where the program has not been built."""
    if not GRAVEN.exists():
        raise SystemExit(f"{GRAVEN} is missing: run `make build`, or name the program in GRAVEN")
