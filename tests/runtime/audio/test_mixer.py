"""The mix: everything at its sample, speech in front, nothing too loud, the same for any block size."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.buses import DUCK_DB, TRIM_DB
from runtime.audio.clock import RATE
from runtime.audio.leveller import Leveller
from runtime.audio.levels import gain_of, rms_db
from runtime.audio.limiter import CEILING, true_peak
from runtime.audio.mixer import Mixer
from tests.runtime.audio.signals import tone

SPOKEN = np.float32(gain_of(TRIM_DB["speech"]))  # of a voice on its way through the desk


def mixer() -> Mixer:
    """A mixer that leaves the level of the whole show alone."""
    mix = Mixer(1, wait=True)
    mix.buses.leveller = Leveller(range_db=0.0)
    return mix


def rendered(mix: Mixer, seconds: float, step: int = 800) -> np.ndarray:
    """`seconds` of the mix in pieces of `step` samples, as a loop takes it."""
    total = round(seconds * RATE)
    parts = [mix.render(min(step, total - at)) for at in range(0, total, step)]
    return np.concatenate(parts)


def test_nothing_sounds_like_nothing() -> None:
    sound = rendered(mixer(), 0.5)
    assert sound.shape == (RATE // 2, 2)
    assert sound.dtype == np.float32
    assert not sound.any()


def test_position_counts_what_was_rendered() -> None:
    mix = mixer()
    for frames in (1, 479, 480, 481, 4800, 7):
        assert len(mix.render(frames)) == frames
    assert mix.position == 1 + 479 + 480 + 481 + 4800 + 7


def test_render_of_nothing_is_nothing() -> None:
    assert mixer().render(0).shape == (0, 2)


def test_speech_begins_at_its_sample() -> None:
    mix = mixer()
    wave = tone(0.5) + np.float32(0.01)
    mix.speak(wave, 12_345)
    sound = rendered(mix, 1.0)
    assert np.flatnonzero(sound[:, 0])[0] == 12_345
    assert np.allclose(sound[12_345 : 12_345 + 10_000, 0], SPOKEN * wave[:10_000], atol=1e-6)


def test_speech_in_the_middle_is_the_same_on_both_sides() -> None:
    mix = mixer()
    mix.speak(tone(0.3), 0)
    sound = rendered(mix, 0.4)
    assert np.array_equal(sound[:, 0], sound[:, 1])


@pytest.mark.parametrize(("pan", "louder"), [(-1.0, 0), (1.0, 1)])
def test_pan_moves_a_voice_but_leaves_both_ears_something(pan: float, louder: int) -> None:
    mix = mixer()
    mix.speak(tone(0.5), 0, pan=pan)
    sides = np.square(rendered(mix, 0.5)).mean(axis=0)
    assert sides[louder] > 2 * sides[1 - louder] > 0


def test_skip_begins_inside_the_wave() -> None:
    mix, whole = mixer(), mixer()
    wave = tone(1.0)
    whole.speak(wave, 0)
    mix.speak(wave, 0, skip=RATE // 2)
    sound, full = rendered(mix, 1.0), rendered(whole, 1.0)
    assert not sound[: RATE // 2].any()
    assert np.allclose(sound[RATE // 2 + 480 :], full[RATE // 2 + 480 :], atol=1e-6)


def test_a_line_that_is_late_keeps_its_place() -> None:
    mix = mixer()
    rendered(mix, 0.5)
    wave = tone(1.0)
    mix.speak(wave, 0)
    sound = rendered(mix, 0.2)
    assert np.allclose(sound[1440:4000, 0], SPOKEN * wave[RATE // 2 + 1440 : RATE // 2 + 4000], atol=1e-6)


def test_hush_ends_all_lines_and_those_to_come() -> None:
    mix = mixer()
    mix.speak(tone(3.0), 0)
    mix.speak(tone(1.0), RATE)
    rendered(mix, 0.5)
    mix.hush(mix.position)
    sound = rendered(mix, 2.0)
    assert not sound[RATE // 10 :].any()


def test_a_line_after_a_hush_is_heard() -> None:
    mix = mixer()
    mix.speak(tone(3.0), 0)
    rendered(mix, 0.5)
    mix.hush(mix.position)
    mix.speak(tone(1.0), mix.position + 4800)
    sound = rendered(mix, 0.5)
    assert rms_db(sound[9600:]) > -30


def test_everything_at_once_never_passes_the_ceiling() -> None:
    mix = mixer()
    mix.ambience("loud sea, loud fire")
    rng = np.random.default_rng(0)
    for at in range(0, 3 * RATE, RATE // 3):
        mix.speak((2.0 * rng.standard_normal(RATE)).astype(np.float32), at)
        mix.effect("thunder", at)
    sound = rendered(mix, 3.0)
    assert true_peak(sound) <= CEILING + 0.01
    assert np.isfinite(sound).all()
    assert rms_db(sound) > -15


def test_quiet_sound_is_not_touched_by_the_limiter() -> None:
    mix = mixer()
    wave = tone(0.5, level=0.5)
    mix.speak(wave, 0)
    assert np.allclose(rendered(mix, 0.4)[:, 0], SPOKEN * wave[: int(0.4 * RATE)], atol=1e-6)


@pytest.mark.parametrize("step", [1, 333, 480, 4800])
def test_the_block_size_does_not_matter(step: int) -> None:
    def play(step: int) -> np.ndarray:
        mix = mixer()
        mix.ambience("clock", 100)
        mix.speak(tone(0.3), 5000)
        mix.effect("click", 9000)
        return rendered(mix, 0.35 if step == 1 else 0.5, step)

    small, usual = play(step), play(800)
    assert np.array_equal(small, usual[: len(small)])


def test_ambience_comes_in_over_its_fade_and_goes_on() -> None:
    mix = mixer()
    assert mix.ambience("snow, flugelhorn", 0, fade_s=1.0) == ("flugelhorn",)
    sound = rendered(mix, 4.0)
    early, late = rms_db(sound[: RATE // 10]), rms_db(sound[2 * RATE :])
    assert early < late - 9
    assert late > -60


def test_ambience_changes_to_what_is_new_and_keeps_what_stays() -> None:
    mix = mixer()
    mix.ambience("snow")
    rendered(mix, 2.0)
    kept = mix._layers[0]
    mix.ambience("snow, clock", mix.position)
    rendered(mix, 2.0)
    assert kept in mix._layers
    assert [layer.layer.kind for layer in mix._layers] == ["snow", "clock"]
    mix.ambience("clock", mix.position)
    rendered(mix, 2.0)
    assert [layer.layer.kind for layer in mix._layers] == ["clock"]


def test_a_crossfade_keeps_its_loudness() -> None:
    mix = mixer()
    mix.ambience("snow")
    before = rms_db(rendered(mix, 3.0)[-RATE:])
    mix.ambience("loud room", mix.position, fade_s=1.0)
    during = rms_db(rendered(mix, 1.0)[RATE // 3 : RATE * 2 // 3])
    after = rms_db(rendered(mix, 1.0))
    assert min(before, after) - 3 < during < max(before, after) + 3


def test_ambience_ducks_under_speech_and_comes_back() -> None:
    mix, plain = mixer(), mixer()
    for one in (mix, plain):
        one.ambience("snow", fade_s=0.1)
        rendered(one, 2.0)
    mix.speak(np.full(2 * RATE, 1e-9, np.float32), mix.position + RATE // 2)
    ducked, open_ = rendered(mix, 6.0), rendered(plain, 6.0)
    drop = [rms_db(open_[at : at + 4800]) - rms_db(ducked[at : at + 4800]) for at in range(0, len(open_), 4800)]
    assert drop[0] == pytest.approx(0.0, abs=0.1)
    assert drop[15] == pytest.approx(-DUCK_DB["ambience"], abs=0.5)
    assert drop[-1] == pytest.approx(0.0, abs=0.1)
    assert max(np.abs(np.diff(drop))) < 8.0


def test_effects_are_known_or_said_to_be_unknown() -> None:
    mix = mixer()
    assert mix.effect("a knock at the door", 4800)
    assert not mix.effect("a theremin", 4800)
    sound = rendered(mix, 1.0)
    assert not sound[:4800].any()
    assert sound[4800:].any()


def test_music_comes_and_goes_over_seconds() -> None:
    mix = mixer()
    mix.music("calm")
    sound = rendered(mix, 10.0)
    assert rms_db(sound[: RATE // 4]) < rms_db(sound[6 * RATE :]) - 6
    mix.music("none", mix.position)
    fading = rendered(mix, 7.0)
    assert rms_db(fading[:RATE]) > rms_db(fading[3 * RATE : 4 * RATE]) > -120
    assert not fading[-RATE // 2 :].any()


def test_the_same_music_again_goes_on() -> None:
    mix = mixer()
    mix.music("calm")
    rendered(mix, 1.0)
    before = mix._music._score
    mix.music("calm, gentle", mix.position)
    rendered(mix, 0.5)
    assert before is not None
    assert mix._music._score is before


def test_silence_ends_all_but_speech() -> None:
    mix = mixer()
    mix.ambience("snow")
    mix.music("sad")
    mix.effect("bell", RATE)
    mix.speak(tone(8.0), 0)
    rendered(mix, 3.0)
    mix.silence(mix.position)
    rendered(mix, 1.5)
    sound = rendered(mix, 1.0)
    speech_only = mixer()
    speech_only.speak(tone(8.0), 0)
    assert np.allclose(sound, rendered(speech_only, 5.5)[-RATE:], atol=1e-6)


def test_a_hold_stands_still_and_goes_on_from_the_same_sample() -> None:
    mix, whole = mixer(), mixer()
    wave = tone(4.0)
    for one in (mix, whole):
        one.speak(wave, 0)
    rendered(mix, 1.001, 777)
    mix.hold(True)
    held = rendered(mix, 1.0)
    mix.hold(False)
    again_at = mix.position
    sound, full = rendered(mix, 1.0), rendered(whole, 3.0)
    assert not held[RATE // 5 :].any()
    assert again_at == round(1.001 * RATE) + RATE
    start = round(1.001 * RATE) + RATE // 5
    assert np.allclose(sound[RATE // 5 :], full[start : start + RATE - RATE // 5], atol=1e-6)


def test_what_is_laid_during_a_hold_keeps_its_place_after_it() -> None:
    mix = mixer()
    rendered(mix, 0.5)
    mix.hold(True)
    rendered(mix, 1.0)
    wave = tone(0.5) + np.float32(0.01)
    mix.speak(wave, mix.position + 9600)
    rendered(mix, 1.0)
    mix.hold(False)
    sound = rendered(mix, 1.0)
    assert np.flatnonzero(sound[:, 0])[0] == pytest.approx(9600, abs=1)


def test_a_very_short_hold_loses_nothing() -> None:
    mix, whole = mixer(), mixer()
    for one in (mix, whole):
        one.speak(tone(2.0), 0)
    rendered(mix, 0.5)
    mix.hold(True)
    rendered(mix, 0.02)
    mix.hold(False)
    sound, full = rendered(mix, 0.98), rendered(whole, 1.5)
    assert np.allclose(sound[RATE // 2 :], full[-len(sound) :][RATE // 2 :], atol=1e-6)


def test_holding_twice_is_holding_once() -> None:
    mix = mixer()
    mix.speak(tone(2.0), 0)
    rendered(mix, 0.2)
    mix.hold(True)
    rendered(mix, 0.5)
    mix.hold(True)
    rendered(mix, 0.5)
    mix.hold(False)
    mix.hold(False)
    assert rendered(mix, 0.5).any()


@pytest.mark.parametrize("bus", ["speech", "master"])
def test_volumes_are_followed_smoothly(bus: str) -> None:
    mix = mixer()
    mix.speak(tone(3.0), 0)
    rendered(mix, 0.5)
    mix.volume[bus] = 0.0
    rendered(mix, 0.5)
    assert np.abs(rendered(mix, 0.2)).max() < 1e-4
    mix.volume[bus] = 0.5
    rendered(mix, 0.5)
    assert np.abs(rendered(mix, 0.2)).max() == pytest.approx(0.1 * SPOKEN, abs=0.005)


def test_the_same_seed_is_the_same_sound_and_another_is_not() -> None:
    def play(seed: int) -> np.ndarray:
        mix = Mixer(seed, wait=True)
        mix.ambience("clock, snow")
        return rendered(mix, 2.0)

    assert np.array_equal(play(3), play(3))
    assert not np.array_equal(play(3), play(4))


def test_off_the_loop_nothing_is_waited_for_and_it_fades_in_when_ready() -> None:
    mix = Mixer(1)
    mix.ambience("snow", 0, fade_s=0.2)
    mix.render(480)
    assert mix.workshop.settle(20.0)
    assert rms_db(rendered(mix, 1.0)[RATE // 2 :]) > -60


def test_prepared_things_are_there_at_once() -> None:
    mix = Mixer(1)
    for sort, words in (
        ("ambience", "snow"),
        ("sfx", "knock"),
        ("music", ""),
        ("sfx", "theremin"),
        ("ambience", "xyz"),
    ):
        mix.prepare(sort, words)
    assert mix.workshop.settle(20.0)
    mix.effect("knock", 0)
    assert mix.render(RATE // 2).any()


def test_an_effect_that_comes_too_late_is_left_out() -> None:
    mix = Mixer(1)
    sort = ("effect", "knock", 1)
    mix.workshop.ask = lambda *_: None  # type: ignore[method-assign]
    mix.effect("knock", 0)
    mix.render(2 * RATE)
    assert mix.workshop.take(sort) is None
    assert mix._cues == []


def test_a_step_is_heard_at_its_moment_and_on_its_side() -> None:
    mix = mixer()
    mix.prepare("step", "", "gravel")
    mix.step("gravel", 4800, pan=-0.8)
    sound = rendered(mix, 0.5)
    assert not sound[:4800].any()
    left, right = np.square(sound).sum(axis=0)
    assert left > 3 * right > 0


def test_a_step_that_comes_too_late_is_left_out() -> None:
    mix = Mixer(1)
    mix.workshop.ask = lambda *_: None  # type: ignore[method-assign]
    mix.step("stone", 0)
    mix.render(RATE // 10)
    assert mix._cues == []


def test_repeated_effects_fall_out_differently() -> None:
    def knock(turn: int) -> np.ndarray:
        mix = mixer()
        mix.effect("knock", 0, turn=turn)
        return rendered(mix, 1.0)

    assert not np.array_equal(knock(0), knock(1))
    assert np.array_equal(knock(0), knock(3))


def test_an_effect_at_the_back_of_the_stage_is_softer() -> None:
    near, far = mixer(), mixer()
    near.effect("knock", 0)
    far.effect("knock", 0, distance=0.5)
    assert rms_db(rendered(far, 1.0)) == pytest.approx(rms_db(rendered(near, 1.0)) - 4.5, abs=0.1)


def test_what_the_words_say_of_the_side_goes_before_the_stage() -> None:
    mix = mixer()
    mix.effect("a knock on the left", 0, 0.9)
    left, right = np.square(rendered(mix, 1.0)).sum(axis=0)
    assert left > 3 * right


def test_in_mono_both_sides_are_the_same() -> None:
    mix = Mixer(1, wait=True, mono=True)
    mix.effect("knock", 0, -1.0)
    mix.ambience("rain", 0, 0.1)
    sound = rendered(mix, 1.0)
    assert sound.any()
    assert np.array_equal(sound[:, 0], sound[:, 1])
