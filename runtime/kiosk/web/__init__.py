"""The operator's page and everything that programs read of a kiosk: health, metrics, a live picture, statistics.

Threads of a small server answer; what they know of the show the loop has told them, and what they want of it they put
into its queue.
"""
