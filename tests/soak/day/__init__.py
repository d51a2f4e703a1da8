"""A kiosk's whole day at twenty times its speed, judged by the picture on a real screen.

`script.py` is the day, `room.py` the kiosk in it, `guests.py` who comes, `troubles.py` what goes wrong, `hand.py` who
makes it go wrong, `eye.py` what is seen from outside, `verdict.py` what is said of it, `proof.py` all for the soak.
"""
