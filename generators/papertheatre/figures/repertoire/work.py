"""Work and music: pulling, hammering, sweeping, rowing, playing. The notation is scores.py's."""

from __future__ import annotations

from typing import Final

NOTATION: Final = """
pull loop 0.5 2.4
  0.5 near 80/4 far 72/6 lean 8 nleg 20/20 fleg -16/4 grip 1
  1.35 near 58/46 far 50/50 lean -18 nleg 30/8 fleg -8/30 head 4
  1.6 lean -19
  2.4 near 80/4 far 72/6 lean 8 nleg 20/20 fleg -16/4 head 0
push loop 0.5 2.6
  0.5 near 74/26 far 68/28 lean 18 nleg 30/38 fleg -22/6/18 grip -1
  1.5 near 84/6 far 78/8 lean 27 nleg 34/28 fleg -32/4/26 head -8
  2.6 near 74/26 far 68/28 lean 18 nleg 30/38 fleg -22/6/18 head 0
hammer with hammer loop 0.5 1.35
  0.5 near 128/76 lean -2 grip 1 head 6
  0.68 drop near 58/14 lean 12 head 10
  0.8 near 66/24
  1.35 near 128/76 lean -2 head 6
chop with axe loop 0.7 2.1
  0.7 near 150/60 far 142/62 lean -10 grip 1 nleg 14/8 fleg -14/6
  0.96 drop near 34/6 far 40/6 lean 34 bend 10 nleg 24/26 fleg -8/18
  1.25 lean 32
  2.1 near 150/60 far 142/62 lean -10 bend 0 nleg 14/8 fleg -14/6
dig with spade loop 0.5 2.5
  0.5 near 40/30 far 30/60 lean 22 grip 1 nleg 18/14 fleg -12/12
  1.1 near 30/16 far 22/44 lean 34 bend 12
  1.8 swing near 60/24 far 50/40 lean 4 bend 0
  2.5 near 40/30 far 30/60 lean 22
sweep walking with broom loop 0.5 1.9
  0.5 near 30/36 far 46/58 lean 10 head 10 grip 1 glance 0.6
  1.15 near 54/24 far 64/44 lean 17
  1.9 near 30/36 far 46/58 lean 10
scrub loop 0.4 1.15
  0.4 near 60/22 lean 14 head 6
  0.75 near 82/8 lean 17
  1.15 near 60/22 lean 14
stir loop 0.4 1.4
  0.4 near 52/46/40 far 30/70 lean 9 head 12 glance 0.6
  0.7 near 60/40/40
  1 near 58/52/40
  1.4 near 52/46/40
sew loop 0.4 1.5
  0.4 near 30/92 far 26/96 head 18 glance 0.6
  0.9 near 40/74
  1.5 near 30/92
work loop 0.4 2.3
  0.4 near 58/30 far 48/44 lean 14 head 8 glance 0.6
  1 near 66/20 far 44/52
  1.7 near 50/40 far 54/36
  2.3 near 58/30 far 48/44
paint with pen loop 0.5 2.2
  0.5 near 84/26 far 20/84 lean 3 head -2
  1 near 98/16
  1.5 near 74/34
  2.2 near 84/26
steer loop 0.5 2.9
  0.5 near 62/34 far 76/30 grip 1
  1.6 near 84/18 far 54/50 lean 6
  2.9 near 62/34 far 76/30 lean 2
ring loop 0.5 1.5
  0.5 near 150/30 far 140/40 lean -2 head -14 grip 1
  0.95 near 104/84 far 96/88 lean 8 head -2 bob 0.03 nleg 22/30 fleg 4/26
  1.5 near 150/30 far 140/40 lean -2 head -14 bob 0 nleg 4/3 fleg -4/3
fish with rod from sit loop 0.6 4.2
  0.6 near 34/64 far 38/60 grip 1
  2.4 near 37/66
  4.2 near 34/64
row with oar from row loop 0 2.5
  0 lean 26 near 86/4 far 82/6 grip 1 head -8
  0.95 lean -12 near 34/88 far 30/90 head 4
  1.3 lean -10 near 28/76 far 24/80
  2.5 lean 26 near 86/4 far 82/6 head -8
violin with violin loop 0.5 1.9
  0.5 near 48/84 far 70/62 head 9 lids 0.5
  1.2 near 26/66 lean 4
  1.9 near 48/84 lean 1
piano from sit loop 0.4 1.8
  0.4 near 44/52 far 38/58 head 8 glance 0.6
  0.7 near 50/44/14 far 42/52/-14
  1 near 42/54/-14 far 50/42/14 lean 8
  1.4 near 50/44/14 far 40/54/-14
  1.8 near 44/52/0 far 38/58/0 lean 4
flute with flute loop 0.5 2.1
  0.5 near 56/102 far 66/76 head 4 lids 0.4 wide -1 mouth 0.12
  1.3 lean 5 head 8
  2.1 lean 0 head 4
strum with guitar loop 0.4 0.9
  0.4 near 16/92 far 42/76 head 10 glance 0.6
  0.65 near 24/84
  0.9 near 16/92
squeeze with accordion loop 0.5 1.9
  0.5 near 22/84 far 30/80 head 4
  1.2 near 6/96 lean -1
  1.9 near 22/84 lean 3
drum loop 0.3 0.86
  0.3 near 40/66 far 34/84 head 6
  0.42 drop near 34/44 far 40/92
  0.58 near 40/80 far 36/66
  0.7 drop near 44/88 far 30/46
  0.86 near 40/66 far 34/84
"""
