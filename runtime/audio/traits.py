"""What the words of a cast list say of a voice: sex, age, character, and beings that are no people. Pure tables."""

from __future__ import annotations

from runtime.audio.delivery import Delivery, table

WOMEN = frozenset(
    """woman women girl lady she her hers herself mother mum mama mummy grandmother grandma granny sister daughter aunt
    niece wife widow queen princess duchess countess baroness empress goddess nun abbess witch maid mistress actress
    waitress hostess stewardess female heroine bride madam madame mademoiselle mrs miss ms dame fairy nymph mermaid
    nurse ballerina schoolgirl braid braids pigtails plait dress skirt gown bonnet shawl apron lipstick
    mary lucy emily amy molly polly sally betty nelly kitty holly ruby daisy judy wendy becky dorothy ivy lily jenny
    peggy penny hetty ann anne jane joan ellen helen kathleen karen susan ruth edith judith elizabeth margaret
    harriet charlotte alice agnes frances ingrid astrid sigrid solveig iris doris carmen miriam rachel esther abigail
    ingeborg gudrun brigitte isabel mabel ethel hazel pearl fern bridget maud joy hope grace faith florence beatrice
    """.split()
)
MEN = frozenset(
    """man men boy gentleman he him his himself father dad papa daddy grandfather grandpa brother son uncle nephew
    husband widower king prince duke count baron emperor god monk abbot priest friar bishop pope wizard lord master
    actor waiter male hero groom sir mr mister monsieur herr beard bearded moustache mustache whiskers bald stubble
    sideburns fisherman sailor schoolboy cowboy footman fireman policeman postman butler
    luca noah joshua elisha ezra sasha andrea nikita ilya misha dima kolya vanya attila
    harry henry billy bobby tommy jimmy johnny danny freddy teddy charlie archie alfie ollie barney stanley jeremy
    anthony geoffrey gregory timothy rudy percy ray roy guy george joe mike luke duke pete abe jake kyle
    ole arne rune uwe gianni luigi giovanni dmitri yuri
    """.split()
)
CHILDREN = frozenset(
    "child children kid boy girl toddler baby schoolboy schoolgirl infant kitten puppy cub chick".split()
)
OLD = frozenset(
    "old elderly aged ancient grandmother grandfather grandma grandpa granny retired wizened crone pensioner".split()
)
YOUNG = frozenset("young teenage teenager teen youth student apprentice youngest".split())
# A trait before one of these is said of the thing: "deep blue coat", "big hands".
THINGS = frozenset(
    """coat jacket cloak cape jersey jumper sweater shirt blouse dress skirt gown trousers pants jeans shorts boots
    shoes sandals slippers hat cap hood helmet scarf shawl gloves mittens belt tie apron uniform suit robe oilskin
    oilskins glasses spectacles braid braids hair curls beard moustache eyes eye nose ears hands hand feet legs arms
    mouth teeth smile face head belly shoulders bag basket lamp lantern stick cane sword ring necklace umbrella boat
    house room window blue red green yellow white black grey gray brown orange purple pink gold golden silver
    """.split()
)

# What a word in a description does to a voice.
TRAITS = table(
    {
        "deep": Delivery(0.86, 0.96, tilt_db=-1),
        "low": Delivery(0.9),
        "gruff": Delivery(0.9, 0.97, 0.97, 0.9, tilt_db=-1, rough=0.35),
        "gravelly hoarse raspy husky": Delivery(0.9, 0.97, breath=0.12, rough=0.45),
        "smoky sultry velvety": Delivery(0.92, 0.98, 0.95, breath=0.15, tilt_db=-2),
        "big large burly broad stout heavy fat": Delivery(0.93, 0.95),
        "tall": Delivery(0.97, 0.97),
        "huge enormous giant": Delivery(0.84, 0.91, 0.93),
        "small little short": Delivery(1.06, 1.04),
        "tiny": Delivery(1.15, 1.08),
        "thin slim slender frail": Delivery(1.04, 1.02),
        "high": Delivery(pitch=1.1),
        "shrill squeaky piping": Delivery(1.18, 1.03, tilt_db=2),
        "bright clear": Delivery(1.05, 1, 1, 1.1, tilt_db=2),
        "soft gentle mild shy timid": Delivery(1.02, 1, 0.96, 0.92, breath=0.15, gain_db=-1.5, tilt_db=-1.5),
        "warm kind kindly motherly": Delivery(0.98, 0.99, 0.96, 1.05, breath=0.08, tilt_db=-1.5),
        "loud booming boisterous": Delivery(0.97, 0.97, 1, 1.15, gain_db=2, tilt_db=2),
        "quick fast brisk lively": Delivery(pace=1.12, lively=1.05),
        "nervous anxious jittery": Delivery(1.04, 1, 1.1, 1.15, tremor=0.25, tremor_hz=7),
        "frightened scared": Delivery(1.05, 1, 1.05, 1.1, tremor=0.35, tremor_hz=7),
        "restless impatient": Delivery(pace=1.08),
        "eager excitable": Delivery(pace=1.07, lively=1.15),
        "slow exact careful": Delivery(pace=0.9),
        "calm serene": Delivery(pace=0.94, lively=0.9),
        "quiet": Delivery(pace=0.97, lively=0.9, gain_db=-1.5),
        "weary tired sad gloomy melancholy": Delivery(0.96, 1, 0.9, 0.85, tilt_db=-2),
        "stern strict severe": Delivery(0.95, 1, 0.97, 0.8, tilt_db=1),
        "cold icy": Delivery(0.97, 1, 0.95, 0.7, tilt_db=1),
        "dry sardonic deadpan": Delivery(pace=0.97, lively=0.75),
        "cheerful merry jolly happy": Delivery(1.05, 1.01, 1.03, 1.25, tilt_db=1),
        "proud pompous haughty": Delivery(0.97, 1, 0.93, 1.1, tilt_db=0.5),
        "drunk drunken": Delivery(0.96, 1, 0.88, 1.2, tilt_db=-2, tremor=0.4, tremor_hz=1.3),
        "trembling shaky": Delivery(tremor=0.5, tremor_hz=6),
        "sly cunning": Delivery(1.02, 1.01, 0.93, 1.25, breath=0.1),
        "metallic mechanical": Delivery(lively=0.3, through="metal"),
        "hollow spectral": Delivery(lively=0.8, through="hollow"),
    }
)
# What somebody is who is no human being.
BEINGS = table(
    {
        "robot machine android automaton drone": Delivery(1, 1, 0.95, 0.0, through="metal"),
        "computer ai": Delivery(1, 1, 0.97, 0.12, tilt_db=1),
        "ghost spirit phantom spectre wraith shade": Delivery(0.97, 0.98, 0.86, 0.75, breath=0.5, through="hollow"),
        "angel": Delivery(1.04, 1, 0.92, 1.05, breath=0.2, through="hollow"),
        "giant ogre": Delivery(0.78, 0.86, 0.9, tilt_db=-1, rough=0.1),
        "troll": Delivery(0.8, 0.88, 0.9, rough=0.45),
        "dragon": Delivery(0.76, 0.85, 0.88, 1.05, breath=0.15, rough=0.4),
        "monster demon devil beast": Delivery(0.78, 0.88, 0.93, rough=0.5),
        "goblin gnome imp": Delivery(1.18, 1.1, 1.06, 1.2, tilt_db=2, rough=0.25),
        "dwarf": Delivery(0.9, 0.97, 0.97, rough=0.2),
        "fairy elf sprite pixie": Delivery(1.2, 1.09, 1.04, 1.2, breath=0.1, tilt_db=2),
        "puppet doll": Delivery(1.15, 1.08, 1.0, 0.9, tilt_db=2),
        "mouse shrew": Delivery(1.32, 1.2, 1.14, 1.2, tilt_db=2),
        "rat weasel": Delivery(1.15, 1.1, 1.08, 1.1, tilt_db=2, rough=0.15),
        "squirrel rabbit hare hamster bat": Delivery(1.22, 1.13, 1.18, 1.2, tilt_db=1),
        "cat": Delivery(1.08, 1.06, 0.9, 1.3, breath=0.12),
        "kitten chick": Delivery(1.22, 1.13, 1.0, 1.3, tilt_db=1),
        "puppy cub": Delivery(1.15, 1.08, 1.12, 1.3),
        "dog hound": Delivery(0.92, 0.97, 1.06, 1.25, breath=0.1, rough=0.2),
        "fox": Delivery(1.04, 1.03, 1.02, 1.3, breath=0.08),
        "wolf": Delivery(0.85, 0.93, 0.92, 0.95, breath=0.1, rough=0.35),
        "bear lion tiger": Delivery(0.8, 0.88, 0.88, rough=0.35),
        "horse donkey mule": Delivery(0.85, 0.9, 0.92, 1.1, breath=0.15),
        "cow ox bull elephant": Delivery(0.78, 0.86, 0.82, tilt_db=-2),
        "whale": Delivery(0.74, 0.84, 0.76, 1.2, through="hollow"),
        "pig boar": Delivery(0.92, 0.95, 1.02, 1.15, rough=0.3),
        "sheep goat lamb": Delivery(1.1, 1.02, 0.98, tremor=0.8, tremor_hz=8),
        "bird sparrow robin canary wren": Delivery(1.25, 1.15, 1.12, 1.3, tilt_db=3),
        "parrot": Delivery(1.18, 1.1, 1.04, 1.3, tilt_db=3, rough=0.3),
        "raven crow magpie": Delivery(0.98, 1.05, 0.95, 0.95, tilt_db=2, rough=0.6),
        "gull seagull": Delivery(1.15, 1.1, 1.05, 1.2, tilt_db=3, rough=0.35),
        "duck goose hen cock": Delivery(1.1, 1.12, 1.05, 1.2, tilt_db=2, rough=0.3),
        "owl": Delivery(0.92, 0.98, 0.88, 1.15, breath=0.2, through="hollow"),
        "frog toad": Delivery(0.84, 1.04, 0.92, rough=0.55),
        "snake serpent": Delivery(0.98, 1.02, 0.86, 0.9, breath=0.55, tilt_db=3),
        "fish": Delivery(0.97, 1.02, 0.92, 0.8, breath=0.1, tilt_db=-4),
        "tortoise turtle snail": Delivery(0.86, 0.95, 0.74, 0.9, breath=0.1),
        "bee wasp insect beetle spider cricket": Delivery(1.28, 1.16, 1.1, tilt_db=3, tremor=0.5, tremor_hz=12),
        "tree": Delivery(0.76, 0.86, 0.78, breath=0.15, rough=0.25),
        "sea wind": Delivery(0.95, 0.95, 0.82, 0.9, breath=0.6, through="hollow"),
    }
)
