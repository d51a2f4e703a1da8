"""The commented file that `diorama kiosk --init` writes. Its lines are also what an error says to type."""

from __future__ import annotations

import re
from functools import cache

SAMPLE = """\
# What this kiosk shows, to whom, and when. Read at the start: diorama kiosk FILE
# Every line may be left out; what stands here is what holds without it. Paths are seen from this file's folder.

# Folders with shows, one folder a show. Drop a folder in, take one out, change one: it goes live when nobody watches,
# after it was checked. "bundled" stands for the shows that come with Diorama.
stories = "bundled"
# Which of them are offered, in the order of the menu, by the names of their folders, like
# ["hello", "last-light"]; none: all of them.
shows = []
# Languages that a visitor may choose, the first is the kiosk's own. Its words are there in "en", "fr", "de", "es", "ja"
# and "ar". A show that is not translated is offered in its own language.
languages = ["en"]
# A folder with the museum's own words, a table a language: other words for these languages, or more languages. One to
# fill in: diorama kiosk --words pt > words/pt.csv
words = ""
# Who makes the pictures: papertheatre runs on any computer, daguerreotype, causal ... want more.
generator = "papertheatre"
# Pixels of the generated picture.
size = "1280x720"
# A kiosk fills its screen; false is for trying it out in a window, which can be closed.
fullscreen = true

[attract]
# The show performs itself until somebody touches the screen. 0: without sound.
volume = 0.15

[visit]
# Seconds without a touch or key until the visitor is asked: still here?
idle_seconds = 60
# Seconds to answer, 20 at least (WCAG 2.2.1). Then the kiosk forgets the visitor and attracts again.
warning_seconds = 20
# Minutes that a visit may last where others wait; 0: as long as somebody is there. The visitor is asked in the same way
# and may add more_seconds, more_times over.
limit_minutes = 0
more_seconds = 60
more_times = 10
# Seconds that the end card stands.
end_card_seconds = 15
# How long choices stay open: "x1" as written, "x2", "x10", or "off": nobody is hurried.
time_limits = "off"
captions = true
# "S", "M", "L" or "XL": 100 to 200 %.
caption_size = "L"
# A folder to keep the journals of visits in: which choices were taken, and when. Empty: nothing is kept.
saves = ""

[sound]
# Of a visit at its start, 0 to 1, and the loudest that a visitor can make it.
volume = 0.6
most = 0.8
# When it has to be quieter, and how loud it may be then.
quiet_hours = "closed"
quiet_most = 0.3
# As in the settings: "default", "null" or a device's name.
device = "default"

[hours]
# The zone that the hours are written in, as the system calls it: "Europe/Paris". Summer time is seen to.
zone = "UTC"
# "10:00-18:00", "10:00-12:30, 14:00-18:00", "20:00-02:00", "all day" or "closed". Closed is black.
monday = "all day"
tuesday = "all day"
wednesday = "all day"
thursday = "all day"
friday = "all day"
saturday = "all day"
sunday = "all day"

[hours.dates]
# Days that differ from their weekday:
# 2026-12-24 = "10:00-14:00"
# 2026-12-25 = "closed"

[content]
# The oldest age that a show may be for, as in its line "Rating: 7+"; one above it is refused.
rating_ceiling = 12
# Whether a show without a rating may be shown.
unrated = false
# Words that refuse a show whose line "Themes:" has one of them.
themes_refused = []
# Words and phrases left out of what generators are told, and refused where visitors type. Case, accents, digits
# for letters and s-p-a-c-i-n-g make no difference; words count whole; one that ends in * has any ending: "gun*".
deny = []
# What may stay although it has a denied word in it: "water gun".
allow = []
# A text file with more denied words, one a line. Empty: none.
words_file = ""
# A frame checker that the museum has installed, by name: it looks at a picture a second, and what it refuses is seen
# out of focus. Empty: none. Diorama comes without one; see runtime/kiosk/README.md.
checker = ""
# Seconds between two looks at the folder of shows.
look_seconds = 5

[access]
# How every visitor finds it; what somebody changes holds until that visit is over. "S", "M", "L", "XL": 100 to 200 %.
menu_size = "S"
high_contrast = false
# Nothing fades or moves that need not.
reduced_motion = false
# Choices and menus are read aloud; what is seen is described in the gaps between the lines.
self_voicing = false
description = false
# What can be pressed lies in the lower part of a high screen.
reach = false
# Switches that a visitor steers with: "off" (everything works), "one" (the focus goes on by itself, every scan_seconds;
# any key, button or touch takes it) or "two" (one goes on, one takes). What comes within cool_seconds was a tremor.
switches = "off"
scan_seconds = 2.0
cool_seconds = 0.5
# What visitors may change on the page "easier to see and hear"; what is left out is as above for everybody.
visitors_may = ["captions", "caption_size", "volume", "music_volume", "time_limits", "menu_size", "high_contrast", \
"reduced_motion", "self_voicing", "description", "switches", "scan_seconds", "reach"]
# Keys and pad buttons that differ from the usual ones, like { confirm = "space, kp_5" } and { confirm = 3 }.
keys = {}
buttons = {}

[operator]
# Who knows the PIN can restart, blank, calibrate, make it louder, read the last faults and quit: hold the corner of the
# screen for 5 seconds, or Ctrl+Alt+Shift+O for 2. Not the PIN itself stands here, but what this prints:
# diorama kiosk --pin. Empty: nobody can, and the corner does nothing.
pin = ""
# "top-left", "top-right", "bottom-left" or "bottom-right".
corner = "top-left"
# The operator's page, health and metrics: http://ADDRESS:PORT. 0: no page. 127.0.0.1 is this machine alone; "0.0.0.0"
# is everybody in the network, who then needs the PIN.
port = 0
address = "127.0.0.1"
# A folder for the curator's statistics: counts by day, never visitors. Empty: they live in memory, until a restart.
statistics = ""
"""


@cache
def typed_for(table: str, key: str) -> str:
    """The sample's line for a key of a table ("" is the top); empty where there is none."""
    at = ""
    for line in SAMPLE.splitlines():
        if head := re.fullmatch(r"\[([a-z.]+)\]", line):
            at = head[1]
        elif at == table and re.match(rf"{re.escape(key)}\s*=", line):
            return line
    return '2026-12-24 = "10:00-14:00"' if table == "hours.dates" else ""
