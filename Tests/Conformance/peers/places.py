"""Where things are: the repository, its cache of downloads, the program under test, room for scratch files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache"
GRAVEN = Path(os.environ.get("GRAVEN") or ROOT / ".build/release/graven").resolve()
STATIC_GRAVEN = ROOT / ".build/static/graven"


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory where there is one: the program flushes what it writes, and a disk would dominate."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="graven-", dir=memory if os.access(memory, os.W_OK) else None)
