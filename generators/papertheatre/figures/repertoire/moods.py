"""What a mood does to a body: listening, weeping, laughing, shivering, dozing. The notation is scores.py's."""

from __future__ import annotations

from typing import Final

NOTATION: Final = """
listen loop 0.7 4.4
  0.7 swing near 52/136/10 lean 9 head -2 grip -1 glance -0.3
  2.8 lean 11
  4.4 lean 9
think walking loop 0.8 5
  0.8 near 30/124/0 far 28/94 head 9 glance -0.5 lean 0
  3 head 5
  5 head 9
weep walking loop 0.7 2.6
  0.7 near 48/128 far 12/30 lean 11 bend 12 head 24 lids 0.85 tears 1 smile -0.9 knit -0.8
  1.1 bend 17 head 27
  1.4 bend 12 head 24
  1.7 bend 16
  2.6 bend 12 head 24
laugh walking loop 0.4 1.4
  0.4 near 22/88 far 16/84 lean -7 head -15 smile 1 mouth 0.7 lids 0.6
  0.62 bend 6 mouth 0.35 head -9
  0.84 bend 0 mouth 0.75 head -15
  1.1 bend 8 mouth 0.35 head -6
  1.4 bend 0 mouth 0.7 head -15
shiver walking loop 0.4 0.6
  0.4 near 18/118 far 24/112 bend 13 head 8 knit -0.6 lean 4
  0.5 bend 14.2 near 19/116
  0.6 bend 13 near 18/118
cower
  0.35 lean -8 bend 16 near 70/110 far 80/100 head 18 lids 0.6 knit -1 brow 0.6
startle
  0.16 stop lean -10 near 34/76 far 30/70 head -8 brow 1 mouth 0.35 grip -1 nleg 10/6 fleg -12/8
  1.4 lean -5 near 22/60 mouth 0.2
  2.4 lean -3 near 12/40
hide walking
  0.5 near 54/136 far 60/130 head 16 bend 8 lids 0.9
pray from knees
  0.7 near 34/112 far 34/110 head 18 lids 0.95 grip -1
stretch
  0.5 near 30/110 far 40/100
  1.3 near 158/20 far 148/30 lean -8 head -14 lids 0.9 mouth 0.6
  2.2 near 160/14 lean -9
  3.2 near 4/14 far -2/12 lean 2 head 0 lids 0 mouth 0
cough loop 0.3 2.6
  0.3 near 40/130 bend 6 head 6 grip 1
  0.45 drop bend 18 head 14 mouth 0.4
  0.7 bend 8 head 8 mouth 0.1
  0.85 drop bend 18 head 14 mouth 0.4
  1.3 bend 5 head 5 mouth 0
  2.6 bend 6 head 6
droop walking
  0.8 lean 6 bend 12 head 16 near 2/6 far 0/6 lids 0.4
proud walking
  0.6 lean -4 bend -5 head -7 near -14/24 far 10/20
doze loop 1 4.8
  1 head 26 bend 10 lids 1
  2.8 head 29 bend 12
  4.8 head 26 bend 10
rest
  0.6 lids 1
breathe walking loop 0.8 3.6
  0.8 near 20/96/0 bend -3 head -3 grip -1
  2.2 bend -6 head -6
  3.6 bend -3 head -3
lean loop 0.8 4.4
  0.8 near 30/70 far 24/60 lean 11 bend 5 head -4 nleg 14/4 fleg -2/4
  2.6 lean 12 bend 6
  4.4 near 30/70 far 24/60 lean 11 bend 5 head -4 nleg 14/4 fleg -2/4
blow
  0.5 lean -2 head -6 mouth 0.2
  0.9 swing lean 10 head 6 mouth 0.16 wide -1 smile 0.3
  1.8 lean 11 head 7
  2.4 lean 3 head 0 mouth 0 wide 0
sing walking loop 0.6 3.0
  0.6 near 38/50/-20 far 26/60/-20 lean -2 head -8 grip -1 mouth 0.5 brow 0.4
  1.1 near 52/44/-20 mouth 0.75 wide -0.5 head -10
  1.7 near 44/52/-20 mouth 0.35 wide 0.5 head -7
  2.3 near 56/40/-20 mouth 0.7 wide -0.7 head -11
  3.0 near 38/50/-20 far 26/60/-20 mouth 0.5 wide 0 head -8
sway loop 0.9 2.7
  0.9 lean 8 head -3
  1.8 lean -4 head 3
  2.7 lean 8
"""
