"""How fast and how large the publication is, beside plain Sphinx and beside the floor; ``make bench`` prints it."""
