"""How the paper looks: looks are files that writers write, and become a colour grade, edges, textures and a frame."""

from generators.papertheatre.looks.finish import PAPER_CUT, STYLES, Finish, finish_of

__all__ = ["PAPER_CUT", "STYLES", "Finish", "finish_of"]
