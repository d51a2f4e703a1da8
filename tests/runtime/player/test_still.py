"""Stills: small, made once, bounded; and whatever comes back from a save is opened with care."""

from __future__ import annotations

import io
import random

import numpy as np
import pygame
import pytest

from runtime.player.still import MOST, Still, jpeg, opened, size_of


def picture(size: tuple[int, int] = (640, 360), colour: tuple[int, int, int] = (200, 120, 40)) -> pygame.Surface:
    made = pygame.Surface(size, 0, 32)
    made.fill(colour)
    return made


def noise(size: tuple[int, int] = (1280, 720)) -> pygame.Surface:
    pixels = np.random.default_rng(1).integers(0, 256, (size[0], size[1], 3), np.uint8)
    return pygame.surfarray.make_surface(pixels)


def jpeg_of(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    pygame.image.save(picture(size), out, "x.jpg")
    return out.getvalue()


def test_a_still_is_a_small_jpeg_of_what_was_on() -> None:
    surface = picture()
    still = Still(surface)
    surface.fill((0, 0, 0))  # the loop goes on with its own
    data = still()
    assert still() is data
    assert size_of(data) == (320, 180)
    seen = opened(data, (320, 180))
    assert seen is not None
    assert all(abs(a - b) < 12 for a, b in zip(seen.get_at((100, 90))[:3], (200, 120, 40), strict=True))


@pytest.mark.parametrize("limit", [40_000, 12_000, 2_000])
def test_the_richest_picture_keeps_the_limit(limit: int) -> None:
    data = jpeg(noise(), (320, 180), limit)
    assert 0 < len(data) <= limit
    width, height = size_of(data) or (0, 0)
    assert abs(width / height - 16 / 9) < 0.1


def test_what_cannot_be_small_enough_is_none() -> None:
    assert jpeg(noise(), (320, 180), 10) == b""


def test_a_still_fills_its_place_without_distortion() -> None:
    data = jpeg(picture((320, 320)), (320, 180), 40_000)
    seen = opened(data, (200, 50))
    assert seen is not None
    assert seen.get_size() == (200, 50)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"GIF89a" + b"\0" * 99, b"\xff\xd8\xff\xe0\x00\x01" * 9, b"\xff\xd8\xff\xc0\x00\x11\x08"]
)
def test_what_is_no_jpeg_is_not_opened(data: bytes) -> None:
    assert opened(data, (64, 36)) is None


def test_a_header_that_promises_too_much_is_not_opened() -> None:
    data = bytearray(jpeg_of((64, 36)))
    at = data.index(b"\xff\xc0")
    for width, height in ((MOST[0] + 1, 36), (64, 65_535), (65_535, 65_535), (0, 36)):
        data[at + 5 : at + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
        assert opened(bytes(data), (64, 36)) is None


def test_damaged_stills_break_nothing() -> None:
    chance, whole = random.Random(5), jpeg_of((64, 36))
    for _ in range(300):
        data = bytearray(whole[: chance.randint(0, len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randint(0, 4) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        seen = opened(bytes(data), (32, 18))
        assert seen is None or seen.get_size() == (32, 18)
