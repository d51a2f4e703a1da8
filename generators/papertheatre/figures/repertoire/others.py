"""What is meant for somebody: waving, embracing, bowing, fighting, nodding. The notation is scores.py's."""

from __future__ import annotations

from typing import Final

NOTATION: Final = """
wave walking loop 0.75 1.25
  0.5 swing near 140/30 head -5 grip -1 smile 0.4
  0.75 near 152/52
  1 near 138/8
  1.25 near 152/52
  1.5 near 138/8
beckon loop 0.5 1.05
  0.5 near 58/56 grip -1
  0.75 near 62/104/30
  1.05 near 58/56/0
salute
  0.3 near 10/20 lean 0
  0.62 swing near 64/132/8 lean -3 head -4 grip -1 bend -3
embrace loop 1 4.2
  0.4 near 44/16 far 54/14 lean -2
  1 near 56/86 far 66/62 lean 8 head 14 lids 0.9 bend 6
  2.6 lean 9 bend 8
  4.2 near 56/86 far 66/62 lean 8 head 14 lids 0.9 bend 6
embraced loop 1.4 4.6
  0.7 near 10/20
  1.4 near 40/84 far 58/54 lean 6 head 8 lids 0.9 bend 3
  3 lean 7
  4.6 near 40/84 far 58/54 lean 6 head 8 lids 0.9 bend 3
kiss
  0.9 soft near 54/40 lean 11 head 8 lids 0.95 wide -0.8
bow
  0.3 lean -2 head -3
  1 lean 30 bend 18 head 16 near 56/84 far -34/8 lids 0.6 nleg 14/4 fleg -10/8
  1.9 lean 32
  2.8 lean 2 bend 0 head 0 near 4/14 far -2/12 lids 0 nleg 4/3 fleg -4/3
stoop
  0.9 lean 34 bend 20 head 6 near 50/12 far 40/20 nleg 16/14 fleg -2/16
clap walking loop 0.3 0.66
  0.3 near 48/66 far 52/50 smile 0.7
  0.45 drop near 58/50 far 54/54
  0.66 near 48/66 far 52/50
cheer loop 0.3 1.2
  0.3 near 40/60 far 40/60 bob 0.03 nleg 14/26 fleg 4/26
  0.62 stop near 158/20 far 150/24 lift 0.07 bob 0 nleg 2/6/40 fleg -6/8/44 head -12 smile 1 mouth 0.6
  0.9 drop lift 0 near 136/40 far 130/44 bob 0.03 nleg 14/26/0 fleg 4/26/0
  1.2 near 158/20 far 150/24 bob 0 lift 0 nleg 4/3 fleg -4/3
arms walking
  0.3 near 20/60 far 20/60 lean 6
  0.75 swing near 146/16 far 136/22 lean -5 head -13 brow 0.6
surrender walking
  0.5 swing near 112/66 far 104/70 lean -4 grip -1 brow 0.8
strike
  0.4 near -36/116 lean -8 knit 0.9 grip 1
  0.56 drop near 90/4 lean 18 nleg 24/20 fleg -20/6
  1 near 40/60 lean 6
  1.7 near 20/80 lean 3 nleg 8/6 fleg -8/6
kick
  0.4 nleg -34/40/20 lean 4 near 24/30 far -10/30
  0.6 drop nleg 74/8/-20 lean -10
  1.3 nleg 4/3/0 lean 2 near 4/14 far -2/12
fence with sword loop 0.4 1.8
  0.4 near 50/66 far -70/60 nleg 26/34 fleg -22/16 lean 0 hold 1
  0.62 drop near 86/4 nleg 52/56 fleg -42/6/20 lean 14
  1.2 near 44/84 nleg 20/26 fleg -24/20 lean -6
  1.8 near 50/66 nleg 26/34 fleg -22/16 lean 0
fold walking
  0.7 near 24/104/10 far 30/98 lean 0
akimbo
  0.6 near -36/84 far 46/84/40 lean -2 bend -2
shrug
  0.45 swing near 18/74/-50 far 22/70/-50 bend -5 head -4 brow 0.9 grip -1
  1.3 brow 0.9
  2 near 4/14/0 far -2/12/0 bend 0 head 0 brow 0 grip 0
nod
  0.25 head -6
  0.5 head 13
  0.75 head -2
  1 head 11
  1.35 head 1
shake
  0.25 gaze -0.9 head 3
  0.5 gaze 0.9 head -3
  0.75 gaze -0.9 head 3
  1 gaze 0.9 head -3
  1.3 gaze 0 head 1
whisper walking
  0.5 near 46/126/-16 lean 9 head 5 grip -1
shout loop 0.6 2.6
  0.3 near -12/44 lean -2
  0.6 swing near 116/30 lean 9 head -11 grip -1
  1.6 near 96/40
  2.6 near 108/32
call
  0.6 swing near 50/124/-10 far 60/118 head -10 lean 6 grip -1
bless walking
  0.8 swing near 96/40 head 6 grip -1
"""
