"""What a frame takes over from the one before: the last picture moved along with the camera, or that picture itself."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch.nn import functional

from generators.base import Camera, Move

SPEED = 0.012  # share of the picture's width that a pan crosses in a frame
ZOOM = 0.0016  # growth of a push in, for each frame
PATHS: dict[Move, tuple[float, float, float]] = {  # right, down, closer
    Move.PAN_LEFT: (-1, 0, 0),
    Move.PAN_RIGHT: (1, 0, 0),
    Move.TILT_UP: (0, -1, 0),
    Move.TILT_DOWN: (0, 1, 0),
    Move.PUSH_IN: (0, 0, 1),
    Move.PULL_OUT: (0, 0, -1),
    Move.CRANE: (0, -0.7, -0.5),
}


def warped(latent: torch.Tensor, camera: Camera, pace: float = 1.0) -> torch.Tensor:
    """(1, channels, h, w) as the next frame of this camera would see it; edges are continued."""
    right, down, closer = PATHS.get(camera.move, (0.0, 0.0, 0.0))
    if not (right or down or closer):
        return latent
    scale = 1 - closer * ZOOM * pace
    shift = (2 * SPEED * 0.1 * right * pace, 2 * SPEED * 0.1 * down * pace)
    matrix = torch.tensor([[[scale, 0.0, shift[0]], [0.0, scale, shift[1]]]], dtype=torch.float32)
    grid = functional.affine_grid(matrix, list(latent.shape), align_corners=False).to(latent.device, latent.dtype)
    moved: torch.Tensor = functional.grid_sample(
        latent, grid, mode="bilinear", padding_mode="border", align_corners=False
    )
    return moved


@dataclass(frozen=True)
class Likeness:
    """Skips the network for frames that are like the last one that was made, but never many in a row."""

    nearest: float = 0.997  # cosine between guides from which a frame may be skipped
    longest: int = 6  # skipped in a row at most

    def skips(self, guide: torch.Tensor, made_of: torch.Tensor | None, skipped: int) -> bool:
        """Whether a frame of this guide may repeat the last one, which was made of another guide."""
        if made_of is None or skipped >= self.longest:
            return False
        a, b = guide.flatten().float(), made_of.flatten().float()
        return float(functional.cosine_similarity(a - a.mean(), b - b.mean(), dim=0)) >= self.nearest
