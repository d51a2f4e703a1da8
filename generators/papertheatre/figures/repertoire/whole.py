"""What takes the whole body: falling, dying, jumping, dancing, clambering. The notation is scores.py's."""

from __future__ import annotations

from typing import Final

NOTATION: Final = """
fall
  0.22 lean 12 near 50/20 far -30/30 brow 0.9 mouth 0.4
  0.5 lean -14 near 130/20 far 116/26 nleg 30/24 fleg 4/20 lie 8
  1.02 drop lie 84 lean -2 near 128/24 far 120/20 nleg 40/44/20 fleg 18/30/30 head -10
  1.16 stop lie 79 nleg 30/40/20 near 112/30
  1.36 drop lie 87 nleg 12/20/34 fleg 4/10/46 near 36/20 far 60/20 head 2 mouth 0
  2 near 16/16 far 12/20 lids 0.7
trip
  0.25 lean 22 near 70/10 far 50/20 fleg -30/40/30 brow 0.9
  0.8 drop lean 30 lie -54 near 140/10 far 132/20 head -20
  1 drop lean 0 lie -84 near 150/40 far 140/60 nleg 4/8/60 fleg -8/6/60 head -24
  1.8 head -14 lids 0.5
collapse
  0.4 lean 8 bend 12 head 16 near 30/60 lids 0.5
  0.95 drop nleg 30/96/60 fleg 14/92/70 lean 12 near 20/20
  1.15 lean 6
  1.75 drop lie 84 lean 4 bend 4 head 8 nleg 34/50/40 fleg 18/40/50 near 20/12 far 26/14 lids 1
  2.4 lie 87 nleg 14/22/44 fleg 2/8/50 near 8/12 head 4
die
  0.3 near 30/118 lean 8 head -6 grip 1 brow 0.8 mouth 0.3
  1.2 drop nleg 16/92/70 fleg 4/92/72 lean 10 bend 10 head 14
  1.7 lean 4 head 4
  2.4 drop lie 84 lean 4 bend 2 nleg 34/48/40 fleg 16/40/50 near 16/40 far 22/14 lids 1 mouth 0 grip 0
  3.3 lie 87 nleg 12/18/44 fleg 2/8/50 near -4/8 head 10
jump loop 0 2.8
  0.34 nleg 46/84/6 fleg 40/80/6 lean 24 near -46/20 far -40/20 head -10
  0.46 drop nleg 2/4/40 fleg -2/4/40 lean 2 near 120/10 far 112/14 lift 0.03
  0.72 stop lift 0.22 nleg 20/40/40 fleg 8/36/44 near 142/14 far 130/20 head -8
  0.98 drop lift 0 nleg 14/18/14 fleg 4/16/14 near 90/20 far 84/20
  1.12 stop nleg 50/88/6 fleg 44/84/6 lean 22 near 40/16 far 34/16
  1.7 nleg 4/3/0 fleg -4/3/0 lean 2 near 4/14 far -2/12 head 0
  2.8 lean 2
hop loop 0.2 0.56
  0.2 bob 0.03 nleg 16/30 fleg 10/30 near 10/60 far 6/60
  0.38 stop lift 0.06 bob 0 nleg 4/10/36 fleg -2/10/36 near 40/80 far 36/80
  0.56 drop lift 0 bob 0.03 nleg 16/30/0 fleg 10/30/0 near 10/60 far 6/60
dance walking loop 0.3 1.5
  0.3 near 120/40 far 60/50 nleg 26/40/20 fleg -6/4/0 lean -4 head -6 smile 0.7 bob 0
  0.6 near 90/60 far 90/50 nleg 4/8/0 fleg -4/10/10 bob 0.015 lean 2
  0.9 near 60/50 far 124/36 nleg -8/4/0 fleg 26/42/20 lean 6 bob 0 head 4
  1.2 near 90/60 far 90/50 nleg 2/10/10 fleg -2/8/0 bob 0.015 lean 2
  1.5 near 120/40 far 60/50 nleg 26/40/20 fleg -6/4/0 lean -4 head -6 bob 0
waltz loop 0.5 2.8
  0.5 near 64/40 far 88/30 lean -2 bob 0.01
  1.2 lean 4 bob 0 nleg 10/8/20 fleg -8/4
  2 lean -2 bob 0.012 nleg -6/6 fleg 10/8/20
  2.8 lean 3 bob 0 nleg 4/3 fleg -4/3
clamber
  0.6 near 140/20 far 130/30 lean 6 head -16 grip 1
  1.3 nleg 86/96/4 near 118/60 far 110/60 lean 16
  2 nleg 60/62/0 fleg -14/10/30 near 70/70 far 66/70 lean 28 lift 0.08
  2.8 nleg 8/6 fleg -6/6/0 near 20/30 far 14/30 lean 8 lift 0
"""
