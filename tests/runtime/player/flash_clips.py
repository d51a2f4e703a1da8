"""Hostile clips without end: each is drawn from a seed, and each tries to flash in a way of its own.

A clip is a function from a frame's number to uint8 (height, width, rgb), `H` by `W`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Frame = npt.NDArray[np.uint8]
Clip = Callable[[int], Frame]
Maker = Callable[[np.random.Generator], Clip]

W, H = 192, 108
RATES = (24.0, 24.0, 24.0, 30.0, 30.0, 60.0)  # frames a second


def flat(colour: npt.ArrayLike) -> Frame:
    frame = np.empty((H, W, 3), np.uint8)
    frame[:] = np.asarray(colour, np.uint8)
    return frame


def colours(rng: np.random.Generator) -> tuple[Frame, Frame]:
    """Two colours: anything, black and white, a step of about a tenth, or something with red."""
    kind = rng.integers(4)
    if kind == 0:
        return rng.integers(0, 256, 3).astype(np.uint8), rng.integers(0, 256, 3).astype(np.uint8)
    if kind == 1:
        return np.full(3, 255, np.uint8), np.zeros(3, np.uint8)
    if kind == 2:
        low = rng.uniform(0, 0.85)
        step = rng.uniform(0.095, 0.2)
        return tuple(np.full(3, _channel(light), np.uint8) for light in (low, low + step))  # type: ignore[return-value]
    red = np.array([rng.integers(60, 256), rng.integers(0, 40), rng.integers(0, 40)], np.uint8)
    other = [np.zeros(3), rng.integers(0, 256, 3), np.array([0, 0, 255]), np.array([red[0] // 2, 0, 0])]
    return red, other[rng.integers(4)].astype(np.uint8)


def _channel(light: float) -> int:
    light = min(1.0, light)
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def beat(rng: np.random.Generator) -> Callable[[int], bool]:
    """On and off: any period, share of it and start; or at random."""
    period, start = int(rng.integers(2, 12)), int(rng.integers(0, 12))
    on = int(rng.integers(1, period))
    if rng.random() < 0.25:
        drawn = rng.random(400) < rng.uniform(0.2, 0.8)
        return lambda n: bool(drawn[n % 400])
    return lambda n: (n + start) % period < on


def area(rng: np.random.Generator, least: float = 0.1, most: float = 1.0) -> tuple[slice, slice]:
    """Rows and columns of a rectangle, its sides shares of the frame's."""
    h, w = (max(2, int(side * rng.uniform(least, most))) for side in (H, W))
    y, x = int(rng.integers(0, H - h + 1)), int(rng.integers(0, W - w + 1))
    return slice(y, y + h), slice(x, x + w)


def strobe(rng: np.random.Generator) -> Clip:
    (a, b), on, where = colours(rng), beat(rng), area(rng, 0.3)

    def clip(n: int) -> Frame:
        frame = flat(a)
        if on(n):
            frame[where] = b
        return frame

    return clip


def whole(rng: np.random.Generator) -> Clip:
    (a, b), on = colours(rng), beat(rng)
    return lambda n: flat(b if on(n) else a)


def patch(rng: np.random.Generator) -> Clip:
    """20 to 30 % of one field."""
    (a, b), on, share = colours(rng), beat(rng), rng.uniform(0.2, 0.3)
    ratio = rng.uniform(0.5, 2.0)
    h = min(H // 3, int(H / 3 * (share * ratio) ** 0.5))
    w = min(W // 3, int(W / 3 * (share / ratio) ** 0.5))
    y, x = int(rng.integers(0, H - h)), int(rng.integers(0, W - w))

    def clip(n: int) -> Frame:
        frame = flat(a)
        if on(n):
            frame[y : y + h, x : x + w] = b
        return frame

    return clip


def opposite(rng: np.random.Generator) -> Clip:
    """Parts that flash against one another: the mean stands still."""
    (a, b), on, parts, across = colours(rng), beat(rng), int(rng.integers(2, 9)), rng.random() < 0.5
    index = np.arange(W if across else H) * parts // (W if across else H) % 2 == 0

    def clip(n: int) -> Frame:
        line = np.where((index == on(n))[:, None], a, b).astype(np.uint8)
        frame = np.empty((H, W, 3), np.uint8)
        frame[:] = line[None] if across else line[:, None]
        return frame

    return clip


def stripes(rng: np.random.Generator) -> Clip:
    """Moving stripes, across or down."""
    (a, b), wide, speed = colours(rng), int(rng.integers(6, 120)), int(rng.integers(2, 50))
    share, across = rng.uniform(0.2, 0.8), rng.random() < 0.5

    def clip(n: int) -> Frame:
        place = (np.arange(W if across else H) + n * speed) % wide < wide * share
        line = np.where(place[:, None], a, b).astype(np.uint8)
        frame = np.empty((H, W, 3), np.uint8)
        frame[:] = line[None] if across else line[:, None]
        return frame

    return clip


def blind(rng: np.random.Generator) -> Clip:
    """Most columns or rows flash; those between do not, and whoever looks only there sees nothing."""
    (a, b), on = colours(rng), beat(rng)
    every, still, down = int(rng.integers(2, 6)), int(rng.integers(0, 6)), rng.random() < 0.5

    def clip(n: int) -> Frame:
        frame = flat(a)
        if on(n):
            (frame if down else frame.swapaxes(0, 1))[np.arange(H if down else W) % every != still % every] = b
        return frame

    return clip


def specks(rng: np.random.Generator) -> Clip:
    """Many small bright points, which together are light enough."""
    on, share = beat(rng), rng.uniform(0.05, 0.4)
    points = rng.random((H, W)) < share
    bright = rng.integers(150, 256, 3).astype(np.uint8)

    def clip(n: int) -> Frame:
        frame = flat((0, 0, 0))
        if on(n):
            frame[points] = bright
        return frame

    return clip


def cuts(rng: np.random.Generator) -> Clip:
    """Shots of their own light, cut after a few frames; each has its gradient."""
    long = int(rng.integers(1, 9))
    shots = rng.integers(0, 256, (64, 2, 3))
    ramp = np.linspace(0, 1, W)[None, :, None]

    def clip(n: int) -> Frame:
        left, right = shots[n // long % 64]
        made: Frame = np.repeat((left * (1 - ramp) + right * ramp).astype(np.uint8), H, 0)
        return made

    return clip


def ramps(rng: np.random.Generator) -> Clip:
    """Light that swells and goes, steep or slow, with a ripple on it."""
    period, ripple, top = rng.uniform(3, 30), rng.uniform(0, 0.08), rng.uniform(0.15, 1)
    tint, phase = rng.uniform(0.2, 1, 3), rng.uniform(0, 7)

    def clip(n: int) -> Frame:
        light = top * (0.5 + 0.5 * np.sin(phase + n * 2 * np.pi / period)) + ripple * (n % 2)
        return flat([_channel(max(0.0, light * share)) for share in tint])

    return clip


def blocks(rng: np.random.Generator) -> Clip:
    """Squares that change at random, of any size down to a quarter of a degree."""
    (a, b), side, hold = colours(rng), int(rng.integers(3, 60)), int(rng.integers(1, 5))
    seed = int(rng.integers(1 << 30))
    rows, columns = -(-H // side), -(-W // side)

    def clip(n: int) -> Frame:
        on = np.random.default_rng((seed, n // hold)).random((rows, columns)) < 0.5
        large = np.repeat(np.repeat(on, side, 0), side, 1)[:H, :W]
        return np.where(large[..., None], a, b).astype(np.uint8)

    return clip


def chequers(rng: np.random.Generator) -> Clip:
    (a, b), on, side = colours(rng), beat(rng), int(rng.integers(4, 60))
    board = (np.arange(H)[:, None] // side + np.arange(W)[None] // side) % 2 == 0
    return lambda n: np.where((board == on(n))[..., None], a, b).astype(np.uint8)


def lettering(rng: np.random.Generator) -> Clip:
    """Rows of words that come and go on a plate, as captions would."""
    (a, b), on, plate = colours(rng), beat(rng), area(rng, 0.4)
    ink = rng.random((H, W)) < rng.uniform(0.2, 0.7)
    ink &= (np.arange(H) // 6 % 2 == 0)[:, None]
    flashing = rng.random() < 0.5
    back = rng.integers(0, 256, 3).astype(np.uint8)

    def clip(n: int) -> Frame:
        frame = flat(back)
        if on(n) or not flashing:
            frame[plate] = a
            text = ink if on(n) else np.roll(ink, n * 7, 1)
            frame[plate][text[plate]] = b
        return frame

    return clip


def panels(rng: np.random.Generator) -> Clip:
    """A dark plate over a bright picture, as a HUD that opens and closes, while the picture is cut."""
    on, plate, cover, cut = beat(rng), area(rng, 0.35), rng.uniform(0.5, 1), int(rng.integers(2, 30))
    levels = rng.integers(60, 256, 32)

    def clip(n: int) -> Frame:
        frame = flat(np.full(3, levels[n // cut % 32]))
        if on(n):
            frame[plate] = (frame[plate] * (1 - cover) + 17 * cover).astype(np.uint8)
        return frame

    return clip


def bursts(rng: np.random.Generator) -> Clip:
    """Three flashes, a rest, three flashes: at the edge of what the rule allows."""
    (a, b), flashes, gap = colours(rng), int(rng.integers(2, 5)), int(rng.integers(1, 30))
    width, start = int(rng.integers(1, 4)), int(rng.integers(0, 20))
    round_ = flashes * 2 * width + gap

    def clip(n: int) -> Frame:
        at = (n + start) % round_
        return flat(b if at < flashes * 2 * width and at // width % 2 == 0 else a)

    return clip


def disc(rng: np.random.Generator) -> Clip:
    """A disc that swells, and wanders."""
    (a, b), speed, most = colours(rng), rng.uniform(0.3, 3), rng.uniform(30, 170)
    drift = rng.uniform(-6, 6, 2)
    ys, xs = np.mgrid[0:H, 0:W]

    def clip(n: int) -> Frame:
        y, x = H / 2 + drift[0] * n, W / 2 + drift[1] * n
        inside = (ys - y) ** 2 + (xs - x) ** 2 < (most * abs(np.sin(n * speed))) ** 2
        return np.where(inside[..., None], b, a).astype(np.uint8)

    return clip


def staggered(rng: np.random.Generator) -> Clip:
    """Tiles that flash each in its turn."""
    (a, b), side, period = colours(rng), int(rng.integers(8, 50)), int(rng.integers(2, 9))
    rows, columns = -(-H // side), -(-W // side)
    turn = np.repeat(np.repeat(rng.integers(0, period, (rows, columns)), side, 0), side, 1)[:H, :W]
    return lambda n: np.where(((turn + n) % period < period / 2)[..., None], a, b).astype(np.uint8)


MAKERS: tuple[Maker, ...] = (
    strobe, whole, patch, opposite, stripes, blind, specks, cuts, ramps, blocks, chequers, lettering, panels, bursts,
    disc, staggered,
)  # fmt: skip


def drawn(seed: int, seconds: float = 1.5) -> tuple[str, float, list[Frame]]:
    """The seed's clip: what it is called, its frames a second, and its frames."""
    rng = np.random.default_rng(seed)
    maker = MAKERS[seed % len(MAKERS)]
    rate, clip = RATES[rng.integers(len(RATES))], maker(rng)
    return maker.__name__, rate, [clip(n) for n in range(round(seconds * rate))]
