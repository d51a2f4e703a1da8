"""Who sits for the plate: a small network that paints people over the large one's picture, point by point.

Where the stage plan has somebody, it is asked of every point around the feet: what colour, and how much is covered. It
sees the point as the puppet's own papers have it, and as every bone of the body has it, which moves with the posture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from generators.daguerreotype.bones import BONES, beside, bones, untipped
from generators.daguerreotype.scene import (
    DEGREES,
    END,
    FIGURE,
    HEAD,
    LATENT_FRAMES,
    MOST_FIGURES,
    PAPERS,
    RIGHT_ANGLE,
    SIZE,
    SPOT,
    SPOTTED,
    TRAITS,
    VIEW,
)
from generators.papertheatre.figures.posture import CHANNELS

ASIDE: Final = 1.0  # figure heights that are asked on each side of the feet
OVER: Final = 1.35  # above them
UNDER: Final = 0.25  # below
THIN: Final = 0.16  # a puppet that turns is never thinner than this, as in the paper theatre
OCTAVES: Final = 4
HIDDEN: Final = 80
FAR: Final = 4.0  # tenths of a height from a bone beyond which far is far
TRUNK: Final = 160
LAYERS: Final = 3
ASKED: Final = END + TRAITS + PAPERS + HEAD  # numbers of one figure at one moment, and of the scene
TIPPED: Final = CHANNELS.index("lie")
TALL: Final = SPOT + len(CHANNELS) + TRAITS + PAPERS - 2  # where the numbers say how tall somebody is among others
MOST_POINTS: Final = 9_000  # of one figure in one frame; of larger ones every second pixel is asked
_SCALES: Final = torch.tensor([1 / RIGHT_ANGLE] * DEGREES + [1.0] * (len(CHANNELS) - DEGREES))
SEEN: Final = 0.02  # presence below which nobody is there


class Cast(NamedTuple):
    """Figures at moments: (..., frames, figures, numbers) each."""

    there: torch.Tensor  # (...,) 0..1
    spot: torch.Tensor  # (..., SPOT): feet x and y, log height, height, facing
    asked: torch.Tensor  # (..., ASKED)


def cast(rows: torch.Tensor, shares: torch.Tensor) -> Cast:
    """The figures of rows (batch, scene.WIDTH) at shares (frames,) of the way from a row's first to its last frame."""
    told = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))[:, None]
    first, last = told[..., SPOTTED : SPOTTED + END], told[..., SPOTTED + END : SPOTTED + 2 * END]
    now = first + (last - first) * shares[None, :, None, None]
    over = (-1, len(shares), MOST_FIGURES, -1)
    rest = told[..., SPOTTED + 2 * END :].expand(over)
    head = rows[:, None, None, :HEAD].expand(over)
    there = told[..., 0].expand(over[:-1])
    return Cast(there, now[..., :SPOT], torch.cat([now, rest, head], dim=-1))


class Sitters(nn.Module):
    """Figures and points in, colours and covers out."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(ASKED, TRUNK), nn.SiLU(), nn.Linear(TRUNK, TRUNK), nn.SiLU())
        self.styles = nn.Linear(TRUNK, LAYERS * 2 * HIDDEN)
        seen = 2 + 4 * OCTAVES + 4 * BONES
        self.layers = nn.ModuleList(nn.Linear(seen if n == 0 else HIDDEN, HIDDEN) for n in range(LAYERS))
        self.last = nn.Linear(HIDDEN, 4)
        with torch.no_grad():
            self.styles.weight.mul_(0.3)
            self.styles.bias.zero_()

    def forward(self, asked: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
        """Figures (figures, ASKED), points on their papers (figures, points, 2) -> (figures, points, 4), 0..1.

        Three colours and a cover for each.
        """
        trunk = self.trunk(asked)
        x = _seen(asked, points)
        styles = self.styles(trunk).unflatten(1, (LAYERS, 2, 1, HIDDEN))
        for n, layer in enumerate(self.layers):
            x = functional.relu(torch.addcmul(styles[:, n, 1], layer(x), 1 + styles[:, n, 0]))
        painted: torch.Tensor = self.last(x).sigmoid()
        return painted


def _seen(asked: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
    """Points in themselves, as waves, and as each bone has them: (figures, points, numbers)."""
    posture = asked[:, SPOT : SPOT + len(CHANNELS)] / _SCALES.to(asked.device)
    points = untipped(points, posture[:, TIPPED])
    waves = [f(points * (torch.pi * 2.0**n)) for n in range(OCTAVES) for f in (torch.sin, torch.cos)]
    by_bones = beside(points, bones(posture, asked[:, TALL])).clamp(-FAR, FAR)
    near = torch.exp(-by_bones[..., 2].square())
    return torch.cat([points, *waves, by_bones.flatten(2), near], dim=-1)


def on_papers(spot: torch.Tensor, pixels: torch.Tensor) -> torch.Tensor:
    """Pixels (..., points, 2), from the corner, as figures' own papers have them, in heights from the feet.

    `spot`: (..., SPOT).
    """
    wide, high = SIZE
    tall = spot[..., 3, None].clamp_min(0.02) * high
    facing = spot[..., 4, None]
    facing = torch.where(facing < 0, -1.0, 1.0) * facing.abs().clamp_min(THIN)
    feet_x, feet_y = (spot[..., 0, None] + 1) * wide / 2, (spot[..., 1, None] + 1) * high / 2
    return torch.stack([(pixels[..., 0] - feet_x) / tall / facing, (pixels[..., 1] - feet_y) / tall], dim=-1)


def is_near(spot: torch.Tensor, papers: torch.Tensor) -> torch.Tensor:
    """Whether points on figures' papers (..., points, 2) are near enough to be asked."""
    thin = spot[..., 4, None].abs().clamp_min(THIN)
    x, y = papers[..., 0] * thin, papers[..., 1]
    return (x.abs() < ASIDE) & (y > -OVER) & (y < UNDER)


class Sitting:
    """Paints the people of rows over small frames."""

    def __init__(self, sitters: Sitters) -> None:
        self.sitters = sitters.eval().requires_grad_(False)

    @torch.inference_mode()
    def painted(self, frames: torch.Tensor, row: torch.Tensor, first: int = 0) -> torch.Tensor:
        """Frames (time, 3, height, width), 0..1, of one row (scene.WIDTH,): the same with its people.

        `first`: which of the row's LATENT_FRAMES frames the first one is.
        """
        shares = torch.linspace(0, 1, LATENT_FRAMES)[first : first + len(frames)]
        people = Cast(*(part[0] for part in cast(row[None], shares)))
        for number in range(MOST_FIGURES):  # who stands behind comes first
            if float(people.there[0, number]) > SEEN:
                frames = self._over(frames, Cast(*(part[:, number] for part in people)))
        return frames

    def _over(self, frames: torch.Tensor, one: Cast) -> torch.Tensor:
        left, top, right, bottom = _box(one.spot)
        if right <= left or bottom <= top:
            return frames
        step = 1 if (right - left) * (bottom - top) <= MOST_POINTS else 2
        across, down = (torch.arange(a, b, step) + step / 2 for a, b in ((left, right), (top, bottom)))
        pixels = torch.stack(torch.meshgrid(across, down, indexing="xy"), dim=-1)
        papers = on_papers(one.spot, pixels.flatten(0, 1).expand(len(frames), -1, -1))
        made = self.sitters(one.asked, papers)
        made[..., 3] *= is_near(one.spot, papers) * one.there[:, None]
        layer = made.transpose(1, 2).unflatten(2, pixels.shape[:2])
        if step > 1:
            layer = functional.interpolate(layer, scale_factor=step, mode="bilinear", align_corners=False)
            layer = layer[..., : bottom - top, : right - left]
        painted = frames.clone()
        region = painted[..., top:bottom, left:right]
        region.lerp_(layer[:, :3], layer[:, 3:])
        return painted


def _box(spot: torch.Tensor) -> tuple[int, int, int, int]:
    """The pixels around somebody in all frames: left, top, right, bottom; spot (frames, SPOT)."""
    wide, high = SIZE
    tall = spot[:, 3].clamp_min(0.02) * high
    x, y = (spot[:, 0] + 1) * wide / 2, (spot[:, 1] + 1) * high / 2
    left, right = float((x - ASIDE * tall).min()), float((x + ASIDE * tall).max())
    top, bottom = float((y - OVER * tall).min()), float((y + UNDER * tall).max())
    return max(0, int(left)), max(0, int(top)), min(wide, int(right) + 1), min(high, int(bottom) + 1)


def sitting_of(tensors: Mapping[str, torch.Tensor]) -> Sitting | None:
    """Who paints the people, of the weights among these, as `sitters.*`; None where there are none."""
    kept = {k.removeprefix("sitters."): v.float() for k, v in tensors.items() if k.startswith("sitters.")}
    if not kept:
        return None
    made = Sitters()
    made.load_state_dict(kept)
    return Sitting(made)
