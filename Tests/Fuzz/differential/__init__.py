"""Single-operator models at random, run by the program and by its peers."""
