"""The words of stage directions: which ones mean a way to go, a way to rest, a gesture.

Each row is `kind ...: pattern`, the pattern going on in indented lines; <person> and <a> stand for words of their sort.
"""

from __future__ import annotations

import re
from typing import Final

PERSON: Final = (
    r"(?:him|her|them|it|each other|one another|his \w+|her \w+|"
    r"the (?:\w+ )?(?:boy|girl|child|man|woman|mother|father|captain|baby|dog|cat))"
)
THING: Final = r"(?:a|an|the|his|her|their|its|my|your|some|two|three)"
Row = tuple[tuple[str, ...], re.Pattern[str]]  # (kinds, words)

TRAVELS: Final = r"""
climb climb: climb\w*|ascend\w*|descend\w*|mounts the
    |(?:up|down) the (?:\w+ )?(?:ladder|rigging|mast|rope|cliff|wall|tree)
come climb:
    comes (?:\w+ )?(?:up|down)(?! to\b)(?: the)?(?: \w+)? (?:stairs?|steps?|stairway|staircase|hill|slope|path|tower)
    |comes up(?: the last| from)?|comes down|comes (?:up|down)stairs
go climb: (?:goes|walks|runs|hurries|steps|creeps|rushes|carries him|leads him) (?:\w+ )?(?:up|down)(?! to\b)
    (?: the)?(?: \w+)? (?:stairs?|steps?|stairway|staircase|hill|slope|path|tower)
    |(?:up|down) the (?:\w+ )?(?:stairs?|steps|staircase)|goes (?:up|down)(?:stairs)?\b|goes below
leave run: (?:runs?|rushes|hurries|dashes|flees|bolts|storms|races|sprints|charges|darts) (?:off|out|away|from)|flees
    |escapes
leave fly: (?:flies|flaps|soars|flutters|swoops) (?:off|out|away|from)|takes? off|takes? wing
leave creep: (?:creeps?|sneaks?|slips?|steals?|tiptoes?) (?:off|out|away)
leave walk: leaves?(?! (?:the|a|his|her|it|them|him)? ?(?:lantern|lamp|letter|key|bag|door|light|book)\w*)|exits?
    |departs?|walks? (?:off|out|away)|goes (?:off|out|away|home|outside)
    |(?:strides?|wanders?|limps?|staggers?|marches|strolls?|moves?|drifts?) (?:off|out|away)|vanish(?:es)?|disappears?
    |retires?|withdraws?|turns? and (?:goes|walks)|is gone
enter run:
    (?:runs?|rushes|bursts?|storms?|hurries|dashes|charges|bounds|races) (?:in|into|inside|through|on|back in|up to)\b
enter fly: (?:flies|flaps|soars|flutters|swoops) (?:in|into|down|back|through)
enter creep: (?:creeps?|sneaks?|slips?|steals?|tiptoes?|crawls?) (?:in|into|inside)\b|slips? through
enter walk: enters?|entering|arrives?|arriving
    |comes? (?:in\b|into|inside|back|home|through|out\b|on\b|to the door|along|over|around|round|from)
    |(?:walks?|steps?|strides?|marches|limps?|staggers?|shuffles?|wanders?|strolls?|goes|sails|swims|returns?|
    appears?|steps|moves) (?:in\b|into|inside|through|onto|ashore|aboard)
    |returns?|appears?|emerges?|joins?|steps (?:out|in|ashore|aboard)
back walk: (?:steps?|backs?|moves?|walks?|shrinks?|staggers?) (?:back|backwards?|away from)|retreats?|recoils?
    |backs away
pace walk: paces?|pacing|walks? (?:up and down|to and fro|back and forth|in circles|about|around)
    |wanders? (?:about|around)|patrols?|circles
cross run: runs?|running|rush\w*|races?|hurr(?:y|ies|ying)|sprints?|dash\w*|charges?|bounds|gallops?|trots?|chases?
    |bolts
cross creep: creeps?|creeping|tiptoe\w*|sneak\w*|prowl\w*|stalks?
cross crawl: crawl\w*|on (?:all fours|hands and knees)|drags? (?:himself|herself|themselves|itself)
cross fly: flies|flying|soars?|soaring|flutters?|swoops?|glid(?:es|ing)|flaps
cross swim: swims?|swimming|dives?|floats through|paddles through
cross limp: limps?|limping|hobbl\w+
cross stagger: stagger\w*|reels?|totters?|sways? (?:across|along|forward)|stumbles (?:on|along|across|forward|through)
cross march: march\w*|strides?|striding|stomps?|stalks off
cross shuffle: shuffl\w+|trudg\w+|plods?|wades?
cross skip: skips?|skipping|prances?|hops (?:along|across)
cross stroll: stroll\w*|wander\w*|saunter\w*|ambl\w+|roams?
approach walk: (?:walks?|goes|comes|steps?|crosses|moves?) (?:over |up |across )?(?:to|towards?) <person>|approach\w*
cross walk: walks?|walking|crosses|steps? (?:forward|up|to|towards?|across|between|closer|along|past)
    |goes(?! (?:on|dark|out|still|quiet))|comes? (?:to|towards?|closer|forward|near)|heads (?:for|to)|follows?
    |following|makes? (?:his|her|their) way|moves (?:to|towards?|along|across)|passes
"""

STANCES: Final = r"""
lie stand:
    (?:gets?|stands?|rises?|climbs?|jumps?|scrambles?|struggles) (?:up )?(?:from|off|
    out of) (?:the )?(?:\w+ )?(?:floor|ground|bed|bunk|sand|deck|grass|snow|stones)
    |(?:gets?|struggles|scrambles|staggers|rises) to (?:his|her|their|its) feet|wakes?(?: up)?|awakes
knees stand: (?:rises?|gets up|stands?) from (?:his|her|their) knees
sit stand: stands? up|gets up|rises?(?! (?:above|behind|over|out of))|jumps? (?:up|to (?:his|her) feet)
    |leaps? (?:up|to (?:his|her) feet)|springs? up|(?:stands|rises|gets up) from
stand sit: sits? down|takes? a seat
    |sinks? (?:down |in)?(?:into|onto|on|to) (?:a |the |his |her )?(?:\w+ )?(?:chair|bench|stool|seat|sofa|bed|step)
    |settles? (?:down|in|into|at|on)|drops? into (?:a|the|his|her)
stand knees: (?:falls?|drops?|sinks?) (?:up)?on ?(?:to)? (?:his|her|their) knees
    |(?:falls?|drops?|sinks?) to (?:his|her|their) knees
stand kneel: kneels? down|goes down on (?:one knee|(?:his|her) knee)|gets down on
stand lie: lies? down|lays? (?:himself|herself|themselves) down|stretches out on|goes to bed|goes to sleep
stand crouch: crouches down|squats down|ducks?|ducking
- sit:
    (?:sleeps?|asleep|dozing|dozes?|dreams?) (?:in|at|on) (?:a|the|his|her) (?:\w+ )?(?:chair|armchair|desk|table|
    bench|seat)
- lie:
    lies? (?!to\b)(?:\w+ )?(?:on|in|asleep|still|dead|awake|there|beneath|under|beside|among|motionless|back|
    unconscious|curled|face up)
    |lying|is lying|asleep|sleeps?|sleeping|unconscious|is dead|drowned|in (?:his|her|the) (?:bed|bunk|coffin|hammock)
    |dreams?|lies
- prone: face down|lies on (?:his|her|their) (?:belly|stomach|front)|prone
- knees: on (?:his|her|their) knees|pray\w*
- kneel: kneel\w*|on one knee|proposes
- crouch: crouch\w*|hid(?:es|ing)|squat\w*|huddl\w+|cower\w*|curls? up|hunkers?
- floor:
    (?:sits?|sitting|seated) (?:cross-legged|on the (?:\w+ )?(?:floor|ground|sand|grass|beach|rocks?|deck|snow|
    carpet|rug|hearth|moss|shingle|edge)|in the (?:grass|sand|snow))
    |cross-legged
- row: rows?|rowing|at the oars|paddles?|paddling
- sit: sits?|sitting|seated|sat|perch\w*|rides?|riding|at (?:his|her|the) (?:desk|piano|table)|drives?|driving
- float: floats?|floating|hovers?|hovering|drifts? in
- hang: hangs? (?:from|on|by|onto)|clings? to (?:the|a) (?:rope|mast|ladder|rail|branch)|dangl\w+
"""


def read_rows(table: str) -> tuple[Row, ...]:
    """The rows of a table of words; "-" is an empty kind."""
    rows: list[list[str]] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            rows[-1][1] += line.strip()
        else:
            kinds, pattern = line.split(":", 1)
            rows.append([kinds, pattern.strip()])
    return tuple((_kinds(kinds), _compiled(pattern)) for kinds, pattern in rows)


def _kinds(words: str) -> tuple[str, ...]:
    return tuple("" if word == "-" else word for word in words.split())


def _compiled(pattern: str) -> re.Pattern[str]:
    words = pattern.replace("<person>", PERSON).replace("<a>", THING)
    return re.compile(rf"\b(?:{words})(?!\w)")
