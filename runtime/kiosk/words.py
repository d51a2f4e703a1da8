"""What a kiosk itself says, in one table a language. A museum's own words go over them, language by language."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "name": "English",
    "touch": "Touch to begin",
    "made by AI": "AI-generated: pictures and voices are made while you watch.",
    "choose": "Choose a show",
    "back": "Back",
    "idle": "Are you still here?",
    "limit": "Others may be waiting.",
    "closing": "We are closing soon.",
    "ends in": "This visit ends in {seconds} s. Touch anywhere to go on.",
    "ends anyway": "This visit ends in {seconds} s. Thank you for coming.",
    "stay": "I am still here",
    "more": "A little longer",
    "leave": "End this visit",
    "closed": "Closed",
    "opens": "We open again at {time}.",
    "opens on": "We open again on {date} at {time}.",
    "nothing": "There is nothing to see here at the moment.",
}
FRENCH: Mapping[str, str] = {
    "name": "Français",
    "touch": "Touchez l’écran pour commencer",
    "made by AI": "Généré par IA : images et voix naissent sous vos yeux.",
    "choose": "Choisissez un spectacle",
    "back": "Retour",
    "idle": "Êtes-vous toujours là ?",
    "limit": "D’autres attendent peut-être.",
    "closing": "Nous fermons bientôt.",
    "ends in": "Cette visite finit dans {seconds} s. Touchez l’écran pour continuer.",
    "ends anyway": "Cette visite finit dans {seconds} s. Merci d’être venu.",
    "stay": "Je suis toujours là",
    "more": "Encore un peu",
    "leave": "Finir la visite",
    "closed": "Fermé",
    "opens": "Nous rouvrons à {time}.",
    "opens on": "Nous rouvrons le {date} à {time}.",
    "nothing": "Il n’y a rien à voir ici pour le moment.",
}
GERMAN: Mapping[str, str] = {
    "name": "Deutsch",
    "touch": "Zum Anfangen berühren",
    "made by AI": "KI-generiert: Bilder und Stimmen entstehen, während Sie zusehen.",
    "choose": "Wählen Sie ein Stück",
    "back": "Zurück",
    "idle": "Sind Sie noch da?",
    "limit": "Vielleicht warten andere.",
    "closing": "Wir schließen gleich.",
    "ends in": "Dieser Besuch endet in {seconds} s. Zum Weitersehen berühren.",
    "ends anyway": "Dieser Besuch endet in {seconds} s. Danke fürs Kommen.",
    "stay": "Ich bin noch da",
    "more": "Noch ein wenig",
    "leave": "Besuch beenden",
    "closed": "Geschlossen",
    "opens": "Wir öffnen wieder um {time}.",
    "opens on": "Wir öffnen wieder am {date} um {time}.",
    "nothing": "Hier gibt es im Moment nichts zu sehen.",
}
TABLES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "fr": FRENCH, "de": GERMAN}
DATES: Mapping[str, str] = {"en": "%d/%m", "fr": "%d/%m", "de": "%d.%m."}


def said(key: str, language: str, **values: object) -> str:
    """The words for a key; a language that has none says it in English."""
    table = TABLES.get(_plain(language), ENGLISH)
    return table.get(key, ENGLISH[key]).format(**values)


def name_of(language: str) -> str:
    """A language as its speakers call it, else its tag."""
    table = TABLES.get(_plain(language))
    return table["name"] if table else language.upper()


def date_form(language: str) -> str:
    """How a day is written, for strftime."""
    return DATES.get(_plain(language), DATES["en"])


def _plain(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
