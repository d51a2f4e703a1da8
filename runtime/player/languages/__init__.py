"""The words of the player in other languages than English, a file each."""
