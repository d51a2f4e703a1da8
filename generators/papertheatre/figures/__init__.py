"""Jointed puppets: who they are (wardrobe), how they hold themselves (posture), what is drawn (puppet, head)."""
