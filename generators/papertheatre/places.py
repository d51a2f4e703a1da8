"""The words for places: three tables, from parts of places over places to vague words, and how a heading is read.

A heading's last noun says what it is ("village church"), unless "of the", "in" or "by" follow it ("cellar of the
inn"); a part of a place says more than the place ("lighthouse kitchen"); a longer phrase more than a word in it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final, NamedTuple

Row = tuple[str, str, str]  # kind, words (a regular expression), where it makes sense: "in", "out" or "" for both

INDOORS: Final = frozenset(
    {
        "attic", "bedroom", "carriage", "cave", "cell", "cellar", "church", "classroom", "hall", "kitchen", "lamp_room",
        "library", "office", "room", "shop", "space_station", "stage_inside", "stairs", "tavern", "theatre", "ward",
        "wheelhouse", "workshop",
    }
)  # fmt: skip

PARTS: Final[tuple[Row, ...]] = (
    ("wheelhouse", "wheelhouse|pilot ?house|ship'?s? bridge|bridge of the (?:ship|vessel)|captain'?s cabin", "in"),
    ("wheelhouse", "cockpit|helm|flight deck|control room|conning tower|submarines?|u boat|submersible", "in"),
    ("space_station", "space ?(?:ship|craft|station|shuttle|capsule)|star ?ship|rocket|airlock|mission control", "in"),
    ("lamp_room", "lamp ?room|lantern room|light ?room|lens room|watch room|lamp chamber|(?:at )?the lamp", "in"),
    ("stairs", "stairs?|staircase|stair ?well|stairway|steps|ladder|spiral|escalator|fire stairs", "in"),
    ("cell", "(?:prison |holding |police |jail )?cells?|prisons?|jail|gaol|dungeons?|lock ?up|brig|oubliette", "in"),
    ("cellar", "cellars?|basement|vaults?|crypt|catacombs?|store ?room|boiler ?room|engine ?room|bunker|sewers?", "in"),
    ("cellar", "(?:air raid )?shelter|panic room|cold store|coal cellar", "in"),
    ("cellar", "(?:ship'?s |cargo )?hold|below decks?|undercroft|coal hole|bilge|morgue|tomb|burial chamber", "in"),
    ("kitchen", "kitchen(?:ette)?|galley|pantry|bakery|scullery|larder|dining(?: ?room)?|breakfast room", "in"),
    ("bedroom", "bed ?(?:room|chamber|side)?|nursery|dorm(?:itory)?|boudoir|bunk ?(?:room|house)|berth|suite", "in"),
    ("bedroom", "(?:hotel|motel|guest|children'?s|girl'?s|boy'?s|sleeping) (?:bed)?(?:room|quarters)", "in"),
    ("attic", "attic|(?:hay ?)?loft|garret|belfry|bell tower|roof space|under the roof", "in"),
    ("ward", "ward|operating (?:room|theat(?:re|er))|sick ?(?:bay|room)|emergency room|intensive care", "in"),
    ("theatre", "dressing ?room|back ?stage|stage|auditorium|orchestra pit|rehearsal room|(?:the )?wings", "in"),
    ("theatre", "prompt(?:er'?s)? box|stage door|(?:actors'?|green) room|fly loft|trap ?room|box office", "in"),
    ("hall", "ball ?room|throne room|great hall|banquet\\w*(?: hall)?|dining hall|lobby|foyer|atrium|corridors?", "in"),
    ("hall", "(?:entrance |mead |town |city |school )?hall(?:way)?|vestibule|concourse|reception|court ?room", "in"),
    ("library", "study|(?:reading|record) ?room|archives?", "in"),
    ("classroom", "(?:class|school|lecture) ?room|lecture (?:hall|theat(?:re|er))", "in"),
    ("office", "(?:\\w+'s )?office|(?:news|board|conference|interview|interrogation) ?room", "in"),
    ("carriage", "compartment|(?:railway|train|dining|sleeping|buffet|subway) (?:carriage|car)|carriage", "in"),
    ("room", "(?:living|sitting|drawing|waiting|tea|back|front|spare|bath) ?room|parlou?r|lounge|den", "in"),
    ("workshop", "work ?(?:shop|room|bench)|laundry(?: room)?|dark ?room|(?:sewing|tool) ?room", "in"),
    ("church", "(?:church )?nave|vestry|confessional|sanctuary|cloisters?", "in"),
    ("cave", "mine ?shaft|cave (?:mouth|entrance)", ""),
    ("door", "lighthouse door|door of the (?:lighthouse|tower)|foot of the (?:lighthouse|tower)|tower door", "out"),
    ("gallery", "(?:lighthouse |lantern )?gallery|catwalk|top of the (?:lighthouse|tower)", "out"),
    ("deck", "decks?|on board|aboard|bow of|stern|quarterdeck|forecastle|crow'?s nest|ferry|trawler|rigging", ""),
    (
        "landing",
        "boat ?(?:landing|house)|landing(?: stage)?|slipway|jetty|piers?|dock|mooring|gangway|boardwalk",
        "out",
    ),
    ("rooftops", "roof ?tops?|roofs?|chimneys?|balcony|fire escape|skylight|sky ?line|roof (?:garden|terrace)", "out"),
    (
        "garden",
        "(?:\\w+ )?allotments?|back ?(?:yard|garden)|green ?house|glass ?house|hedge maze|maze|lawn|arbou?r",
        "out",
    ),
    ("garden", "(?:vegetable|rose|kitchen|walled|secret|herb|flower|palace|convent|botanic\\w*) gardens?|patio", "out"),
    ("garden", "terrace|labyrinth|topiary|summer ?house|swimming pool|orangery|vegetable patch|flower ?beds?", "out"),
    (
        "graveyard",
        "grave ?(?:yard|side)|graves?|cemetery|church ?yard|burial ground|mausoleum|tombs?|necropolis",
        "out",
    ),
    (
        "house",
        "(?:front |back )?(?:door|porch|steps)|door ?step|threshold|drive ?way|front yard|entrance|stairs",
        "out",
    ),
    ("castle", "battlements|ramparts|draw ?bridge|moat|gate ?house|(?:city|castle|town) walls?|(?:the )?keep", "out"),
    (
        "station",
        "(?:railway |station |train )?platform|rail ?yard|railway (?:line|tracks?)|level crossing|siding",
        "out",
    ),
    ("road", "landing (?:strip|field)|air ?(?:strip|field|port|base)|runway|aerodrome|helipad|tarmac", "out"),
    ("road", "(?:gas|petrol|filling|service|truck) (?:station|stop)|car ?(?:crash|wreck)|hard shoulder|lay ?by", "out"),
    (
        "road",
        "(?:country|dirt|farm|open|mountain|desert|coast(?:al)?|winding) (?:road|lane|track)|cross ?roads?",
        "out",
    ),
    ("street", "car ?park|parking (?:lot|space|garage|bay)|street corner|court ?yard|(?:school|prison) ?yard", "out"),
    (
        "forest",
        "(?:forest|woodland|wooded) (?:road|path|track|trail|clearing)|tree ?house|clearing|glade|camp ?site",
        "out",
    ),
    ("village", "village (?:street|road|lane|square|green|pump|well)|well", "out"),
    (
        "underwater",
        "under ?water|under the (?:sea|water|waves|ocean)|(?:sea|ocean) ?(?:bed|floor)|coral(?: reef)?",
        "out",
    ),
    ("underwater", "bottom of the (?:sea|ocean|lake)|deep sea|the deep|kelp(?: forest)?|sunken \\w+|abyss", "out"),
)
SITES: Final[tuple[Row, ...]] = (
    ("church", "church|chapel|cathedral|abbey|temple|mosque|synagogue|monastery|convent|shrine|minster|basilica", "in"),
    ("library", "library|book ?(?:shop|store)", "in"),
    ("office", "bank|police station|agency|newspaper|bureau|headquarters", "in"),
    ("classroom", "school|college|university|academy|kindergarten", "in"),
    ("shop", "(?:\\w+'s )?(?:shop|store)|grocer\\w*|chemist'?s?|pharmacy|apothecary|barber'?s?|super ?market", "in"),
    ("shop", "department store|market|boutique|tailor'?s?|butcher'?s?|florist'?s?|post office", "in"),
    ("ward", "hospital|clinic|infirmary|surgery|sanatorium|asylum|nursing home|hospice|dentist'?s?|doctor'?s?", "in"),
    ("theatre", "theat(?:re|er)|opera(?: house)?|cinema|play ?house|circus(?: tent)?|concert hall|music hall", "in"),
    (
        "tavern",
        "taverns?|inn|pub|bar|saloon|cafe|coffee (?:shop|house)|restaurant|diner|bistro|brasserie|cantina",
        "in",
    ),
    ("tavern", "ale ?house|night ?club|club|speakeasy|casino|tea ?(?:room|shop)|taproom|beer hall|canteen|snug", "in"),
    (
        "hall",
        "palace|castle|museum|(?:art )?gallery|mansion|manor|hotel|parliament|embassy|airport|terminal|mall",
        "in",
    ),
    ("hall", "(?:railway |train |central )?station|gym(?:nasium)?|swimming pool", "in"),
    ("hall", "court|ministry|town hall|chateau|fortress|school hall|skating rink|stadium", "in"),
    (
        "carriage",
        "trains?|tram|trolley|subway|metro|(?:the )?underground|the tube|bus|coach|car|taxi|cab|limousine",
        "in",
    ),
    ("carriage", "van|truck|lorry|ambulance|(?:aero|air)?plane|jet|helicopter|cable car|stage ?coach|airliner", "in"),
    (
        "workshop",
        "garage|forge|smithy|studio|factory|mill|foundry|shed|barn|stables?|hangar|warehouse|laborator\\w+",
        "in",
    ),
    (
        "workshop",
        "lab|launderette|laundromat|printing (?:works|shop)|(?:repair|machine|body) shop",
        "in",
    ),
    ("workshop", "boat ?house|power (?:station|plant)|abattoir|tannery|brewery", "in"),
    (
        "room",
        "flat|apartment|rooms?|cottage|hut|cabin|chamber|quarters|tent|caravan|trailer|shack|lodge|farm ?house",
        "in",
    ),
    ("wheelhouse", "boat|ship|vessel|yacht|schooner|steamer|bridge|trawler|freighter", "in"),
    ("stage_inside", "limbo|void|dream ?scape|(?:bare|empty|black) stage", "in"),
    (
        "stage",
        "limbo|void|dream ?scape|hot air balloon|(?:bare|empty|open air|outdoor) stage|band ?shell|(?:the )?sky|clouds",
        "out",
    ),
    ("cave", "caves?|caverns?|grotto|tunnels?|lair|mines?", ""),
    ("harbour", "(?:ferry|cruise|container) (?:terminal|port)|lock gates", "out"),
    ("harbour", "harbou?r|port|quay(?:side)?|wharf|marina|docks|fishing village|ship ?yard|docklands", "out"),
    (
        "reef",
        "reef|crags?|cliffs?(?: ?top)?|ledge|skerry|shoals?|promontory|headland|cape|sea stack|rocky shore",
        "out",
    ),
    ("beach", "beach(?: ?(?:house|hut|front))?|sea ?(?:side|front|shore)|shore(?:line)?|sands|strand|cove|bay", "out"),
    ("beach", "coast(?:line)?|lagoon|(?:desert |tropical )?islands?|isle|atoll|tide(?: ?pools?)?|mudflats?", "out"),
    ("lighthouse", "light ?house|light tower|beacon", "out"),
    (
        "open_sea",
        "(?:open |high |stormy )?seas?|ocean|waves|boats?|ships?|raft|life ?boat|rowing(?: boat)?|dinghy",
        "out",
    ),
    (
        "open_sea",
        "yacht|sailing|channel|strait|storm at sea|middle of the ocean|(?:sea|channel) crossing|long ?ship|galley",
        "out",
    ),
    (
        "jungle",
        "jungles?|rain ?forest|tropics|amazon|palm grove|mangroves?|bamboo|swamps?|bayou|everglades|congo",
        "out",
    ),
    ("jungle", "(?:lost|jungle) temple|water ?falls?|plantation|tropical (?:forest|valley)", "out"),
    (
        "forest",
        "forests?|woods?|wood ?land|trees|groves?|thicket|copse|taiga|camp|backwoods|timberland|pines|spinney",
        "out",
    ),
    (
        "desert",
        "deserts?|sahara|gobi|(?:sand )?dunes?|mesas?|canyon|bad ?lands|oasis|wadi|pyramids?|sphinx|outback",
        "out",
    ),
    ("desert", "sand sea|sea of sand|wasteland|salt flats?|waste|death valley|caravan", "out"),
    (
        "fields",
        "(?:corn|wheat|rice|potato|hop|poppy|ploughed|plowed|turnip)? ?fields?|farm(?: ?yard| ?land)?|barn ?(?:yard)?",
        "out",
    ),
    (
        "fields",
        "(?:wind ?)?mill|vineyard|paddock|ranch|stables?|hay\\w*|harvest|crops|paddies|paddy|scarecrow|orchard",
        "out",
    ),
    ("village", "villages?|hamlet|settlement|church|chapel|parish|cottages|shire", "out"),
    ("garden", "gardens?|conservatory|courtyard garden|pool", "out"),
    ("park", "parks?|play ?ground|picnic\\w*|band ?stand|duck pond|pond|zoo|golf (?:course|club)|common|bench", "out"),
    (
        "park",
        "(?:football|soccer|cricket|sports?|baseball) (?:pitch|field|ground)|stadium|fair ?ground|carnival",
        "out",
    ),
    ("park", "race ?course|running track|trailer park|dog track", "out"),
    ("park", "tennis court|skate ?park|botanical gardens?|circus|amusement park", "out"),
    ("street", "streets?|alley(?:way)?s?|lanes?|avenue|boulevard|squares?|markets?(?: ?place)?|plaza|piazza", "out"),
    (
        "street",
        "pavement|sidewalk|shops?|store|high street|main street|back ?streets?|bus stop|taxi rank|ghetto",
        "out",
    ),
    (
        "street",
        "inn|taverns?|pub|bar|saloon|cafe|coffee (?:shop|house)|restaurant|bistro|night ?club|club|bakery",
        "out",
    ),
    ("street", "factory (?:gates?|yard)|steel ?works|industrial \\w+|(?:building|construction) site|crossing", "out"),
    (
        "street",
        "scrap ?yard|junk ?yard|phone (?:box|booth)|barracks|military base|army (?:base|camp)|souk|bazaar",
        "out",
    ),
    ("street", "cathedral|basilica|minster|mosque|synagogue|clock tower|bell tower|brothel|shopping \\w+", "out"),
    (
        "bridge",
        "(?:\\w+ )?bridges?|rivers?(?: ?(?:bank|side))?|canals?|streams?|brook|creek|embankment|weir|ford",
        "out",
    ),
    ("bridge", "(?:the )?(?:thames|nile|seine|danube|rhine|mississippi|hudson|ganges|tiber|volga)|dam|lock", "out"),
    (
        "bridge",
        "towpath|viaduct|aqueduct|mill ?pond|rapids|estuary|marsh(?:es|land)?|fens?|wetlands?|reeds|delta",
        "out",
    ),
    (
        "road",
        "roads?(?: ?side)?|highway|motorway|freeway|interstate|route \\d+|turnpike|trail ?head|check ?point",
        "out",
    ),
    ("road", "border(?: crossing| post)?|motel|diner|toll ?booth|dual carriageway|bus (?:depot|station)", "out"),
    (
        "mountains",
        "mountains?(?: ?side| ?top)?|peaks?|summit|alps?|ridge|pass|volcano|himalayas?|base camp|gorge",
        "out",
    ),
    ("mountains", "quarry|(?:mount|mt) \\w+|crater|watershed", "out"),
    (
        "mountains",
        "lakes?(?: ?(?:side|shore))?|loch|tarn|fjords?|reservoir|ravine|plateau|mountain (?:lake|pass|hut)",
        "out",
    ),
    (
        "snowfield",
        "snow ?fields?|tundra|(?:ant)?arctic\\w*|ice(?: ?(?:fields?|floes?|cap|sheet|bergs?))?|glacier",
        "out",
    ),
    (
        "snowfield",
        "(?:north|south) pole|polar \\w+|frozen \\w+|siberia|ski (?:slope|resort)|igloo|snow(?:scape|drifts?)?",
        "out",
    ),
    ("station", "(?:subway|metro|tube|underground) entrance|engine shed|signal ?box", "out"),
    (
        "station",
        "(?:train|railway|railroad|central|tube|subway|metro|country) station|railways?|railroad|terminus",
        "out",
    ),
    (
        "station",
        "(?<!police )(?<!fire )(?<!power )(?<!space )(?<!radio )(?<!weather )stations?|trains?|halt|tracks",
        "out",
    ),
    ("castle", "castles?|fortress|forts?|citadel|stronghold|chateau|palace|kremlin|ruins?|ruined \\w+|tower", "out"),
    (
        "house",
        "hospital|schools?|hotel|museum|library|court ?house|police station|bank|embassy|university|college",
        "out",
    ),
    (
        "house",
        "town hall|city hall|theat(?:re|er)|cinema|opera(?: house)?|prison|asylum|parliament|ministry|temple",
        "out",
    ),
    (
        "house",
        "(?:farm|manor|country|town|ranch|guest|boarding) ?house|villa|mansion|manor|bungalow|terraced houses?",
        "out",
    ),
    (
        "house",
        "cottage|hut|cabin|lodge|apartment (?:building|block)|tenement|orphanage|nursing home|fire station",
        "out",
    ),
    (
        "space",
        "(?:outer )?space|orbit|space ?walk|galax(?:y|ies)|asteroids?|planets?|lunar \\w+|mars|nebula|cosmos",
        "out",
    ),
    (
        "space",
        "moon(?: ?(?:surface|scape|base))|surface of the moon|space station|(?:the )?moon|stars|star ?field",
        "out",
    ),
)
VAGUE: Final[tuple[Row, ...]] = (
    ("room", "house|home|(?:light ?house|tower)|building|place|interior", "in"),
    ("lamp_room", "lighthouse top|tower top|lantern", "in"),
    ("house", "house|home|building|flats?|apartments?|offices?|garage|factory|warehouse", "out"),
    ("street", "city|town|corner|downtown|district|quarter|suburbs?|neighbou?rhood|crowd", "out"),
    ("hills", "hills?(?: ?(?:side|top))?|meadows?|moors?|moorland|heath|valley|country ?side|plains?|prairie", "out"),
    (
        "hills",
        "path|pasture|downs|dales?|glen|steppe|savannah?|grass ?lands?|battle ?field|knoll|tor|highlands?",
        "out",
    ),
    ("hills", "stone circle|stonehenge|gallows|trench(?:es)?|no man'?s land|green|bog", "out"),
    ("reef", "rocks?|boulders", "out"),
    ("beach", "sand|tide", "out"),
    ("open_sea", "water", "out"),
    ("forest", "tree|tent|wilderness|wilds", "out"),
    ("snowfield", "snowy? \\w+|snow|winter", "out"),
    ("castle", "gates?|wall", "out"),
)
PLACES: Final = (*PARTS, *SITES, *VAGUE)

WEIGHTS: Final = ((3.0, PARTS), (2.0, SITES), (1.0, VAGUE))
HEAD: Final = 1.5  # what stands before "of the", "in", "by" counts for so much more
_TABLE: Final = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"), where, weight) for weight, rows in WEIGHTS for kind, words, where in rows
)
_JOINT: Final = re.compile(
    r"\b(?:in|on|at|by|near|beside|behind|under|beneath|outside|inside|above|below|over|overlooking|through|along|"
    r"across|between|before|beyond|with|to|from|off|around|opposite|facing|"
    r"of(?= (?:the|an?|his|her|their|my|our|your|its|\w+'s)\b))\b"
)


class Hit(NamedTuple):
    """A word for a place that stands in a text."""

    kind: str
    weight: float
    start: int
    end: int


def plain(text: str) -> str:
    """Lower case without accents, hyphens as blanks, one kind of apostrophe."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()[:1500]) if not unicodedata.combining(c))
    return re.sub(r"(?<=\w)-(?=\w)", " ", bare.replace("\u2019", "'"))


def hits_in(text: str, interior: bool, kinds: frozenset[str]) -> list[Hit]:
    """Every word of the tables in a plain text that fits this side of the wall; none inside a longer one."""
    side = "in" if interior else "out"
    found = [
        Hit(kind, weight, *match.span())
        for kind, pattern, where, weight in _TABLE
        if where in ("", side) and kind in kinds
        for match in pattern.finditer(text)
    ]
    return [
        hit
        for hit in found
        if not any(o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in found)
    ]


def read_heading(heading: str, interior: bool, kinds: frozenset[str]) -> str:
    """The kind of place that a heading names, of those in `kinds`; empty when no word of the tables is in it."""
    text = plain(heading)
    hits = hits_in(text, interior, kinds)
    if not hits:
        return ""
    first = min(hit.end for hit in hits)
    joint = next((m.start() for m in _JOINT.finditer(text) if m.start() >= first), len(text) + 1)
    return max(hits, key=lambda hit: (hit.weight + HEAD * (hit.end <= joint < len(text)), hit.end)).kind


def read_description(description: str, interior: bool, kinds: frozenset[str]) -> str:
    """The kind of place that a sentence speaks of first, or empty."""
    hits = hits_in(plain(description), interior, kinds)
    return min(hits, key=lambda hit: hit.start).kind if hits else ""


@functools.lru_cache(maxsize=1)
def built_kinds() -> frozenset[str]:
    """The kinds that there are builders for."""
    from generators.papertheatre.sets import BUILDERS

    return frozenset(BUILDERS)
