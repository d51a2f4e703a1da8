"""The flash guard against hostile clips, judged by the slow checker that was written apart from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import cycle, islice, product

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from generators.base import Shot, TimeOfDay, Weather
from generators.papertheatre import open_generator
from generators.papertheatre.sets import BUILDERS
from runtime.audio.voices import SilentVoices
from runtime.course import Course
from runtime.library import load, show_names
from runtime.performance import rehearse
from runtime.player.flashguard import FIELD, FlashGuard, field_share
from tests.generators.papertheatre.stagehand import shot
from tests.runtime.player.flash_clips import MAKERS, H, W, drawn
from tests.runtime.player.slow_checker import worst_share

Frame = npt.NDArray[np.uint8]  # (height, width, rgb)
FPS = 24.0
LENGTH = 36  # frames: a second and a half
LIMIT = 0.25
SHOTS = [
    shot(place, time=time, weather=weather)
    for weather, time, place in product(
        (Weather.STORM, Weather.CLEAR, Weather.SNOW),
        (TimeOfDay.NIGHT, TimeOfDay.DAY),
        ("harbour", "kitchen", "forest", "street"),
    )
]


def plain(r: int, g: int, b: int) -> Frame:
    return np.full((H, W, 3), (r, g, b), np.uint8)


def whole_screen(n: int, period: int = 4) -> Frame:
    return plain(255, 255, 255) if n % period < period // 2 else plain(0, 0, 0)


def halves_in_opposition(n: int) -> Frame:
    frame = plain(20, 20, 20)
    half = slice(0, W // 2) if n % 4 < 2 else slice(W // 2, W)
    frame[:, half] = 230
    return frame


def patch_of_a_field(n: int) -> Frame:
    """A third of one ten-degree field: 4 % of the screen."""
    frame = plain(90, 90, 90)
    if n % 2:
        frame[40 : 40 + int(H / 3 * 0.58), 60 : 60 + int(W / 3 * 0.58)] = 255
    return frame


def saturated_red(n: int) -> Frame:
    return plain(255, 0, 0) if n % 4 < 2 else plain(0, 0, 40)


def dim_red(n: int) -> Frame:
    """Too little luminance for a general flash, but red."""
    return plain(110, 0, 0) if n % 4 < 2 else plain(0, 0, 0)


def red_and_pale(n: int) -> Frame:
    """Saturated on one side only: held back by blending, it creeps over the border of saturation."""
    return plain(152, 6, 37) if n % 8 < 4 else plain(203, 209, 118)


def strobe_at_every_frame(n: int) -> Frame:
    return plain(240, 240, 230) if n % 2 else plain(10, 10, 10)


def faint_steps(n: int) -> Frame:
    """A little over a tenth of light each way."""
    return plain(150, 150, 150) if n % 4 < 2 else plain(119, 119, 119)


def hardly_dark(n: int) -> Frame:
    """The darker side is a hair below what the rule calls dark: 0.799 of light."""
    return plain(231, 231, 231) if n % 4 < 2 else plain(250, 250, 250)


def fine_columns(n: int) -> Frame:
    """Three of four columns flash: sampling every fourth would not see it."""
    frame = plain(30, 30, 30)
    if n % 4 < 2:
        for first in (1, 2, 3):
            frame[:, first::4] = 255
    return frame


def dark_lines_on_white(n: int) -> Frame:
    """Two of three columns are dark for two frames of three: held back, each cell is light, and its lines are not."""
    frame = plain(255, 255, 255)
    if n % 3:
        frame[:, 0::3] = frame[:, 2::3] = 0
    return frame


def noise_of_blocks(n: int) -> Frame:
    small = np.random.default_rng(n).integers(0, 2, (6, 9, 1), np.uint8) * 255
    return np.ascontiguousarray(np.repeat(np.repeat(small, H // 6, 0), W // 9 + 1, 1).repeat(3, 2)[:H, :W])


def moving_bar(n: int) -> Frame:
    frame = plain(10, 10, 10)
    frame[:, (n * 23) % W : (n * 23) % W + 60] = 255
    return frame


def random_cuts(n: int) -> Frame:
    level = int(np.random.default_rng(n // 2 + 77).integers(0, 256))
    return plain(level, 255 - level, level // 2)


HOSTILE: list[Callable[[int], Frame]] = [
    whole_screen, halves_in_opposition, patch_of_a_field, saturated_red, dim_red, red_and_pale, strobe_at_every_frame,
    faint_steps, hardly_dark, fine_columns, dark_lines_on_white, noise_of_blocks, moving_bar, random_cuts,
]  # fmt: skip


def guarded(clip: Iterable[Frame], guard: FlashGuard | None = None, fps: float = FPS) -> list[Frame]:
    """What the viewer would have seen; each pixel of a clip is four on the screen, so one is enough to look at."""
    guard = guard or FlashGuard()
    surface, seen = pygame.Surface((W * 2, H * 2), 0, 32), []
    for n, frame in enumerate(clip):
        picture = pygame.image.frombuffer(np.ascontiguousarray(frame).data, (W, H), "RGB").convert(surface)
        pygame.transform.scale(picture, surface.get_size(), surface)
        guard.guard(surface, n / fps)
        seen.append(np.ascontiguousarray(pygame.surfarray.pixels3d(surface)[::2, ::2].swapaxes(0, 1)))
    return seen


@pytest.mark.parametrize("clip", HOSTILE, ids=lambda clip: clip.__name__)
def test_hostile_clips_come_out_safe(clip: Callable[[int], Frame]) -> None:
    shown = guarded(clip(n) for n in range(LENGTH))
    assert worst_share(shown, FPS) < LIMIT


@pytest.mark.parametrize(
    "clip",
    [whole_screen, halves_in_opposition, patch_of_a_field, saturated_red, dim_red, hardly_dark, strobe_at_every_frame],
)
def test_the_checker_knows_them_as_unsafe(clip: Callable[[int], Frame]) -> None:
    assert worst_share([clip(n) for n in range(LENGTH)], FPS) >= LIMIT


def unsafe_once_guarded(seeds: Iterable[int], seconds: float = 1.5) -> list[tuple[int, str]]:
    """Clips of these seeds that would still break the rule on the screen."""
    found = []
    for seed in seeds:
        name, fps, clip = drawn(seed, seconds)
        if worst_share(guarded(clip, fps=fps), fps) >= LIMIT:
            found.append((seed, name))
    return found


def test_clips_of_every_kind_come_out_safe() -> None:
    assert unsafe_once_guarded(range(3 * len(MAKERS)), 1.2) == []


def test_most_of_these_clips_break_the_rule_unguarded() -> None:
    """Or the proof would prove nothing."""
    clips = [drawn(seed, 1.2) for seed in range(len(MAKERS))]
    assert sum(worst_share(clip, fps) >= LIMIT for _, fps, clip in clips) >= len(MAKERS) // 3


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_clips_come_out_safe(part: int) -> None:
    assert unsafe_once_guarded(range(part * 512, (part + 1) * 512)) == []


def test_the_checker_counts_as_the_rule_does() -> None:
    """Three flashes in a second are allowed, a fourth is not; a small area and a step under a tenth are."""

    def pulses(count: int, bright: int = 255, rows: int = H) -> list[Frame]:
        clip = [plain(0, 0, 0) for _ in range(24)]
        for n in range(count):
            clip[2 + n * 4][:rows] = bright
        return clip

    assert worst_share(pulses(3), FPS) == 0.0
    assert worst_share(pulses(4), FPS) == 1.0
    assert worst_share(pulses(4, bright=80), FPS) == 0.0
    assert worst_share(pulses(4, rows=H // 15), FPS) < LIMIT


def test_calm_clips_pass_untouched() -> None:
    """A slow pan over a gradient, a fade, three cuts in a second."""
    guard = FlashGuard()
    ramp = np.linspace(0, 255, 3 * W).astype(np.uint8)

    def calm(n: int) -> Frame:
        frame = np.empty((H, W, 3), np.uint8)
        frame[:] = ramp[None, n * 3 : n * 3 + W, None]
        return frame if n % 72 < 48 else 255 - frame

    clip = [calm(n) for n in range(96)]
    assert all(np.array_equal(a, b) for a, b in zip(guarded(iter(clip), guard), clip, strict=True))
    assert guard.held == 0


def test_after_a_flash_the_picture_comes_back() -> None:
    guard = FlashGuard()
    clip = [whole_screen(n) for n in range(24)] + [plain(120, 90, 60)] * 48
    assert guarded(iter(clip), guard)[-1].tolist() == clip[-1].tolist()
    assert guard.held > 0


def test_a_held_picture_still_moves() -> None:
    """It is blended, not frozen: the worst is damped."""
    shown = guarded(whole_screen(n) for n in range(24))
    means = [float(frame.mean()) for frame in shown[14:]]
    assert max(means) > min(means)


def test_slow_flashes_are_allowed() -> None:
    guard = FlashGuard()
    guarded((whole_screen(n, period=24) for n in range(96)), guard)
    assert guard.held == 0


def test_a_new_size_begins_anew() -> None:
    guard = FlashGuard()
    for n in range(40):
        size = (W, H) if n % 4 < 2 else (H, W)
        surface = pygame.Surface(size, 0, 32)
        surface.fill((255, 255, 255) if n % 2 else (0, 0, 0))
        guard.guard(surface, n / FPS)
    assert guard.held == 0


def held_back(shots: Iterable[Shot]) -> float:
    """The share of frames that are held back, with a cut a second and a half."""
    guard, stage = FlashGuard(), open_generator((W, H), {})
    surface, frames = pygame.Surface((W, H), 0, 32), 0
    for one in shots:
        stage.begin(one)
        shown = 0
        while shown < 36:
            for frame in stage.next_chunk():
                surface.blit(pygame.image.frombuffer(np.ascontiguousarray(frame).data, (W, H), "RGB"), (0, 0))
                guard.guard(surface, frames / FPS)
                frames, shown = frames + 1, shown + 1
    stage.close()
    return guard.held / frames


@pytest.mark.parametrize("shots", [range(0, 24, 8), pytest.param(range(24), marks=pytest.mark.soak)])
def test_paper_theatre_and_its_cuts_pass_nearly_untouched(shots: Sequence[int]) -> None:
    """Over places of every light fewer than one frame in two hundred is held back."""
    assert held_back(SHOTS[number] for number in shots) < 1 / 200


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_every_set_passes_nearly_untouched() -> None:
    lights = islice(cycle(product(TimeOfDay, Weather)), 0, None, 7)
    shots = [shot(kind, time=time, weather=weather) for kind, (time, weather) in zip(BUILDERS, lights, strict=False)]
    assert held_back(shots) < 1 / 200


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", show_names())
def test_the_sample_shows_pass_nearly_untouched(name: str) -> None:
    """The first fifteen shots of each, along its likeliest way."""
    course, shots = Course.begin(load(name), 1), list[Shot]()
    while len(shots) < 15:
        placed = rehearse(course, SilentVoices(), Fraction(24)).timeline.placed
        shots += [one.setup.shot for one in placed]
        branches = course.branches()
        if not branches:
            break
        course = branches[0][1]
    assert held_back(shots[:15]) < 1 / 200


@pytest.mark.parametrize("size", [(16, 9), (160, 90), (90, 160), (2000, 500)])
def test_any_surface_can_be_guarded(size: tuple[int, int]) -> None:
    guard, surface = FlashGuard(), pygame.Surface(size, 0, 32)
    held = 0.0
    for n in range(30):
        surface.fill((255, 255, 255) if n % 2 else (0, 0, 0))
        held = max(held, guard.guard(surface, n / FPS))
    assert held > 0.5


def test_near_a_large_screen_ten_degrees_are_smaller() -> None:
    across, down = field_share(1.21, 0.6)
    assert across == pytest.approx(0.087, abs=0.001)
    assert down > across
    assert field_share(0.3, 3.0) == (1.0, 1.0)
    guard = FlashGuard((across, down))
    guarded((patch_of_a_field(n) for n in range(24)), guard)
    assert guard.held > 0
    assert FIELD == (1 / 3, 1 / 3)
