"""The shapes of notes and of jumps: what a writer may type between double brackets, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A note that is an instruction."""

    keyword: str
    snippet: str  # what completion types, with the places to fill in
    example: str
    meaning: str  # Markdown


SHAPES = (
    Shape(
        "choice",
        "choice ${1:9s}: ${2:question}",
        "choice 9s: What does Mara do?",
        "Opens a choice point: the window, then the question. Choice lines follow; `off` waits for ever, "
        "`tail 4s` sets the tail, `vote` asks an audience.",
    ),
    Shape(
        "if",
        "if ${1:condition}",
        "if trust >= 1",
        "On a line of its own: what follows is played only if it holds, up to `[[elif …]]`, `[[else]]` or "
        "`[[end]]`. On a choice line: the choice is offered only then.",
    ),
    Shape(
        "elif",
        "elif ${1:condition}",
        'elif seen("door")',
        "Played if the conditions before it do not hold and this one does.",
    ),
    Shape(
        "else",
        "else",
        "else",
        "Played if none of the conditions before it holds.",
    ),
    Shape(
        "once",
        "once",
        "once",
        "What follows, up to `[[else]]` or `[[end]]`, is played the first time only.",
    ),
    Shape(
        "end",
        "end",
        "end",
        "Ends the block that `[[if …]]` or `[[once]]` opened.",
    ),
    Shape(
        "set",
        "set ${1:name} ${2:=} ${3:value}",
        "set trust += 1",
        "Changes a variable: when it is passed, or on a choice line when the choice's consequence begins.",
    ),
    Shape(
        "var",
        "var ${1:name} = ${2:value}",
        "var trust = 0",
        "Declares a variable with the value it begins with: a number, `true` or `false`, a text in quotes, "
        "`enum(a, b)` or `set()`.",
    ),
    Shape(
        "when",
        "when: ${1:condition}",
        "when: trust >= 2",
        "Under a heading: `> DRAW: tag` may come here only if this holds.",
    ),
    Shape(
        "tag",
        "tag: ${1:tag}",
        "tag: rumour",
        "Under a heading: `> DRAW: tag` may come here.",
    ),
    Shape(
        "call",
        "call: ${1:id}",
        "call: cellar",
        "A detour: the show goes to that scene, and comes back here at its `[[return]]`.",
    ),
    Shape(
        "return",
        "return",
        "return",
        "Back to where the detour began.",
    ),
    Shape(
        "include",
        "include: ${1:act2.fountain}",
        "include: act2.fountain",
        "The scenes of another file in the story's folder stand here.",
    ),
    Shape(
        "default",
        "default",
        "default",
        "The choice that is taken when the time is up.",
    ),
    Shape(
        "locked",
        'locked "${1:reason}" if ${2:condition}',
        'locked "She has no key" if not has_key',
        "The choice is shown with its reason, and cannot be taken.",
    ),
    Shape(
        "says",
        "says: ${1:yes, open it}",
        "says: open it, yes",
        "Words that take this choice too, typed or spoken.",
    ),
    Shape(
        "cut",
        "cut: ${1|now,beat,end|}",
        "cut: beat",
        "When the branch begins: `now`, at the end of the `beat`, or at the `end` of the window.",
    ),
    Shape(
        "id",
        "id: ${1:id}",
        "id: open",
        "The choice's id; without it its words are, in lower case, joined by dashes.",
    ),
    Shape(
        "shot",
        "shot: ${1:wide, slow push in}",
        "shot: low angle, slow push in",
        "How the camera sees it: wide, medium, close; low, high; over the shoulder; static, pan, tilt, push "
        "in, pull out, crane, handheld.",
    ),
    Shape(
        "camera",
        "camera: ${1:static}",
        "camera: handheld",
        "The same as `shot:`; both are added up.",
    ),
    Shape(
        "look",
        "look: ${1:silhouette}",
        "look: silhouette",
        "How this shot is painted, instead of the title page's look.",
    ),
    Shape(
        "seed",
        "seed: ${1:7}",
        "seed: 7",
        "The shot's own seed: the same picture each time.",
    ),
    Shape(
        "ambience",
        "ambience: ${1:rain, wind}",
        "ambience: rain, distant sea",
        "What a place sounds like, from here on: words, or a sound file beside the story.",
    ),
    Shape(
        "music",
        "music: ${1:calm}",
        "music: tense",
        "The music's mood, from here on: a word, a sound file, or `none`.",
    ),
    Shape(
        "sfx",
        "sfx: ${1:knock}",
        "sfx: distant bell, left",
        "A sound, once: words, or a sound file beside the story.",
    ),
    Shape(
        "silence",
        "silence",
        "silence",
        "Ambience, music and effects fade away; voices stay.",
    ),
    Shape(
        "line",
        "line: ${1:k3f9}",
        "line: k3f9",
        "The id of a line, for recordings and translations; `diorama lines STORY` writes them.",
    ),
)

TRANSITIONS = {
    "CUT TO": "the next picture is there at once",
    "DISSOLVE TO": "the next picture grows out of this one",
    "MORPH TO": "this picture turns into the next one",
    "CONTINUE": "the shot goes on without a cut",
    "IRIS TO": "the next picture opens in a circle",
    "CURTAIN TO": "the next picture is behind a curtain",
    "PAGE TO": "a page is turned",
}

TITLE_KEYS = {
    "Title": "the show's title",
    "Author": "who wrote it",
    "Language": "the language of its lines: en",
    "Look": "how it is painted: paper-cut, muted teal and amber, fine grain",
    "Rating": "for whom it is: 7+",
    "Themes": "what it is about",
    "Seed": "the show's seed, if it shall be the same each time",
    "Start": "the id of the scene it begins with",
    "Window": "how long choices stay open: 9s, or off",
    "Tail": "how long the shot goes on after the window: 4s",
    "Cast": "one indented line each: NAME - age, looks, clothes, manner",
    "Places": "one indented line each: NAME - what it looks like",
    "Include": "a file whose scenes follow this file's",
}


def shape_of(note: str) -> Shape | None:
    """The shape that a note, without its brackets, has or is about to have."""
    word = note.strip().split(maxsplit=1)[0] if note.strip() else ""
    keyword = word.partition(":")[0]
    return next((shape for shape in SHAPES if shape.keyword == keyword), None)
