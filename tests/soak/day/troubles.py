"""What goes wrong in a kiosk's day, kind by kind: each is a course that makes it, mends it, and waits."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import time

import pygame

from runtime.kiosk.operator import Command
from runtime.kiosk.states import Phase
from tests.soak.day.hand import Course, Hand, Make, Trouble
from tests.soak.day.room import STORY, write_show
from tests.soak.day.spoilt import BAD, Disk, digest_of, keeping

DAY_S = 86_400.0

# --- generators ------------------------------------------------------------------------------------------------------


def killed(hand: Hand, trouble: Trouble) -> Course:
    """The worker whose pictures are on."""
    running = hand.studio._crew.running
    if running is not None and running.process.pid is not None:
        os.kill(running.process.pid, signal.SIGKILL)
    yield from _spare_again(hand, trouble)


def spare_killed(hand: Hand, trouble: Trouble) -> Course:
    spare = hand.studio._crew.spare
    if spare is not None and spare.process.pid is not None:
        os.kill(spare.process.pid, signal.SIGKILL)
    yield from _spare_again(hand, trouble)


def ill(name: str) -> Make:
    def fall(hand: Hand, trouble: Trouble) -> Course:
        file = hand.room.terms.folder / "illness"
        file.write_text(name, encoding="utf-8")
        while file.exists():
            yield 0.1
        trouble.began_s = time.monotonic()
        yield from _spare_again(hand, trouble)

    return fall


def _spare_again(hand: Hand, trouble: Trouble) -> Course:
    """Until there are two who could perform."""
    yield 0.5

    def whole() -> bool:
        crew = hand.studio._crew
        return crew.level == 0 and crew.running is not None and crew.spare is not None and crew.spare.ready

    yield from hand.await_(trouble, whole, trouble.began_s)


# --- sound, window, clock --------------------------------------------------------------------------------------------


def sound_lost(hand: Hand, trouble: Trouble) -> Course:
    """The device is pulled out, and put in again a minute later."""
    device, trouble.seen = hand.room.device, False
    if device is None:
        return
    device.gone = True
    yield 20.0
    if not hand.room.loop.output.notice:  # type: ignore[attr-defined]
        trouble.wrong = "nobody said that there was no sound"
    yield 40.0
    device.gone = False
    yield from hand.await_(trouble, lambda: not hand.room.loop.output.notice)  # type: ignore[attr-defined]


def window_lost(hand: Hand, trouble: Trouble) -> Course:
    """The display goes, and everything that SDL knew of it."""
    pygame.display.quit()
    yield 0.2  # until the loop has seen it
    yield from hand.await_(trouble, lambda: not getattr(hand.room.loop.window, "is_lost", False))


def mode_changed(hand: Hand, trouble: Trouble) -> Course:
    """Another mode of the display for a while, and back."""
    if len(hand.modes) < 2:
        trouble.wrong = "this display has one mode only"
        return
    usual, other = hand.modes[:2]
    for name in (other, usual):
        with subprocess.Popen(["xrandr", "-s", name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as asked:
            while asked.poll() is None:
                yield 0.1
        yield from hand.await_(trouble, lambda wanted=name: "x".join(map(str, hand.room.size)) == wanted)  # type: ignore[misc]
        yield 10.0


def clock_wrong(by_s: float) -> Make:
    """The clock on the wall is set, and set right again."""

    def turn(hand: Hand, trouble: Trouble) -> Course:
        trouble.seen = False
        room, before = hand.room, hand.room.phase
        room.wall_off_s[0] = by_s
        for _ in range(60):
            yield 1.0
            if room.phase is Phase.CLOSED:
                trouble.wrong = f"it closed, {by_s:.0f} s off, after it stood in {before.value}"
        room.wall_off_s[0] = 0.0
        trouble.mended_s = time.monotonic()

    return turn


def never_set(hand: Hand, trouble: Trouble) -> Course:
    """A board without a battery: it is 1970."""
    yield from clock_wrong(-hand.room.terms.opens.timestamp())(hand, trouble)


# --- disks ----


def disk(fault: int) -> Make:
    """Full, or read-only, for a while: saves, statistics and the cache of shows."""

    def spoil(hand: Hand, trouble: Trouble) -> Course:
        trouble.seen = False
        room, home = hand.room, hand.room.terms.folder
        spoilt = Disk(home / "saves", home / "statistics", home / "cache")
        spoilt.fail(fault)
        try:
            for _ in range(240):
                yield 1.0
                if room.loop.told().storage:
                    break
            else:
                trouble.wrong = "health did not say storage"
            yield 20.0
        finally:
            spoilt.mend()
        yield from hand.await_(trouble, lambda: not room.loop.told().storage)

    return spoil


# --- content ---------------------------------------------------------------------------------------------------------


def good_swap(hand: Hand, trouble: Trouble) -> Course:
    """A show is changed for the better, or a new one is dropped in."""
    trouble.seen = False
    number = len(hand.good) + 1
    name = "room" if number % 2 else "annex"
    folder = write_show(hand.room.shows / name, STORY.format(title=f"Room {number}"))
    digest = digest_of(folder)
    hand.good[digest] = time.monotonic()
    yield from hand.await_(trouble, lambda: digest in hand.live)


def bad_swap(what: str) -> Make:
    """A show that must never be seen is dropped over a good one, or beside it."""

    def drop(hand: Hand, trouble: Trouble) -> Course:
        trouble.seen = False
        name = "spoilt" if hand.chance.random() < 0.5 else "room"
        folder = hand.room.shows / name
        with keeping(folder):
            BAD[what](folder)
            hand.bad[digest_of(folder)] = what
            yield from hand.await_(trouble, lambda: name in hand.room.content.problems())
            yield 20.0
        yield from hand.await_(trouble, lambda: name not in hand.room.content.problems(), trouble.mended_s)

    return drop


def folder_gone(hand: Hand, trouble: Trouble) -> Course:
    """The whole folder of shows is unplugged, and comes back."""
    trouble.seen = False
    room = hand.room
    away, offers = room.shows.with_name("away"), len(room.loop.offers)
    room.shows.rename(away)
    for _ in range(200):
        yield 1.0
        if "" in room.content.problems():
            break
    else:
        trouble.wrong = "nobody said that the folder was gone"
    yield 30.0
    if len(room.loop.offers) < offers:
        trouble.wrong = f"{offers - len(room.loop.offers)} shows went with the folder"
    away.rename(room.shows)
    yield from hand.await_(trouble, lambda: "" not in room.content.problems())


def show_gone(hand: Hand, trouble: Trouble) -> Course:
    """One show is taken out and put back."""
    trouble.seen = False
    room, name = hand.room, "last-light"
    away = room.terms.folder / "one away"
    (room.shows / name).rename(away)
    yield from hand.await_(trouble, lambda: all(one.name != name for one in room.loop.offers))
    away.rename(room.shows / name)
    yield from hand.await_(trouble, lambda: any(one.name == name for one in room.loop.offers))


# --- operator --------------------------------------------------------------------------------------------------------


def ordered(command: Command, *, twice: bool = False, still: bool = False) -> Make:
    """An operator has something done; what is turned on is turned off again."""

    def order(hand: Hand, trouble: Trouble) -> Course:
        trouble.seen = False
        orders = hand.room.loop.house.orders
        for n in range(2 if twice else 1):
            orders.put(command)
            yield from hand.await_(trouble, orders.empty)
            if n == 0 and twice:
                yield 10.0
        if still:
            hand.wished.append((trouble.began_s, time.monotonic() + 0.5))

    return order


KINDS: dict[str, Make] = {
    "generator killed": killed,
    "spare killed": spare_killed,
    "generator hung": ill("hung"),
    "generator: black frames": ill("black frames"),
    "generator: NaN frames": ill("NaN frames"),
    "generator: frames of a wrong size": ill("frames of a wrong size"),
    "generator: out of memory": ill("out of memory"),
    "generator ended by itself": ill("ended by itself"),
    "sound device lost": sound_lost,
    "disk full": disk(errno.ENOSPC),
    "disk read-only": disk(errno.EROFS),
    "window lost": window_lost,
    "display mode changed": mode_changed,
    "clock + 1 day": clock_wrong(DAY_S),
    "clock - 1 day": clock_wrong(-DAY_S),
    "clock in 2038": clock_wrong(4018 * DAY_S),
    "clock never set": never_set,
    "good content": good_swap,
    **{f"bad content: {what}": bad_swap(what) for what in BAD},
    "folder of shows gone": folder_gone,
    "one show gone": show_gone,
    "operator: next show": ordered(Command.NEXT_SHOW),
    "operator: louder": ordered(Command.LOUDER),
    "operator: quieter": ordered(Command.QUIETER),
    "operator: blank": ordered(Command.BLANK, twice=True, still=True),
    "operator: calibrate": ordered(Command.CALIBRATE, twice=True, still=True),
    "operator: logs": ordered(Command.LOGS, twice=True, still=True),
}
