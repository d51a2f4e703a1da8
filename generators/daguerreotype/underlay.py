"""The stage plan as a picture: what lies under the noise at every place of the frame before the first block.

Each taught place has a backdrop of learned numbers, looked at through the shot's camera at three depths; each figure
lays its features around where it stands. The transformer's own modules stay as they are: this is added to what its
patch embedding gives.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import nn
from torch.nn import functional

from generators.daguerreotype.codec import SIDE
from generators.daguerreotype.curriculum import KINDS
from generators.daguerreotype.scene import (
    END,
    FIGURE,
    FRAMED,
    HEAD,
    MOST_FIGURES,
    POSE,
    PUSH_SCALE,
    SIZE,
    SPOTTED,
    VIEW,
    X_SCALE,
    Y_SCALE,
)
from generators.papertheatre.camera import HEIGHT, MARGIN

COLUMNS: Final = SIZE[0] // SIDE  # of latents
ROWS: Final = SIZE[1] // SIDE
DEPTHS: Final = (0.1, 0.55, 1.0)  # of the paper theatre's sheets: far, middle, where the figures stand
CLOTH: Final = (28, 48)  # numbers in a backdrop's height and width
THREADS: Final = 24  # channels of a backdrop at one depth
FINE: Final = 2  # looks into the backdrop along each side of a token
UNIT: Final = SIZE[1] / HEIGHT  # pixels of a stage unit at zoom 1
ACROSS: Final = 10.0  # stage units from the middle to the edge of a backdrop
DOWN: Final = 5.5
AROUND: Final = 8  # numbers of where a token is for a figure: four at each end of a row's time
OCTAVES: Final = 3  # of sines and cosines of them
BODY: Final = (0.25, 0.6)  # half of somebody's width and height, in heights: what counts as their place in the picture
REACH: Final = 3.0  # figure heights beyond which far is far


class Underlay(nn.Module):
    """float32 (batch, scene.WIDTH) -> (batch, width, 1, ROWS, COLUMNS)."""

    def __init__(self, width: int, hidden: int = 128) -> None:
        super().__init__()
        self.backdrops = nn.Parameter(0.5 * torch.randn(len(KINDS), len(DEPTHS) * THREADS, *CLOTH))
        self.view = nn.Linear(len(DEPTHS) * THREADS * FINE * FINE, width)
        self.place = nn.Parameter(0.02 * torch.randn(width, ROWS, COLUMNS))
        self.figure = nn.Sequential(
            nn.Linear(FIGURE + AROUND * (1 + 2 * OCTAVES), hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU()
        )
        self.figures = nn.Linear(hidden, width)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """What is added to the embedded patches of a chunk that is told `rows`."""
        laid = self._seen(rows) + self._people(rows)
        return (laid + self.place)[:, :, None]

    def _seen(self, rows: torch.Tensor) -> torch.Tensor:
        """The backdrop through the camera: (batch, width, ROWS, COLUMNS)."""
        cloth = torch.einsum("bk,kchw->bchw", rows[:, : len(KINDS)], self.backdrops)
        parts = cloth.split(THREADS, dim=1)
        looks = [
            functional.grid_sample(
                part, grid_at(rows, depth), mode="bilinear", padding_mode="border", align_corners=False
            )
            for part, depth in zip(parts, DEPTHS, strict=True)
        ]
        fine = functional.pixel_unshuffle(torch.cat(looks, dim=1), FINE)
        seen: torch.Tensor = self.view(fine.permute(0, 2, 3, 1))
        return seen.permute(0, 3, 1, 2)

    def _people(self, rows: torch.Tensor) -> torch.Tensor:
        """What the figures lay around them: (batch, width, ROWS, COLUMNS)."""
        told = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))
        around = _around(told)  # (batch, figures, tokens, numbers)
        whole = torch.cat([told[:, :, None].expand(-1, -1, around.shape[2], -1), around], dim=-1)
        laid = self.figures((self.figure(whole) * told[:, :, None, :1]).sum(1))
        grid: torch.Tensor = laid.transpose(1, 2).unflatten(2, (ROWS, COLUMNS))
        return grid


def grid_at(rows: torch.Tensor, depth: float) -> torch.Tensor:
    """Where the picture's points lie on a backdrop at `depth`: (batch, FINE ROWS, FINE COLUMNS, 2), -1..1.

    The inverse of what papertheatre.camera.View does with a point of the stage.
    """
    view = rows[:, HEAD : HEAD + VIEW, None, None]
    x, y, zoom, tilt = X_SCALE * view[:, 0], HEIGHT / 2 + Y_SCALE * view[:, 1], view[:, 2].exp(), view[:, 3]
    pose_x, pose_y, push = ((view[:, k] + view[:, k + POSE]) / 2 for k in range(FRAMED, FRAMED + POSE))
    drift, near = 0.10 + 0.90 * depth, 0.22 + 0.78 * depth
    scale = UNIT * (1 + (zoom - 1) * near)
    across, down = _points(ROWS * FINE, COLUMNS * FINE, rows)
    lens = MARGIN * (1 + PUSH_SCALE * push) * scale
    stage_x = across * (SIZE[0] / 2) / lens + drift * (x + pose_x)
    middle = (y - HEIGHT / 2) * drift - tilt * (1 - depth)  # below the stage's own
    stage_y = down * (SIZE[1] / 2) / lens + middle + drift * pose_y
    return torch.stack(torch.broadcast_tensors(stage_x / ACROSS, stage_y / DOWN), dim=-1)


def _points(rows: int, columns: int, like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Middles of a grid's cells, -1..1: across (1, 1, columns), down (1, rows, 1)."""
    across = (torch.arange(columns, device=like.device, dtype=like.dtype) + 0.5) * 2 / columns - 1
    down = (torch.arange(rows, device=like.device, dtype=like.dtype) + 0.5) * 2 / rows - 1
    return across[None, None, :], down[None, :, None]


def presence(rows: torch.Tensor) -> torch.Tensor:
    """How much of somebody is at each token, 0..1: (batch, ROWS, COLUMNS) of rows (batch, scene.WIDTH)."""
    told = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))
    across, down = _points(ROWS, COLUMNS, told)
    x, y = told[:, :, SPOTTED, None, None], told[:, :, SPOTTED + 1, None, None]
    tall = told[:, :, SPOTTED + 3, None, None].clamp_min(0.05)
    dx = (across[None] - x) * (COLUMNS / ROWS) / (2 * tall)
    dy = (down[None] - y) / (2 * tall)
    body = torch.exp(-((dx / BODY[0]) ** 4) - (((dy + 0.5) / BODY[1]) ** 4))
    there: torch.Tensor = (body * told[:, :, :1, None]).amax(1)
    return there


def _around(told: torch.Tensor) -> torch.Tensor:
    """Every token's place as each figure sees it, in figure heights from its feet, at both ends of the row's time."""
    across, down = _points(ROWS, COLUMNS, told)
    numbers: list[torch.Tensor] = []
    for at in (SPOTTED, SPOTTED + END):
        x, y = told[:, :, at, None, None], told[:, :, at + 1, None, None]
        tall = told[:, :, at + 3, None, None].clamp_min(0.05)
        dx = ((across[None] - x) * (COLUMNS / ROWS) / (2 * tall)).expand(-1, -1, ROWS, COLUMNS)
        dy = ((down[None] - y) / (2 * tall)).expand(-1, -1, ROWS, COLUMNS)
        numbers += [
            dx.clamp(-REACH, REACH),
            dy.clamp(-REACH, REACH),
            torch.exp(-4 * dx * dx),
            torch.exp(-4 * (dy + 0.5) ** 2),
        ]
    places = torch.stack(numbers, dim=-1).flatten(2, 3)
    waves = [f(places * 2.0**n * torch.pi / 2) for n in range(OCTAVES) for f in (torch.sin, torch.cos)]
    return torch.cat([places, *waves], dim=-1)
