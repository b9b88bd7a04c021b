"""What the tests of the language server share: a strict client, recordings and their rules, texts of any size."""
