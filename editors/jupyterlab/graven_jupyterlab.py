"""Tells jupyter-lsp how to start graven's language server, and for which documents."""

from __future__ import annotations


def specification(_manager: object) -> dict[str, dict[str, object]]:
    """What the entry point `jupyter_lsp_spec_v1` asks for: servers by name."""
    return {
        "graven": {
            "version": 2,
            "display_name": "Graven",
            "argv": ["graven", "lsp"],
            "languages": ["onnx-text"],
            "mime_types": ["text/x-onnx-text"],
            # The server reads open documents from the editor: no copies of them have to lie on the disk.
            "requires_documents_on_disk": False,
            "troubleshoot": "The program graven must be on the PATH of the process that runs JupyterLab.",
        }
    }
