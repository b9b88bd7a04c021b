#!/usr/bin/env python3
"""`make static` gives one file to copy: it asks the machine for glibc's libraries only."""

from __future__ import annotations

import subprocess

from peers.figure import Figure, finish
from peers.places import STATIC_GRAVEN

GLIBC = ("linux-vdso", "ld-linux", "/lib64/ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so")


def main() -> None:
    figure = Figure("static build: needs glibc's libraries only")
    if not STATIC_GRAVEN.exists():
        figure.leave_out("static builds: run `make static`")
        finish(figure)
    listed = subprocess.run(["ldd", STATIC_GRAVEN], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        name = line.split()[0]
        figure.check(name.startswith(GLIBC), name, "not one of glibc's")
    run = subprocess.run([STATIC_GRAVEN, "--version"], capture_output=True, check=False)
    figure.check(run.returncode == 0, "graven --version", f"exit {run.returncode}")
    figure.notes.append(f"{STATIC_GRAVEN.stat().st_size / 1e6:.1f} MB")
    finish(figure)


if __name__ == "__main__":
    main()
