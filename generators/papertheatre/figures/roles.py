"""What words of dress mean, and what a trade or a rank wears where nothing else is said."""

from __future__ import annotations

import re
from typing import Any, Final

from generators.papertheatre.colour import RGB

Words = re.Pattern[str]
Row = tuple[str, Words]
WHITE: Final[RGB] = (232, 226, 212)
BLACK: Final[RGB] = (54, 52, 60)


def _words(pattern: str) -> Words:
    return re.compile(rf"\b(?:{pattern})\b")


HAIR_STYLES: Final[tuple[Row, ...]] = (
    ("bald", _words("bald|balding|shaven|hairless|shaved head")),
    ("pigtails", _words("pigtails?|bunches")),
    ("plaits", _words("(?:two|twin) (?:[\\w-]+ )?(?:plaits|braids)|plaits|braids")),
    ("braid", _words("braid|plait|braided|plaited")),
    ("bun", _words("bun|chignon|topknot|hair up|pinned-up hair")),
    ("tail", _words("pony ?tail|hair tied back")),
    ("afro", _words("afro")),
    ("curly", _words("curls?|curly|frizzy|ringlets|curly-haired")),
    ("wavy", _words("wavy")),
    ("bob", _words("bob|bobbed|chin-length|pageboy|fringe|shoulder-length")),
    ("long", _words(r"long(?: [\w-]+){0,2} hair|long[- ]haired|tresses|flowing hair|loose hair|hair to|hair down")),
    ("tousled", _words("tousled|unruly|wild hair|messy|shaggy|mop|dishevelled|windblown|unkempt|spiky")),
    ("crop", _words("cropped|crew ?cut|buzz ?cut|close-cropped|very short hair|shorn")),
    ("short", _words("short(?: [\\w-]+)? hair|short-haired")),
)
HATS: Final[tuple[Row, ...]] = (
    ("souwester", _words("sou'?wester|oilskin hat|rain ?hat|fisherman'?s hat")),
    ("brass", _words("diving helmet|diver'?s helmet")),
    ("bubble", _words("space ?helmet|astronaut'?s helmet")),
    ("steel", _words("steel helmet|tin hat|soldier'?s helmet|pith helmet")),
    ("fireman", _words("fire(?:man|fighter)'?s helmet")),
    ("helmet", _words("helmets?|helm")),
    ("hood", _words("hood|hooded|cowl")),
    ("wizard", _words("wizard'?s hat|witch'?s hat|pointed (?:[\\w-]+ )?hat|pointy hat")),
    ("top", _words("top[- ]hat|stovepipe")),
    ("bowler", _words("bowler|derby hat")),
    ("tricorn", _words("tricorne?|three-cornered hat|pirate'?s hat")),
    ("cowboy", _words("cowboy hat|stetson")),
    ("straw", _words("straw hat|boater|sun ?hat")),
    ("crown", _words("crown|crowned")),
    ("tiara", _words("tiara|diadem|coronet")),
    ("turban", _words("turban")),
    ("fez", _words("fez")),
    ("toque", _words("chef'?s hat|toque|cook'?s hat")),
    ("nurse", _words("nurse'?s cap")),
    ("wreath", _words("wreath|garland|flower crown|flowers in \\w+ hair")),
    ("bandana", _words("bandana")),
    ("beanie", _words("beanie|wool(?:len)? (?:hat|cap)|knit(?:ted)? (?:cap|hat)|watch cap|stocking cap|bobble hat")),
    ("wimple", _words("veil|wimple")),
    ("bonnet", _words("bonnet")),
    ("kerchief", _words("kerchief|head ?scarf|headcloth")),
    ("feather", _words("feathered (?:hat|cap)|hat with a feather|feather in \\w+ (?:hat|cap)")),
    ("flatcap", _words("flat cap|newsboy cap|cloth cap|tweed cap|beret|workman'?s cap")),
    ("cap", _words("cap|peaked")),
    ("brim", _words("hat|fedora|wide-brimmed|trilby|homburg")),
)
GARMENTS: Final[tuple[Row, ...]] = (
    ("spacesuit", _words("space ?suit")),
    ("divingsuit", _words("diving[- ]suit|diving dress")),
    ("armour", _words("armou?r|chainmail|breastplate|in mail")),
    ("oilskin", _words("oilskins?|raincoat|slicker|mackintosh|mac|rain ?cape|sou'?wester")),
    ("greatcoat", _words("greatcoat|long (?:[\\w-]+ )?coat|duster|caped coat|heavy coat|fur coat|winter coat")),
    ("tailcoat", _words("tailcoat|tails|frock ?coat|evening dress")),
    ("coat", _words("coat|overcoat|trench ?coat|parka|anorak|duffel|lab coat")),
    ("gown", _words("gown|ball ?gown|wedding dress|crinoline")),
    ("nightgown", _words("night ?gown|nightshirt|nightdress")),
    ("frock", _words("frock|pinafore|sun ?dress|tutu")),
    ("kimono", _words("kimono")),
    ("dress", _words("dress|petticoat|sari")),
    ("skirt", _words("skirts?|blouse")),
    ("robe", _words("robes?|cassock|habit|toga|dressing gown|bathrobe")),
    ("uniform", _words("uniform|livery|tunic with brass")),
    ("tunic", _words("tunic|doublet|jerkin")),
    ("smock", _words("smock|pyjamas|overalls?|dungarees|boiler ?suit|rags|sackcloth")),
    ("suit", _words("suit|blazer|dinner jacket|tuxedo")),
    ("waistcoat", _words("waistcoat|vest|shirt ?sleeves|braces")),
    ("jersey", _words("jersey|sweater|jumper|pullover|cardigan|hoodie|gansey|guernsey|turtle ?neck")),
    ("jacket", _words("jacket|leather")),
    ("shirt", _words("shirt|t-shirt")),
)
PROPS: Final[tuple[Row, ...]] = (
    ("lantern", _words("lantern|hand lamp|oil lamp|lamp|storm lamp")),
    ("torch", _words("torch|flambeau|burning branch")),
    ("candle", _words("candle|taper|candlestick")),
    ("stick", _words("stick|cane|staff|crutch|walking stick|pole|crook|wand")),
    ("letter", _words("letter|note|paper|envelope|map|telegram|photograph|page|newspaper|scroll|card|ticket")),
    ("book", _words("book|logbook|diary|journal|ledger|notebook|bible|log")),
    ("rope", _words("rope|line|coil|hawser")),
    ("telescope", _words("telescope|spyglass|binoculars")),
    ("oar", _words("oars?|paddle")),
    ("bottle", _words("bottle|flask")),
    ("cup", _words("cup|mug|glass|tea|coffee|goblet|tankard|beer|wine|soup|bowl")),
    ("bread", _words("bread|loaf|apple|cake|sandwich|orange|pie")),
    ("suitcase", _words("suitcase|trunk|briefcase")),
    ("basket", _words("basket|bucket|pail")),
    ("bag", _words("bag|satchel|case|sack|backpack|doctor's bag")),
    ("key", _words("keys?")),
    ("spade", _words("spade|shovel")),
    ("hammer", _words("hammer|mallet|wrench|spanner|crowbar")),
    ("axe", _words("axe|hatchet")),
    ("broom", _words("broom|mop|rake")),
    ("umbrella", _words("umbrella|parasol")),
    ("sword", _words("sword|sabre|cutlass|rapier")),
    ("knife", _words("knife|blade|dagger")),
    ("gun", _words("gun|pistol|revolver|rifle|musket|shotgun")),
    ("flower", _words("flowers?|rose|bouquet|tulip|daisy")),
    ("violin", _words("violin|fiddle|cello|viola")),
    ("flute", _words("flute|recorder|pipe and|whistle|clarinet|trumpet|horn|bugle")),
    ("accordion", _words("accordion|concertina")),
    ("guitar", _words("guitar|banjo|lute|mandolin|ukulele|lyre|harp")),
    ("rod", _words("fishing rod|rod|fishing line")),
    ("flag", _words("flag|banner|pennant")),
    ("pen", _words("pen|pencil|quill|brush|paintbrush|chalk")),
    ("ball", _words("ball|stone|snowball|pebble|rock")),
    ("box", _words("box|crate|parcel|package|chest")),
    ("baby", _words("baby|infant|newborn")),
    ("phone", _words("telephone|phone|receiver|microphone|radio set")),
    ("net", _words("net|fishing net")),
    ("fan", _words("fan")),
    ("balloon", _words("balloons?|kite")),
    ("doll", _words("doll|teddy bear|teddy|toy")),
)  # fmt: skip
_ROLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("ghost|spectre|phantom|spirit|apparition|wraith", {
        "nature": "ghost", "garment": "shroud", "cloth": (214, 222, 226), "skin": (206, 216, 222), "hat": "",
        "legs": "bare", "cloak": None,
    }),
    ("robot|android|automaton|machine man|cyborg", {
        "nature": "robot", "garment": "casing", "cloth": (150, 160, 166), "trousers": (112, 120, 126),
        "skin": (132, 138, 144), "shoes": "lead", "shoe_colour": (96, 100, 106),
    }),
    ("astronaut|cosmonaut|spaceman|space ?woman", {
        "garment": "spacesuit", "hat": "bubble", "cloth": (226, 224, 218), "trousers": (216, 214, 208),
        "shoes": "lead", "shoe_colour": (196, 196, 194),
    }),
    ("deep-?sea diver|diver", {
        "garment": "divingsuit", "hat": "brass", "cloth": (150, 134, 104), "trousers": (142, 126, 98),
        "shoes": "lead", "shoe_colour": (96, 84, 72),
    }),
    ("knight|crusader|paladin", {
        "garment": "armour", "hat": "helmet", "cloth": (158, 164, 170), "trousers": (128, 134, 140),
        "shoes": "boots", "shoe_colour": (120, 126, 132), "cloak": (150, 46, 48),
    }),
    ("queen|empress", {
        "garment": "gown", "hat": "crown", "cloak": (142, 40, 60), "cloth": (92, 52, 108), "hair": "bun",
        "age": 42,
    }),
    ("king|emperor|tsar", {
        "garment": "robe", "hat": "crown", "cloak": (150, 38, 50), "cloth": (120, 46, 62), "beard": "long",
        "age": 56,
    }),
    ("princess", {"garment": "gown", "hat": "tiara", "cloth": (206, 150, 166), "hair": "long"}),
    ("prince", {"garment": "tunic", "hat": "tiara", "cloak": (60, 74, 120), "shoes": "boots"}),
    ("bride", {"garment": "gown", "hat": "wreath", "cloth": (240, 234, 224), "hair": "bun"}),
    ("nun", {"garment": "robe", "hat": "wimple", "cloth": BLACK}),
    ("monk|friar|hermit", {"garment": "robe", "hair": "bald", "cloth": (112, 84, 60), "shoes": "bare"}),
    ("priest|vicar|parson|pastor|bishop", {"garment": "robe", "cloth": BLACK}),
    ("witch|sorceress", {
        "garment": "dress", "hat": "wizard", "cloth": BLACK, "hat_colour": BLACK, "cloak": (66, 54, 78),
        "hair": "wavy",
    }),
    ("wizard|sorcerer|magician|mage", {
        "garment": "robe", "hat": "wizard", "cloth": (62, 66, 116), "hat_colour": (62, 66, 116), "beard": "great",
        "hair": "long", "hair_colour": (214, 212, 208),
    }),
    ("nurse|midwife", {"garment": "dress", "hat": "nurse", "cloth": (150, 180, 194), "apron": WHITE, "hair": "bun"}),
    ("surgeon|doctor|physician|scientist|chemist", {"garment": "coat", "cloth": WHITE, "glasses": "round"}),
    (r"soldier|sergeant|private|corporal|infantry\w*", {
        "garment": "uniform", "hat": "steel", "cloth": (112, 114, 84), "hat_colour": (96, 100, 80),
        "trousers": (104, 104, 78), "shoes": "boots",
    }),
    ("policeman|policewoman|constable|officer|guard|customs", {
        "garment": "uniform", "hat": "cap", "cloth": (48, 60, 88), "hat_colour": (44, 54, 80), "shoes": "boots",
    }),
    ("fire(?:man|fighter|woman)", {"garment": "coat", "hat": "fireman", "cloth": (64, 62, 66), "shoes": "boots"}),
    ("captain|admiral|skipper|first mate", {
        "garment": "uniform", "hat": "cap", "cloth": (42, 54, 84), "hat_colour": WHITE,
    }),
    ("sailor|deckhand|seaman|bosun|mate", {
        "garment": "jersey", "hat": "beanie", "cloth": (50, 66, 98), "hat_colour": (44, 54, 80),
    }),
    ("fisher(?:man|woman)|lighthouse keeper|keeper of the light", {
        "garment": "oilskin", "cloth": (230, 182, 66), "shoes": "boots",
    }),
    ("pirate|buccaneer|corsair", {
        "garment": "greatcoat", "hat": "tricorn", "cloth": (120, 46, 44), "hat_colour": BLACK, "beard": "long",
        "shoes": "boots",
    }),
    ("postman|postwoman|conductor|stationmaster|porter|chauffeur|pilot|bellboy", {
        "garment": "uniform", "hat": "cap", "cloth": (58, 72, 98), "hat_colour": (52, 64, 88),
    }),
    ("chef|cook|baker", {"garment": "jacket", "hat": "toque", "cloth": WHITE, "apron": WHITE}),
    ("butcher|blacksmith|smith|cobbler|carpenter|potter|waiter|waitress|barman|barmaid|innkeeper|shopkeeper|maid", {
        "garment": "waistcoat", "apron": (206, 196, 174),
    }),
    ("farmer|shepherd|gardener|peasant|ploughman", {"garment": "smock", "hat": "straw", "shoes": "boots"}),
    ("cowboy|sheriff|ranger|rancher|gaucho", {
        "garment": "waistcoat", "hat": "cowboy", "cloth": (112, 78, 54), "shoes": "boots",
    }),
    ("detective|inspector|spy|gangster|reporter", {"garment": "coat", "hat": "brim", "cloth": (142, 124, 94)}),
    ("gentleman|banker|butler|undertaker|lord|count|duke|baron", {
        "garment": "tailcoat", "hat": "top", "cloth": BLACK,
    }),
    ("lady|countess|duchess|baroness", {"garment": "gown", "hair": "bun"}),
    ("schoolgirl|schoolboy|pupil", {"garment": "jersey"}),
    ("clown|jester|harlequin", {
        "garment": "smock", "hat": "wizard", "cloth": (198, 88, 70), "hat_colour": (66, 116, 122),
    }),
    ("ballerina|dancer", {"garment": "frock", "hair": "bun", "cloth": (222, 170, 178), "legs": "stockings"}),
    ("angel|fairy|saint", {"garment": "robe", "cloth": WHITE, "hair": "wavy", "hat": "wreath"}),
    ("mermaid", {"garment": "gown", "cloth": (70, 132, 122), "hair": "long"}),
    ("thief|assassin|stranger|wanderer|pilgrim|beggar", {"cloak": (84, 76, 72), "hat": "hood"}),
    ("prisoner|convict", {"garment": "smock", "cloth": (150, 150, 146)}),
    ("miner|engineer|mechanic|stoker|worker", {
        "garment": "smock", "hat": "flatcap", "cloth": (92, 104, 118), "shoes": "boots",
    }),
    ("student|apprentice", {"garment": "jacket"}),
)  # fmt: skip
ROLES: Final = tuple((_words(pattern), made) for pattern, made in _ROLES)
