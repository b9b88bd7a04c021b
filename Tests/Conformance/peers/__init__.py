"""What the conformance scripts share: the program under test, corpora, comparison of models, figures."""
