"""What leaves the house on paper, and what comes back: line ids, translations, recording sheets, screenplays."""
