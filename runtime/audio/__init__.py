"""The show's sound: master clock, voices, ambience, effects, music, and the mix for a sound card or a recorder.

Its one rule: nothing on the loop thread or in the sound card's callback ever waits.
"""
