"""Contact sheets: every set, figure, thing and look of the paper theatre as labelled pictures, for eyes to judge."""
