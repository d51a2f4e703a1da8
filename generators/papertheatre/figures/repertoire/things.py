"""What hands do with things: point, open, read, drink, throw. The notation is scores.py's."""

from __future__ import annotations

from typing import Final

NOTATION: Final = """
point walking
  0.26 near -10/34 lean 0
  0.68 swing near 88/4 lean 6 head -3 grip 2
lift walking
  0.32 near 8/30 lean 7 head 8
  1.05 swing near 126/8 lean -2 head -10 hold 1
open
  0.6 near 80/8 lean 12 grip 1
  0.9 near 82/10 lean 14
  1.7 swing near 46/64 lean -5 nleg 10/6 fleg -12/6
close
  0.6 near 40/70 lean 0 grip -1
  1.4 swing near 84/6 lean 15 nleg 16/10 fleg -16/4
give walking
  0.3 near 10/60
  0.95 swing near 62/24/-8 lean 8 head 3 hold 1
take
  0.6 near 76/8 lean 11 grip -1
  0.8 near 78/8 grip 1
  1.5 swing near 28/86 lean 2 hold 1
touch
  0.9 swing near 66/22/-20 lean 8 head 6 grip -1
knock loop 0.45 2.5
  0.45 near 66/66 lean 6 grip 1
  0.55 drop near 80/44
  0.68 near 68/62
  0.78 drop near 80/44
  0.91 near 68/62
  1.01 drop near 80/44
  1.2 near 64/66
  2.5 near 64/66
hold walking
  0.5 near 24/82 far 18/74 hold 1
carry walking with box
  0.5 near 34/66 far 40/62 lean -4 hold 1
bear walking
  0.5 near 46/58/-30 far 54/50 lean -6 hold 1
hang walking
  0.4 near 4/8 grip 1
read walking with book loop 0.6 4.2
  0.6 near 28/96 far 24/92 head 15 hold 1 glance 0.6
  2.4 head 17 glance 0.8
  4.2 head 15 glance 0.5
write with pen from sit loop 0.5 1.9
  0.5 near 34/72/20 far 30/70 head 19 lean 12 glance 0.6
  0.8 near 38/66/20
  1.1 near 37/72/22
  1.5 near 42/64/20
  1.9 near 34/72/20
pour with bottle
  0.6 near 54/52/0 lean 8 head 10 glance 0.6
  1.2 near 62/46/40
  2.8 near 64/46/46
  3.4 near 54/56/0
drink with cup loop 0.6 4.6
  0.6 near 26/92 hold 1
  1.3 near 44/120/16 head -12 lids 0.6
  2.1 near 46/121/20 head -16
  2.9 near 26/92/0 head 2 lids 0
  4.6 near 26/92
eat with bread loop 0.5 3
  0.5 near 34/76 head 12 hold 1
  1.1 near 40/122/10 head 4 mouth 0.5
  1.4 near 40/122 mouth 0.1
  2 near 34/76 head 8 mouth 0.25
  2.4 mouth 0
  3 near 34/76 head 12 mouth 0
throw
  0.5 near -58/78 lean -13 nleg -8/14 fleg 10/10 grip 1
  0.74 drop near 124/6 lean 20 grip -1 nleg -18/6 fleg 24/20
  1.1 near 58/12 lean 14
  1.8 near 8/16 lean 2 grip 0 nleg 4/3 fleg -4/3
heave with box
  0 lean 46 bend 18 near 40/6 far 44/6 nleg 74/92/0 fleg 50/92/16 head -30 grip 1
  0.7 lean 50 near 42/4
  1.7 swing lean 6 bend 0 near 34/66 far 40/62 nleg 8/6/0 fleg -6/6/0 head -4 hold 1
put
  0.7 near 30/40 lean 22 bend 16 head 14 nleg 26/30 fleg 8/30/8
  1.2 near 36/22 lean 28
  2.1 near 6/14 lean 2 bend 0 head 0 nleg 4/3 fleg -4/3/0
aim with gun
  0.3 near 30/70
  0.8 swing near 88/2 far 70/40 lean 3 head 2 lids 0.25
draw with sword
  0.5 near -30/96 lean 4
  0.95 swing near 62/40 lean 6 hold 1
look loop 0.6 4
  0.6 swing near 76/120/10 head -5 lean 5 lids 0.3 grip -1
  2.2 head -8
  4 head -4
telescope with telescope loop 0.7 4.6
  0.7 swing near 74/82 far 84/50 head -3 lean 2 hold 1 lids 0.3
  2.6 lean 5 head -6
  4.6 lean 2 head -3
phone with phone
  0.6 swing near 44/132/0 head 6 hold 1
search loop 0.6 3.2
  0.6 lean 24 bend 14 head 6 near 54/20 glance 0.6
  1.5 lean 30 near 74/10 head 12
  2.4 lean 22 near 44/34 head 4
  3.2 lean 24 near 54/20 head 6
stroke loop 0.7 1.9
  0.7 near 48/24 lean 16 bend 8 head 10 smile 0.5 glance 0.6
  1.3 near 60/14
  1.9 near 48/24
"""
