"""The words of a kiosk in other languages than English, a file each."""
