"""How the menu is laid out: a grid of posters with words under them, and a column of settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from runtime.player.catalogue import said
from runtime.player.hud.blocks import Setting, joined, lines, setting_row
from runtime.player.hud.pages import Look, setting_rows
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.plan import Box, Piece, Plan, Plate, Poster, Rule, Stage, Target
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import ViewState

if TYPE_CHECKING:
    from runtime.player.menu import ShowCard

LARGE = 1.5  # from this scale on posters stand in one column
SETTINGS = ("captions", "caption_size", "time_limits", "volume", "fullscreen")


class MenuFace(Protocol):
    """What is shown of a menu."""

    @property
    def shows(self) -> Sequence[ShowCard]: ...

    @property
    def view(self) -> ViewState: ...

    @property
    def generators(self) -> Sequence[str]: ...

    @property
    def generator(self) -> str: ...

    @property
    def focus(self) -> str: ...

    @property
    def at(self) -> int: ...


def columns_of(stage: Stage, shows: int) -> int:
    """How many posters stand beside one another."""
    most = 1 if stage.portrait or stage.h < 240 or stage.scale >= LARGE else 2
    return max(1, min(most, shows))


def plan_menu(menu: MenuFace, stage: Stage, case: Typecase, language: str = "en") -> Plan:
    """Everything: head, posters, settings."""
    room = stage.box.inset(round(stage.w * 0.055), round(stage.h * 0.06))
    head, used = _head(room, stage, case, language)
    body = Box(room.x, room.y + used, room.w, room.h - used)
    posters, settings = _split(body, stage, case)
    parts = [head, _posters(menu, posters, stage, case, language), _settings(menu, settings, stage, case, language)]
    return joined(parts, stage.h)


def _head(room: Box, stage: Stage, case: Typecase, language: str) -> tuple[Plan, int]:
    title, used = lines(case, said("menu", language), room, Setting(Face.SERIF, stage.text(72), PAPER, 1), align=0)
    if stage.h < 240:
        return Plan(title), used + 2
    under = room._replace(y=room.y + used)
    how = Setting(Face.SERIF_ITALIC, stage.text(32), MUTED, 1)
    hint, more = lines(case, said("menu hint", language), under, how, align=0)
    rule = Rule(Box(room.x, under.y + more + stage.px(14), stage.px(130), stage.px(3)), colour=AMBER)
    return Plan((*title, *hint, rule)), used + more + stage.px(48)


def _split(body: Box, stage: Stage, case: Typecase) -> tuple[Box, Box]:
    """Posters on the left and settings on the right; above one another where the surface is high."""
    if stage.portrait:
        rows = len(SETTINGS) + 1
        below = min(body.h * 45 // 100, rows * max(stage.px(76), case.height(Face.SANS, stage.text(30)) + 2))
        upper = body._replace(h=body.h - below - stage.px(30))
        return upper, Box(body.x, body.bottom - below, body.w, below)
    gap = stage.px(70)
    left = body._replace(w=(body.w - gap) * (40 if stage.scale >= LARGE else 64) // 100)
    return left, Box(left.right + gap, body.y, body.w - left.w - gap, body.h)


def _posters(menu: MenuFace, box: Box, stage: Stage, case: Typecase, language: str) -> Plan:
    """The rows around the one that has the focus."""
    shows = menu.shows
    if not shows:
        words = lines(case, said("menu empty", language), box, Setting(Face.SANS, stage.text(32), MUTED, 4), align=0)[0]
        return Plan(words)
    columns = columns_of(stage, len(shows))
    gap = stage.px(36)
    card_w = (box.w - gap * (columns - 1)) // columns
    rows = -(-len(shows) // columns)
    in_sight = max(1, min(rows, (box.h + gap) // (_card_height(card_w, stage, case) * 7 // 10 + gap)))
    highest = _card_height(card_w, stage, case) + (card_w // 6 if rows == 1 else 0)
    card_h = min((box.h - gap * (in_sight - 1)) // in_sight, highest)
    first = min(max(0, menu.at // columns - in_sight + 1), rows - in_sight)
    parts = []
    for index in range(first * columns, min(len(shows), (first + in_sight) * columns)):
        row, column = divmod(index - first * columns, columns)
        place = Box(box.x + column * (card_w + gap), box.y + row * (card_h + gap), card_w, card_h)
        parts.append(_card(shows[index], index, place, stage, case, lit=menu.focus == f"show:{index}"))
    parts.append(_more_rows(first, in_sight, rows, box, stage))
    return joined(parts, stage.h)


def _card_height(card_w: int, stage: Stage, case: Typecase) -> int:
    """With a whole poster, a line of title, one of author and three of synopsis."""
    words = case.height(Face.SERIF, stage.text(40)) + 4 * case.height(Face.SANS, stage.text(26))
    return card_w * 9 // 16 + words + stage.px(14) * 3


def _card(show: ShowCard, index: int, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> Plan:
    """A poster with its words; the one that has the focus lies on paper."""
    pad = stage.px(14)
    inner = box.inset(pad, pad)
    title_h = case.height(Face.SERIF, stage.text(40))
    small_h = case.height(Face.SANS, stage.text(26))
    lines_in_sight = 4 if inner.h > inner.w * 3 // 4 else 3
    poster_h = min(inner.w * 3 // 4, max(0, inner.h - title_h - small_h * lines_in_sight - stage.px(6)))
    picture = inner._replace(h=poster_h)
    pieces: list[Piece] = []
    if lit:
        pieces.append(Plate(box, colour=PAPER, cover=0.97, radius=stage.px(14)))
    if poster_h > 12:
        pieces.append(Poster(picture, title=show.title, radius=stage.px(8)))
    words = Box(inner.x + stage.px(8), inner.y + poster_h + stage.px(6), inner.w - stage.px(16), 0)
    pieces += _words(show, words._replace(h=inner.bottom - words.y), stage, case, lit=lit)
    return Plan(tuple(pieces), (Target(f"show:{index}", box),), stage.h)


def _words(show: ShowCard, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> tuple[Piece, ...]:
    """Title, author and as much of the synopsis as there is room for."""
    ink, second = (INK, INK) if lit else (PAPER, MUTED)
    pieces, used = lines(case, show.title, box, Setting(Face.SERIF, stage.text(40), ink, 1), align=0)
    small = stage.text(26)
    height = case.height(Face.SANS, small)
    if show.author and box.h - used >= height:
        under = box._replace(y=box.y + used)
        how = Setting(Face.SANS, small, second, 1, small)
        more, h = lines(case, said("author", author=show.author), under, how, align=0)
        pieces, used = (*pieces, *more), used + h
    room = min(3, (box.h - used) // height)
    if room > 0:
        under = box._replace(y=box.y + used)
        how = Setting(Face.SANS, small, second, room, small, even=False)
        pieces += lines(case, show.synopsis, under, how, align=0)[0]
    return pieces


def _more_rows(first: int, in_sight: int, rows: int, box: Box, stage: Stage) -> Plan:
    """A thin mark at the side that says how far one has come."""
    if rows <= in_sight:
        return Plan()
    whole = Box(box.right + stage.px(18), box.y, max(2, stage.px(4)), box.h)
    at = Box(whole.x, box.y + box.h * first // rows, whole.w, box.h * in_sight // rows)
    return Plan((Rule(whole, 0.2, PAPER), Rule(at, 0.9, AMBER)))


def _settings(menu: MenuFace, box: Box, stage: Stage, case: Typecase, language: str) -> Plan:
    look = Look(menu.focus, menu.view, language)
    rows = len(SETTINGS) + (1 if menu.generators else 0)
    least = case.height(Face.SANS, stage.text(30)) + 1
    row_h = min(max(stage.px(76), least), box.h // rows)
    parts = setting_rows("menu", box, row_h, look, stage, case, SETTINGS)
    if menu.generators:
        place = box._replace(y=box.y + row_h * len(SETTINGS), h=row_h)
        texts = (said("generator", language), menu.generator)
        parts.append(setting_row(case, stage, place, "menu:generator", texts, lit=menu.focus == "menu:generator"))
    return joined(parts, stage.h)
