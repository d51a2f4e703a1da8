"""Stage directions as writers write them: each leads to a way to go, a stance and a gesture."""

from __future__ import annotations

import pytest

from generators.papertheatre.figures.actions import Doing, doing
from generators.papertheatre.figures.gait import GAITS
from generators.papertheatre.figures.gestures import GESTURES
from generators.papertheatre.figures.phrases import STANCES as REST_WORDS
from generators.papertheatre.figures.phrases import TRAVELS, read_rows
from generators.papertheatre.figures.posture import STANCES
from generators.papertheatre.figures.repertoire import SCORES

# phrase | before>stance | travel gait | gesture; "-" is nothing
PHRASES = """
stands alone at the end of the jetty | stand | - | -
contemplates eternity | stand | - | -
waits | stand | - | -
looks at the white waves | stand | - | -
walks to the window | stand | cross walk | -
walks down the steps to the launch | stand | go climb | -
walks over to her | stand | approach walk | -
goes to the door | stand | cross walk | -
crosses the room | stand | cross walk | -
follows him | stand | cross walk | -
approaches the captain | stand | approach walk | -
runs | stand | cross run | -
hurries along the quay | stand | cross run | -
creeps along the wall | stand | cross creep | -
tiptoes past the sleeping dog | stand | cross creep | -
crawls through the snow | stand | cross crawl | -
swims for the shore | stand | cross swim | -
limps to the door | stand | cross limp | -
staggers across the deck | stand | cross stagger | -
marches past | stand | cross march | -
trudges through the mud | stand | cross shuffle | -
wanders along the beach | stand | cross stroll | -
skips down the lane | stand | cross skip | -
paces up and down | stand | pace walk | -
steps back | stand | back walk | -
backs away from the dog | stand | back walk | -
enters | stand | enter walk | -
comes in with a lantern | stand | enter walk | hold
walks in, shaking the rain from his coat | stand | enter walk | -
comes home | stand | enter walk | -
comes out | stand | enter walk | -
arrives | stand | enter walk | -
returns with wood | stand | enter walk | -
appears at the gate | stand | enter walk | -
bursts in | stand | enter run | -
slips into the room | stand | enter creep | -
comes back carrying a tray | stand | enter walk | carry
leaves | stand | leave walk | -
exits | stand | leave walk | -
walks out | stand | leave walk | -
goes out | stand | leave walk | -
vanishes | stand | leave walk | -
runs off into the dark | stand | leave run | -
flees | stand | leave run | -
sneaks away | stand | leave creep | -
climbs with a lantern | stand | climb climb | hold
comes up the last steps with a lantern | stand | come climb | hold
comes up the stairs | stand | come climb | -
goes down the stairs | stand | go climb | -
climbs the ladder | stand | climb climb | -
carries the boy up the steps | stand | go climb | bear
climbs over the rail | stand | - | clamber
climbs into the boat | stand | - | clamber
sits at the table | sit | - | -
sits with lifted pen and looks at the window | sit | - | -
sits on the steps of the landing and lifts one hand | sit | - | lift
sits by the window and knits | sit | - | sew
sits down by the stove | stand>sit | - | -
sits cross-legged on the floor | floor | - | -
sits in the boat and rows | row | - | row
stands up from the table | sit>stand | - | -
rises from her chair | sit>stand | - | -
gets out of bed | lie>stand | - | -
gets to his feet | lie>stand | - | -
wakes up | lie>stand | - | -
kneels beside him | kneel | - | -
kneels and moves the lantern over the floorboards | kneel | - | -
kneels down | stand>kneel | - | -
falls to his knees | stand>knees | - | -
prays | knees | - | pray
hides under the stairs | crouch | - | -
ducks behind the barrel | stand>crouch | - | -
lies in bed | lie | - | -
lies down | stand>lie | - | -
asleep | lie | - | rest
lies asleep | lie | - | rest
sleeps in the chair | sit | - | doze
floats in the air | float | - | -
rows towards the light | row | - | row
falls | stand | - | fall
slips on the wet stones | stand | - | fall
stumbles and falls | stand | - | trip
faints | stand | - | collapse
dies in her arms | stand | - | die
jumps over the wall | stand | - | jump
dances | stand | - | dance
turns away | stand | - | -
points at the ship | stand | - | point
lifts the lantern | stand | - | lift
stands at the end of the landing and lifts the lantern above her head | stand | - | lift
lights a fire of driftwood | stand | - | lift
opens the door | stand | - | open
pulls the heavy door open | stand | - | open
shuts the door | stand | - | close
knocks at the door | stand | - | knock
takes the key from the hook | stand | - | take
gives him the key | stand | - | give
hands her a letter | stand | - | give
holds out her right hand, open and empty | stand | - | give
lays her palm on the lamp glass | stand | - | touch
puts the three caps down at her feet, in a row | stand | - | put
picks up the phone | stand | - | phone
searches the floor for the key | stand | - | search
holds a book | stand | - | hold
reads the letter | stand | - | read
writes in the log | sit | - | write
drinks from a cup | stand | - | drink
eats a piece of bread | stand | - | eat
pours tea | stand | - | pour
stirs the soup | stand | - | stir
throws a stone into the water | stand | - | throw
points a gun | stand | - | aim
draws his sword | stand | - | draw
peers into the distance | stand | - | look
looks through the telescope | stand | - | telescope
hauls on the rope | stand | - | pull
pushes the boat | stand | - | push
leans against the rail | stand | - | lean
hammers a nail | stand | - | hammer
chops wood | stand | - | chop
digs a hole | stand | - | dig
sweeps the floor | stand | - | sweep
polishes the brass | stand | - | scrub
steers the ship | stand | - | steer
rings the bell | stand | - | ring
fishes from the pier | sit | - | fish
plays the violin | stand | - | violin
plays the piano | sit | - | piano
plays the flute | stand | - | flute
sings | stand | - | sing
strokes the cat | stand | - | stroke
waves | stand | - | wave
salutes | stand | - | salute
bows | stand | - | bow
cheers | stand | - | cheer
embraces her | stand | - | embrace
holds her close | stand | - | embrace
kisses him | stand | - | kiss
slaps him | stand | - | strike
calls out to the boat | stand | - | call
whispers in her ear | stand | - | whisper
shouts | stand | - | shout
listens | stand | - | listen
thinks | stand | - | think
weeps | stand | - | weep
laughs | stand | - | laugh
shivers | stand | - | shiver
covers her face | stand | - | hide
stares in horror | stand | - | startle
folds her arms | stand | - | fold
nods | stand | - | nod
shakes his head | stand | - | shake
shrugs | stand | - | shrug
yawns | stand | - | stretch
coughs | stand | - | cough
blows out the candle | stand | - | blow
Rain falls on the black sea | stand | - | -
The door opens | stand | - | -
her light sweeps over the water | stand | - | -
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in PHRASES.strip().splitlines()]


def written(act: Doing) -> tuple[str, str, str]:
    stance = f"{act.before}>{act.stance}" if act.before else act.stance
    return (stance, f"{act.travel} {act.gait}" if act.travel else "-", act.gesture or "-")


@pytest.mark.parametrize(("phrase", "stance", "way", "gesture"), ROWS)
def test_directions_are_understood(phrase: str, stance: str, way: str, gesture: str) -> None:
    assert written(doing(phrase)) == (stance, way, gesture)


def test_there_are_enough_directions() -> None:
    assert len(ROWS) >= 120
    assert len({row[0] for row in ROWS}) == len(ROWS)


def test_case_and_spaces_do_not_count() -> None:
    assert doing("  Points   at\nthe SHIP. ") == doing("points at the ship")


def test_down_and_away_are_heard() -> None:
    assert doing("comes down the stairs").down
    assert not doing("comes up the stairs").down
    assert doing("turns her back on him").away
    assert not doing("turns to him").away


def test_what_ends_on_the_floor_lies() -> None:
    assert all(doing(words).lies for words in ("falls", "dies", "lies still", "trips", "faints"))
    assert not doing("sits").lies


@pytest.mark.parametrize("hostile", ["", "(" * 99, "\x00", "🙂🔥", "walks " * 5000, "שלום", "灯塔", "\\b[a-z]+(?"])
def test_any_words_are_a_doing(hostile: str) -> None:
    act = doing(hostile)
    assert act.stance in STANCES
    assert not act.travel or act.gait in GAITS


def test_every_row_leads_to_something_that_can_be_played() -> None:
    assert all(kinds[1] in GAITS for kinds, _ in read_rows(TRAVELS))
    assert all(kinds[1] in STANCES and (not kinds[0] or kinds[0] in STANCES) for kinds, _ in read_rows(REST_WORDS))
    assert all(kinds[0] in SCORES for kinds, _ in read_rows(GESTURES))


def test_every_score_can_be_asked_for() -> None:
    asked = {kinds[0] for kinds, _ in read_rows(GESTURES)}
    assert set(SCORES) - asked == {"embraced"}


def test_rows_go_on_in_indented_lines() -> None:
    rows = read_rows("a -: one|\n    two\nb c: three")
    assert [kinds for kinds, _ in rows] == [("a", ""), ("b", "c")]
    assert rows[0][1].search("only two here")
    assert not rows[0][1].search("twofold")
