"""A story is written while it plays: saved, broken, mended, jumped through; a take is kept."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from runtime.commands import Choose
from tests.runtime.writer.preview.stories import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def key(code: int, letters: str = "") -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, unicode=letters, mod=0)


def press(room: Room, *codes: int) -> None:
    for code in codes:
        assert room.preview.took(key(code))
    room.turn()


def to_line(room: Room) -> None:
    while room.beat != "Is anybody there?":
        room.turn()
    room.turn(3)


def test_a_saved_line_is_played_from_the_same_moment_on(room: Room) -> None:
    to_line(room)
    frame, takes = room.show.frame, len(room.studio.rolled)
    room.save("Is anybody there?", "Is somebody at home?")
    assert (room.beat, room.show.frame) == ("Is somebody at home?", frame + 1)
    assert len(room.studio.rolled) > takes
    on = room.show.on
    assert on is not None
    number, placed = on.on_at(room.show.frame)
    assert room.studio.begun_at[on.takes[number]] == room.show.frame - placed.start
    assert "Read again" in room.said()


def test_what_does_not_change_the_stretch_does_not_touch_its_picture(room: Room) -> None:
    to_line(room)
    takes, spoken = len(room.studio.rolled), [one for one in room.mixer.told if one[0] == "hush"]
    room.save("ANNA sleeps.", "ANNA lies awake.")
    assert len(room.studio.rolled) == takes
    assert [one for one in room.mixer.told if one[0] == "hush"] == spoken
    room.preview.jump("bed")
    room.turn()
    assert room.beat == "ANNA lies awake."


def test_a_line_under_way_is_heard_on(room: Room) -> None:
    to_line(room)
    room.turn(15)
    room.mixer.told.clear()
    room.save("The rain falls harder.", "The rain stops.")
    room.turn(5)
    spoken = [samples for what, samples, _ in room.mixer.told if what == "speak"]
    assert len(spoken) == 1
    assert 0 < int(str(spoken[0])) < round(48_000 * room.voices.seconds)


def test_a_broken_story_plays_on_under_its_errors_until_they_are_mended(room: Room) -> None:
    to_line(room)
    takes = len(room.studio.rolled)
    room.save("-> yard", "-> yrd")
    assert "gate.fountain:19" in room.said()
    assert "type: yard" in room.said()
    assert len(room.studio.rolled) == takes
    room.turn(24 * 20)
    assert "yrd" in room.said()
    room.save("-> yrd", "-> yard")
    assert "yrd" not in room.said()


def test_a_file_that_is_gone_or_no_text_is_said_and_comes_back(room: Room) -> None:
    text = room.path.read_bytes()
    for junk in (b"", b"\xff\xfe\x00", b"\x00\x01" * 500):
        room.path.write_bytes(junk)
        room.turn()
        assert "error" in room.said()
    room.path.unlink()
    room.turn()
    assert "cannot be read" in room.said()
    room.path.write_bytes(text)
    room.turn()
    assert "error" not in room.said()


def test_the_way_is_walked_again_after_a_choice(room: Room) -> None:
    while room.show.overlay().panel is None:
        room.turn()
    room.show.do(Choose(choice="knock"))
    room.turn(2)
    assert room.node == "yard"
    room.save("A dog barks.", "Two dogs bark.")
    assert room.node == "yard"
    assert dict(room.show.course.stretch.state.variables) == {"trust": 1}
    room.save("+ Knock.", "+ Hammer.")
    assert room.node == "gate"
    assert "knock" in room.said()
    assert room.show.overlay().panel is None


def test_a_jump_finds_its_way_and_shows_it(room: Room) -> None:
    press(room, pygame.K_n)
    for letter in "hall":
        assert room.preview.took(key(0, letter))
    press(room, pygame.K_DOWN, pygame.K_UP, pygame.K_RETURN)
    room.turn()
    assert room.node == "hall"
    assert "gate: Knock." in room.said()
    assert [one.choice for one in room.show.journal.commands if isinstance(one, Choose)] == ["knock"]
    room.save("lights a candle", "lights a lamp")
    assert room.beat == "ANNA lights a lamp."


def test_a_scene_without_a_way_leaves_the_show_where_it_is(room: Room) -> None:
    to_line(room)
    room.preview.jump("cellar")
    room.turn()
    assert room.node == "gate"
    assert "no way" in room.said()


def test_another_seed_is_tried_and_kept(room: Room) -> None:
    before = room.studio.rolled[-1][1]
    room.turn(10)
    press(room, pygame.K_r)
    press(room, pygame.K_r)
    on = room.show.on
    assert on is not None
    shot = on.on_at(room.show.frame)[1].setup.shot
    assert shot.seed != before.seed
    assert room.show.frame < 5
    press(room, pygame.K_k)
    takes = len(room.studio.rolled)
    room.turn(2)
    assert f"[[seed: {shot.seed}]]" in room.path.read_text()
    assert room.files.looked == 1
    assert f"[[seed: {shot.seed}]] keeps this take" in room.said()
    assert len(room.studio.rolled) == takes
    on = room.show.on
    assert on is not None
    assert on.on_at(room.show.frame)[1].setup.shot == shot


def test_a_take_cannot_be_kept_of_a_line_or_in_a_broken_story(room: Room) -> None:
    to_line(room)
    text = room.path.read_text()
    press(room, pygame.K_k)
    room.turn()
    assert "action paragraph" in room.said()
    room.save("-> yard", "-> yrd")
    press(room, pygame.K_k)
    assert "errors" in room.said()
    assert room.path.read_text() == text.replace("-> yard", "-> yrd")


def test_lines_are_heard_as_soon_as_they_are_voiced(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.voices.slow = True
    room.save("Is anybody there?", "Is somebody at home?")
    on = room.show.on
    assert on is not None
    assert not on.voices
    room.voices.slow = False
    room.turn()
    on = room.show.on
    assert on is not None
    assert on.voices


def test_the_inspector_knows_the_moment(room: Room) -> None:
    to_line(room)
    press(room, pygame.K_i)
    told = "\n".join(row.text for row in room.preview.sheet_rows())
    for words in ("gate.fountain:9", "gate.fountain:14", "Is anybody there?", "trust = 0", "Camera:", "seed"):
        assert words in told
    assert "locked: Ring. (the bell is broken)" in told
    assert "trust >= 2: trust is 0" in told
    assert "open: Wait. (default)" in told
    room.preview.jump("yard")
    room.turn()
    changed = [row for row in room.preview.sheet_rows() if row.sort == "mark"]
    assert [row.text for row in changed] == ["trust = 1  (was 0)"]
    assert "gate: Knock." in "\n".join(row.text for row in room.preview.sheet_rows())


def test_sheets_open_and_close_and_leave_other_keys_to_the_player(room: Room) -> None:
    press(room, pygame.K_h)
    assert "inspector" in room.preview.sheet_rows()[2].text
    press(room, pygame.K_e)
    assert next(row.text for row in room.preview.sheet_rows()) == "Findings"
    press(room, pygame.K_PAGEDOWN, pygame.K_ESCAPE)
    assert room.preview.sheet_rows() == ()
    room.turn(24 * 10)
    for code in (pygame.K_ESCAPE, pygame.K_s, pygame.K_PAGEUP, pygame.K_1):
        assert not room.preview.took(key(code))
    held = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_r, unicode="r", mod=pygame.KMOD_CTRL)
    assert not room.preview.took(held)
    press(room, pygame.K_n)
    assert room.preview.took(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(3, 3)))
    press(room, pygame.K_r, pygame.K_BACKSPACE, pygame.K_ESCAPE)
    assert room.preview.hand.finder is None
