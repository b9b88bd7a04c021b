"""What a person does and sees in JupyterLab's text editor: points at words, hovers, uses the context menu, types."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

LIMIT = 20
COLOURS = 256
# The rectangle of a text within a line: a range can be measured, words of a line are no elements.
RECTANGLE = """(line, text) => {
  const range = document.createRange();
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let at = line.textContent.indexOf(text), node; at >= 0 && (node = nodes.nextNode()); at -= node.data.length)
    if (at < node.data.length) {
      range.setStart(node, at);
      range.setEnd(node, Math.min(node.data.length, at + text.length));
      const { x, y, width, height } = range.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }
}"""


def wait(test: Callable[[], bool], limit: float = LIMIT) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + limit
    while not test():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


class Editor:
    """A document open in JupyterLab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def hide_files(self) -> None:
        """Closes the list of files, whose column of times changes."""
        self.page.locator(".jp-SideBar [data-id=filebrowser]").click()
        self.page.mouse.move(5, 5)

    @property
    def status(self) -> str:
        return self.page.locator("#jp-main-statusbar").inner_text()

    @property
    def marks(self) -> list[str]:
        """The words that are underlined as wrong."""
        return self.page.locator(".cm-lintRange-error").all_inner_texts()

    @property
    def text(self) -> str:
        """The lines that the editor shows; all of them, in a document this short."""
        return "\n".join(self.page.locator(".cm-line").all_inner_texts())

    def coloured(self, line: str, word: str) -> bool:
        """Whether a word has another colour than its line."""
        place = self.page.locator(".cm-line", has_text=line).first
        element = place.get_by_text(word, exact=True).first
        return len({one.evaluate("element => getComputedStyle(element).color") for one in (place, element)}) == 2

    def place(self, line: str, word: str) -> tuple[float, float]:
        """The middle of a word, in the first line that has a text."""
        x, y = self.page.locator(".cm-line", has_text=line).first.evaluate(RECTANGLE, word)
        return x, y

    def hover(self, line: str, word: str) -> str:
        """What is shown beside a word when the mouse rests on it with Control held."""
        x, y = self.place(line, word)
        self.page.keyboard.down("Control")
        try:
            self.page.mouse.move(x - 2, y)
            self.page.mouse.move(x, y)
            return self.shown(".lsp-hover, .jp-Tooltip")
        finally:
            self.page.keyboard.up("Control")

    def finding(self, line: str, word: str) -> str:
        """What is shown beside a word that is wrong when the mouse rests on it."""
        self.page.mouse.move(*self.place(line, word))
        return self.shown(".cm-tooltip-hover")

    def shown(self, selector: str) -> str:
        try:
            self.page.wait_for_selector(selector, timeout=LIMIT * 1000)
        except Late:
            return ""
        return "\n".join(self.page.locator(selector).all_inner_texts())

    def rest(self) -> None:
        """Moves the mouse away, and closes what hangs over the text."""
        self.page.mouse.move(5, 5)
        self.page.keyboard.press("Escape")
        wait(lambda: self.page.locator(".lsp-hover, .cm-tooltip-hover").count() == 0, 3)

    def rename(self, line: str, word: str, name: str) -> None:
        """Through the context menu, and the dialog that asks for the name."""
        x, y = self.place(line, word)
        self.page.mouse.click(x, y)
        self.page.mouse.click(x, y, button="right")
        self.page.locator(".lm-Menu-itemLabel", has_text="Rename symbol").click(timeout=LIMIT * 1000)
        self.page.locator(".jp-Dialog input").fill(name, timeout=LIMIT * 1000)
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

    def replace(self, line: str, word: str, text: str) -> None:
        self.page.mouse.dblclick(*self.place(line, word))
        self.page.keyboard.type(text)

    def picture(self, path: Path) -> None:
        """The page without the blinking cursor, in few colours, so that it is small."""
        shown = self.page.screenshot(style=".cm-cursorLayer { visibility: hidden }", animations="disabled")
        shot = Image.open(BytesIO(shown)).convert("RGB")
        shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
