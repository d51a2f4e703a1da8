"""How the paper looks: looks are files that writers write, and become a colour grade, edges, textures and a frame."""

from generators.papertheatre.looks.collection import look_names
from generators.papertheatre.looks.finish import Finish, finish_of

__all__ = ["Finish", "finish_of", "look_names"]
