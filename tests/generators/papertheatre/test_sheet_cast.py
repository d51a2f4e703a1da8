"""The figures' contact sheets show everybody and everything that figures can do, each once."""

from __future__ import annotations

from generators.base import Framing
from generators.papertheatre.figures.actions import doing
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.repertoire import SCORES
from generators.papertheatre.figures.temper import TEMPERS, temper_of
from generators.papertheatre.figures.wardrobe import dressed
from generators.papertheatre.sheets.cast import PEOPLE, WAYS, actions, animals, faces, people


def test_people_are_seen_whole_and_close() -> None:
    shots = people()
    assert [label for _, label in shots] == [*PEOPLE, *PEOPLE]
    assert {shot.camera.framing for shot, _ in shots} == {Framing.MEDIUM, Framing.CLOSE}
    assert len({dressed("ONE", looks) for looks in PEOPLE}) == len(PEOPLE)


def test_every_score_and_way_is_acted_by_words_that_lead_to_it() -> None:
    acted = {doing(shot.cast[0].action).gesture for shot, _ in actions()}
    assert set(SCORES) - acted == {"embraced"}
    assert len(actions()) >= len(SCORES) + len(WAYS) - 8
    ways = {doing(shot.cast[0].action).travel for shot, _ in actions()}
    assert ways >= {"climb", "cross"}


def test_meetings_have_company() -> None:
    meetings = [
        shot for shot, _ in actions() if doing(shot.cast[0].action).gesture in ("embrace", "kiss", "bear", "waltz")
    ]
    assert len(meetings) == 4
    assert all(len(shot.cast) == 2 for shot in meetings)


def test_every_animal_is_there_and_small_ones_are_close() -> None:
    shots = animals()
    assert {dressed("ONE", shot.cast[0].looks).species for shot, _ in shots} == set(BEASTS)
    framings = {shot.cast[0].looks: shot.camera.framing for shot, _ in shots}
    assert framings["mouse"] is Framing.CLOSE
    assert framings["horse"] is Framing.MEDIUM


def test_every_temper_has_its_faces() -> None:
    shown = {temper_of(shot.cast[0].emotion).name for shot, _ in faces()}
    assert shown == {"", *(temper.name for _, temper in TEMPERS)}
    assert any(shot.cast[0].speaking for shot, _ in faces())
