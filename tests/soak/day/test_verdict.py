"""The verdict finds what was planted: a picture that stood, one that was black, a night that was lit, a state."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

from tests.soak.day import proof
from tests.soak.day.causes import Queue
from tests.soak.day.eye import Eye, Sight
from tests.soak.day.hand import Trouble
from tests.soak.day.script import Account
from tests.soak.day.verdict import causes, floor_of, judged, merged, unseen, without
from tests.soak.gauges import Gauge
from tests.soak.proof import Result

OPENS_S, SHUTS_S, ENDS_S = 10.0, 110.0, 116.0
EVERY_S = 0.02


def day(*, without_new: tuple[float, float] = (0, 0), black: tuple[float, float] = (0, 0), lit_s: float = 0.0) -> Eye:
    """A day that was seen: pictures while it is open, black before and after, and what is asked for."""
    eye = Eye()
    for n in range(int(ENDS_S / EVERY_S)):
        at_s = n * EVERY_S
        is_open = OPENS_S <= at_s < SHUTS_S + 1.0
        mark = int(without_new[0] / EVERY_S) if without_new[0] <= at_s < without_new[1] else n
        dark = not is_open or black[0] <= at_s < black[1]
        eye.sights.append(Sight(at_s, mark if is_open else -1, 0 if dark and abs(at_s - lit_s) > EVERY_S else 99))
        eye.looks += 1
    return eye


def account(**words: object) -> Account:
    gauge = Gauge(200.0, 20, 5, 3, 30.0)
    plain = {
        "open_s": (OPENS_S, SHUTS_S), "shut_s": SHUTS_S + 1.5, "ended_s": ENDS_S, "passes": 2000, "visits": 40,
        "bound_s": 61.0, "returns_s": [36.0, 60.5], "bad": 2, "good": 1, "live": 1,
        "gauges": [(60.0 * n, gauge) for n in range(20)],
    }  # fmt: skip
    return Account(**{**plain, **words})  # type: ignore[arg-type]


def rows(eye: Eye, of: Account) -> dict[str, Result]:
    return {one.name.partition(": ")[2]: one for one in judged(eye, of, 3)}


def test_a_good_day_passes() -> None:
    found = rows(day(), account())
    assert [name for name, one in found.items() if not one.passed] == []
    assert found["unavailable"].n > 4000
    assert found["lit at night"].n > 60


def test_a_picture_that_stands_is_none_unless_a_visitor_wanted_it() -> None:
    stood = day(without_new=(50.0, 51.0))
    assert unseen(stood.sights, account()).longest_s > 0.99
    assert not rows(stood, account())["unavailable"].passed
    assert rows(stood, account(rests=[(49.9, 51.1)]))["unavailable"].passed
    assert rows(stood, account(wished=[(49.9, 51.1)]))["unavailable"].passed
    assert rows(day(without_new=(50.0, 50.08)), account())["unavailable"].worst == 0


def test_black_is_none_and_a_pause_does_not_excuse_it() -> None:
    black = day(black=(50.0, 51.0))
    assert not rows(black, account())["unavailable"].passed
    assert not rows(black, account(rests=[(49.9, 51.1)]))["unavailable"].passed
    assert rows(black, account(wished=[(49.9, 51.1)]))["unavailable"].passed


def test_the_last_look_at_the_shut_doors_is_no_lit_night() -> None:
    assert rows(day(lit_s=111.6), account())["lit at night"].passed
    lit = rows(day(lit_s=113.0), account())["lit at night"]
    assert not lit.passed
    assert "s after the doors were shut" in lit.note


def test_what_went_wrong_is_found() -> None:
    assert not rows(day(), account(stuck=["masher at 5 s: visit"]))["stuck states"].passed
    assert not rows(day(), account(returns_s=[75.0]))["back in attract after"].passed
    assert not rows(day(), account(broken=["ValueError: x"]))["exceptions"].passed
    assert not rows(day(), account(quits=1))["ends of the kiosk"].passed
    assert not rows(day(), account(bad_shown=["binary junk"]))["bad content shown"].passed
    assert not rows(day(), account(live=0))["good content late"].passed
    assert not rows(day(), account(late=["at 50 s"]))["good content late"].passed
    grown = [(60.0 * n, Gauge(200.0 + 5 * n, 20 + n // 5, 5, 3, 30.0)) for n in range(20)]
    found = rows(day(), account(gauges=grown))
    assert not found["growth that is certain"].passed
    assert not found["descriptors gained"].passed
    assert found["threads gained"].passed
    assert not rows(day(), account(gauges=[]))["memory gained"].passed


def test_each_kind_of_trouble_has_its_line() -> None:
    killed = asdict(Trouble("generator killed", began_s=50.0, mended_s=50.0, well_s=52.0))
    full = asdict(Trouble("disk full", 60.0, 62.0, 65.0, seen=False))
    never = asdict(Trouble("sound device lost", 70.0, 72.0, 72.1, seen=False, wrong="it never was well again"))
    found = rows(day(without_new=(50.1, 50.6)), account(troubles=[killed, full, never]))
    assert 450 < found["generator killed"].worst < 650
    assert found["generator killed"].passed
    assert (round(found["disk full"].worst), found["disk full"].passed) == (3000, True)
    assert not found["sound device lost"].passed
    assert not rows(day(without_new=(50.1, 53.0)), account(troubles=[killed]))["generator killed"].passed


def test_a_mended_fault_counts_as_long_as_it_took_and_nothing_else_does() -> None:
    lost = [asdict(Trouble("window lost", began_s=50.1, mended_s=50.1, well_s=50.5))]
    stood = day(without_new=(50.1, 51.1))
    for troubles, percent in ((lost, 1.0 / 20), ([], 1.0)):
        row = rows(stood, account(troubles=troubles))["unavailable"]
        assert abs(row.worst - percent) < 0.05 * percent
        assert row.passed is bool(troubles)
        assert "; 1 % with mended faults 20 times as long as they took" in row.note
    unseen_one = [{**lost[0], "seen": False}]
    assert not rows(stood, account(troubles=unseen_one))["unavailable"].passed
    assert not rows(day(without_new=(50.7, 51.7)), account(troubles=lost))["unavailable"].passed, "too late to be its"


def test_stretches_have_causes() -> None:
    killed = asdict(Trouble("generator killed", began_s=50.0, mended_s=50.0, well_s=52.0))
    stations = [(10.1, "attract  "), (70.0, "visit  "), (80.0, "visit pause ")]
    of = account(troubles=[killed], stations=stations)
    pieces = [(10.0, 10.2), (50.1, 50.4), (70.1, 70.28), (71.0, 71.1), (75.0, 75.09), (90.0, 90.1)]
    assert causes(pieces, of) == [
        "generator killed 1: 300 ms", "doors open 1: 200 ms", "in visit 2: 190 ms", "visit begins 1: 180 ms",
        "in visit pause 1: 100 ms",
    ]  # fmt: skip


def test_whoever_waits_longest_for_a_processor_tells(tmp_path: Path) -> None:
    own = tmp_path / "7"
    (own / "task" / "7").mkdir(parents=True)
    (own / "task" / "7" / "children").write_text("8 9 ")
    (tmp_path / "8").mkdir()
    queue = Queue(7, tmp_path)
    for n in range(4):
        (own / "schedstat").write_text(f"1 {n * 10_000_000} 3\n")
        (tmp_path / "8" / "schedstat").write_text(f"1 {n * 80_000_000} 3\n")
        queue.look(50.0 + n / 10)
    assert round(queue.between(50.1, 50.3), 3) == 0.16
    assert queue.between(40.0, 50.3) == queue.between(50.31, 50.4) == 0.0
    of = account(stations=[(10.1, "visit  ")])
    assert causes([(50.1, 50.3)], of, queue) == ["no processor free 1: 200 ms"]
    assert causes([(50.1, 50.3)], of) == ["in visit 1: 200 ms"]
    Queue(1, tmp_path / "nothing").look(1.0)


def test_what_was_gone_for_a_moment_is_not_gained_afterwards() -> None:
    usual, restarting = Gauge(200.0, 26, 11, 3, 30.0), Gauge(200.0, 24, 11, 2, 30.0)
    early = [(60.0 * n, restarting if n == 10 else usual) for n in range(30)]
    found = rows(day(), account(gauges=early))
    assert found["descriptors gained"].passed
    assert found["shared memory gained"].passed


def test_what_a_show_has_in_hand_does_not_grow_but_what_lies_under_it_does() -> None:
    def readings(leak_mb: float) -> list[tuple[float, Gauge]]:
        in_hand = (0.0, 12.0, 25.0, 40.0, 50.0, 3.0, 30.0)  # and later shows have more of it
        return [
            (60.0 * n, Gauge(200.0 + in_hand[n % 7] * (1 + n / 160) + leak_mb * n, 20, 5, 3, 30.0)) for n in range(160)
        ]

    assert rows(day(), account(gauges=readings(0.0)))["growth that is certain"].passed
    grown = rows(day(), account(gauges=readings(0.05)))["growth that is certain"]
    assert not grown.passed
    assert grown.worst > 20
    assert floor_of([(0, 5), (1, 3), (2, 9), (3, 4), (4, 8)], 2) == [(1, 3), (3, 4)]


def test_spans_are_put_together_and_taken_apart() -> None:
    assert merged([(3, 4), (1, 2), (1.5, 2.5)]) == [(1, 2.5), (3, 4)]
    assert without((0, 10), [(2, 3), (5, 12)]) == [(0, 2), (3, 5)]
    assert without((0, 10), [(-1, 11)]) == []


def test_an_account_is_read_as_it_was_written(tmp_path: Path) -> None:
    import json

    kept = account(rests=[(1.0, 2.0)], stuck=["x"])
    (tmp_path / "account").write_text(json.dumps(asdict(kept)))
    assert proof.read_account(tmp_path / "account") == kept
    assert proof.read_account(tmp_path / "nothing") is None


def test_a_machine_without_a_screen_says_what_to_install(monkeypatch: object) -> None:
    monkeypatch.setattr(proof, "is_there", lambda: False)  # type: ignore[attr-defined]
    (told,) = proof.kiosk_day(3, time.monotonic())
    assert not told.passed
    assert "apt install xvfb" in told.note
