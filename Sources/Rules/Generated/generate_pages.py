#!/usr/bin/env python3
"""Makes RulePages.swift of the rules' documentation comments, which are their pages.

    generate_pages.py [--check]

`--check` compares instead of writing, and exits with 1 where the file is out of date.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent
OUTPUT = HERE / "RulePages.swift"
DECLARATION = re.compile(r"^(?:package )?(?:enum|struct) (\w+): Rule\b")
CODE = re.compile(r'RuleInfo\(\s*"([A-Z][0-9]{3})"')


def pages_of(path):
    """Yields (code, page) for each rule of a file."""
    comment, page = [], None
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("///"):
            comment.append(line[4:] if line.startswith("/// ") else line[3:])
            continue
        if DECLARATION.match(line):
            page = "\n".join(comment).strip("\n")
        comment = []
        # The row may be broken behind its parenthesis.
        found = CODE.search(line + (lines[number + 1] if line.rstrip().endswith("RuleInfo(") else ""))
        if found and page is not None:
            yield found.group(1), page
            page = None


def source():
    pages = {}
    for path in sorted(RULES.rglob("*.swift")):
        if path == OUTPUT:
            continue
        for code, page in pages_of(path):
            if code in pages:
                sys.exit(f"{path}: {code} has a page already")
            if not page:
                sys.exit(f"{path}: {code} has no documentation comment")
            if '"""' in page:
                sys.exit(f"{path}: the page of {code} would end its string")
            pages[code] = page
    out = [
        "// swift-format-ignore-file",
        "// Made by generate_pages.py of the rules' documentation comments.",
        "",
        "extension RuleCatalogue {",
        "  /// The page of a code as Markdown, without its title; nil for a code that is no rule's.",
        "  package static func page(_ code: String) -> String? { pages[code] }",
        "",
        "  private static let pages: [String: String] = [",
    ]
    for code in sorted(pages):
        out.append(f'    "{code}": #"""')
        out += pages[code].split("\n")
        out.append('"""#,')
    if not pages:
        out.append("    :")
    return "\n".join(out + ["  ]", "}", ""])


def main():
    text = source()
    if sys.argv[1:] == ["--check"]:
        if not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != text:
            sys.exit(f"{OUTPUT} is out of date: run {pathlib.Path(__file__).name}")
    elif not sys.argv[1:]:
        OUTPUT.write_text(text, encoding="utf-8")
    else:
        sys.exit(__doc__)


main()
