"""A pytest plugin: writes every text that ONNX's tests give to onnx.parser, a JSON line each, to RECORDED_PARSES."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from typing import Any

import onnx.parser


def recorded(name: str, parse: Callable[..., Any]) -> Callable[..., Any]:
    """`parse`, noting what it is given before it sees it."""

    @functools.wraps(parse)
    def wrapper(text: str, *rest: Any, **options: Any) -> Any:
        with open(os.environ["RECORDED_PARSES"], "a", encoding="utf-8") as out:
            out.write(json.dumps({"kind": name.removeprefix("parse_"), "text": text}) + "\n")
        return parse(text, *rest, **options)

    return wrapper


for entry in ("parse_model", "parse_graph", "parse_function", "parse_node"):
    setattr(onnx.parser, entry, recorded(entry, getattr(onnx.parser, entry)))
