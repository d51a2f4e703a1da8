"""Single sounds, synthesised: a knock, a door, thunder. Words that mean nothing here make no sound."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects import animals, bells, doors, machines, nature, people, steps, things
from runtime.audio.effects.words import Wanted, effect_for, ground_of
from runtime.audio.levels import gain_of, peak_db
from runtime.audio.manners import THROUGH_AIR_S, VEILS
from runtime.audio.meter import lufs
from runtime.audio.noise import filtered, room, trimmed, without_rumble
from runtime.audio.tape import Tape

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]
    Recipe = Callable[[np.random.Generator], Wave]

__all__ = ["RECIPES", "Wanted", "effect_for", "ground_of", "make_effect"]

LOUD, PLAIN, SOFT, FAINT = -19.0, -24.0, -30.0, -36.0  # LUFS: thunder; a door; paper; a step that nobody listens to
HIGHEST_DB = -4.0  # of a peak: what is very short may be softer than its loudness asks
TURNS = 3  # the same effect again sounds a little different, so often

RECIPES: dict[str, tuple[Recipe, float]] = {  # sort: how it is made, its loudness
    "knock": (doors.knock, PLAIN), "pound": (doors.pound, -21.0), "door": (doors.door, PLAIN),
    "door opens": (doors.opens, -27.0), "door shuts": (doors.shuts, PLAIN), "slam": (doors.slam, LOUD),
    "creak": (doors.creak, -29.0), "floorboard": (doors.floorboard, SOFT), "gate": (doors.gate, -26.0),
    "lock": (doors.lock, SOFT), "switch": (doors.switch, SOFT), "window": (doors.window, -28.0),
    "drawer": (doors.drawer, -29.0), "box": (things.box, -27.0), "ladder": (steps.ladder, -31.0),
    "ship bell": (bells.ship_bell, -25.0), "church bell": (bells.church_bell, PLAIN),
    "hand bell": (bells.hand_bell, -27.0), "shop bell": (bells.shop_bell, -29.0),
    "door chime": (bells.door_chime, -27.0), "gong": (bells.gong, PLAIN), "clock strikes": (bells.clock_strikes, -27.0),
    "tick": (bells.ticking, -37.0), "telephone": (bells.telephone, -26.0), "alarm": (bells.alarm_clock, -27.0),
    "siren": (bells.siren, -25.0), "foghorn": (bells.foghorn, -22.0), "train whistle": (bells.train_whistle, -23.0),
    "train": (machines.steam_train, -23.0), "pea whistle": (bells.pea_whistle, -27.0),
    "human whistle": (bells.human_whistle, -28.0), "music box": (bells.music_box, -29.0),
    "shimmer": (bells.shimmer, -30.0), "gull": (animals.gull, -28.0), "dog": (animals.dog, PLAIN),
    "cat": (animals.cat, -28.0), "horse": (animals.horse, PLAIN), "hooves": (animals.hooves, -27.0),
    "cow": (animals.cow, -26.0), "sheep": (animals.sheep, -27.0), "crow": (animals.crow, -27.0),
    "owl": (animals.owl, -29.0), "rooster": (animals.rooster, -26.0), "wolf": (animals.wolf, -26.0),
    "songbird": (animals.songbird, -31.0), "frog": (animals.frog, -31.0), "wings": (animals.wings, -31.0),
    "bee": (animals.bee, -33.0), "thunder": (nature.thunder, -18.0), "wave": (nature.breaker, -23.0),
    "splash": (nature.splash, -25.0), "drip": (nature.drip, -32.0), "bubbles": (nature.bubbles, -29.0),
    "pour": (nature.pour, -31.0), "gust": (nature.gust, -27.0), "whoosh": (nature.whoosh, -27.0),
    "flap": (nature.flap, -28.0), "match": (nature.match, SOFT), "crackle": (nature.crackle, -29.0),
    "explosion": (nature.explosion, -17.0), "ice": (nature.ice, -26.0), "avalanche": (nature.avalanche, -21.0),
    "engine": (machines.engine_start, -25.0), "car": (machines.car, -26.0), "car horn": (machines.car_horn, -26.0),
    "steam": (machines.steam_hiss, -28.0), "kettle": (machines.kettle, -30.0),
    "typewriter": (machines.typewriter, -29.0), "static": (machines.static, -30.0), "morse": (machines.morse, -32.0),
    "gun": (machines.gun, LOUD), "cannon": (machines.cannon, LOUD), "sword": (machines.sword, -25.0),
    "drawn sword": (machines.drawn, -28.0), "chain": (machines.chain, -27.0), "hammer": (machines.hammer, -25.0),
    "anvil": (machines.anvil, -26.0), "saw": (machines.saw, -29.0), "projector": (machines.projector, -32.0),
    "shutter": (machines.shutter, SOFT), "rocket": (machines.ignition, -19.0), "heartbeat": (people.heartbeat, -27.0),
    "breath": (people.breath, -33.0), "gasp": (people.gasp, -31.0), "applause": (people.applause, -25.0),
    "laughter": (people.laughter, -26.0), "cheer": (people.cheer, -24.0), "punch": (people.punch, PLAIN),
    "fall": (people.fall, -25.0), "cloth": (people.cloth, -34.0), "drum": (people.drum, PLAIN),
    "drum roll": (people.drum_roll, -26.0), "piano": (people.piano, -27.0), "glass": (things.glass, -23.0),
    "clink": (things.clink, -29.0), "cup": (things.cup, SOFT), "plates": (things.plates, -30.0),
    "paper": (things.paper, -33.0), "page": (things.page, -33.0), "tear": (things.tear, SOFT),
    "pen": (things.pen, -36.0), "coin": (things.coin, SOFT), "cork": (things.cork, -28.0),
    "broom": (things.broom, -31.0), "rope": (things.rope, SOFT), "timbers": (things.timbers, -29.0),
    "crash": (things.crash, -21.0), "dice": (things.dice, SOFT), "oars": (things.oars, -28.0),
    **{f"steps on {g}": (partial(steps.steps, ground=g), -31.0) for g in steps.GROUNDS},
    **{f"run on {g}": (partial(steps.steps, ground=g, gait="run"), -28.0) for g in steps.GROUNDS},
    **{f"a step on {g}": (partial(steps.one_step, ground=g), FAINT) for g in steps.GROUNDS},
}  # fmt: skip


def make_effect(sort: str, seed: int = 0, veil: str = "", turn: int = 0) -> Tape:
    """The sound of an effect, the same for the same seed. Takes up to 200 ms: not for the loop thread.

    `veil`: "far" or "muffled"; `turn`: which of TURNS ways it falls out.
    """
    recipe, loud = RECIPES[sort]
    digest = hashlib.blake2b(f"{sort}/{seed}/{turn % TURNS}".encode(), digest_size=8).digest()
    rng = np.random.default_rng(int.from_bytes(digest, "big"))
    wave = without_rumble(recipe(rng))
    if veil:
        mono = wave if wave.ndim == 1 else wave.mean(axis=1)
        wave = filtered(room(rng, mono, *THROUGH_AIR_S[veil]), VEILS[veil])
    wave = trimmed(wave)
    stereo = wave if wave.ndim > 1 else np.repeat(wave[:, None], 2, axis=1)
    gain_db = min(loud - lufs(np.pad(stereo, ((0, 24_000), (0, 0)))), HIGHEST_DB - peak_db(stereo))
    return Tape.of(stereo, gain_of(gain_db))
