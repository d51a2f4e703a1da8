"""Animals as figures: what kinds there are, how they hold themselves, how each is cut."""
