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
    "opening": "One moment: the stage is being lit.",
    "operator": "Operator",
    "pin": "Type the PIN.",
    "pin tried": "One moment.",
    "pin wrong": "That is not the PIN. Tries left: {tries}.",
    "pin shut": "Too many wrong tries. Again in {time}.",
    "erase": "Erase",
    "enter": "OK",
    "close": "Close",
    "do restart": "Restart the kiosk",
    "do next_show": "Next show",
    "do louder": "Louder",
    "do quieter": "Quieter",
    "do blank": "Black screen",
    "do unblank": "Picture back",
    "do calibrate": "Test picture",
    "do logs": "Faults and health",
    "do quit": "Quit",
    "sure": "Again to confirm: {what}",
    "on now": "On now: {show}",
    "loudness": "Loudness {percent} %",
    "no faults": "No faults since the start.",
    "faults": "Faults since the start, the newest first",
    "and others": "and {count} others",
    "frames": "Last new frame {seconds} s ago, {frames} since the start",
    "visits": "Visits: {visits}, left unattended: {idle}",
    "storage": "Storage: {state}",
    "touch test": "Every touch is marked. The tone: left, then right.",
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
    "opening": "Un instant : on éclaire la scène.",
    "operator": "Opérateur",
    "pin": "Tapez le code.",
    "pin tried": "Un instant.",
    "pin wrong": "Ce n’est pas le code. Essais restants : {tries}.",
    "pin shut": "Trop d’essais. Réessayez dans {time}.",
    "erase": "Effacer",
    "enter": "OK",
    "close": "Fermer",
    "do restart": "Redémarrer la borne",
    "do next_show": "Spectacle suivant",
    "do louder": "Plus fort",
    "do quieter": "Moins fort",
    "do blank": "Écran noir",
    "do unblank": "Rétablir l’image",
    "do calibrate": "Mire de réglage",
    "do logs": "Pannes et état",
    "do quit": "Quitter",
    "sure": "Confirmez : {what}",
    "on now": "À l’affiche : {show}",
    "loudness": "Volume {percent} %",
    "no faults": "Aucune panne depuis le démarrage.",
    "faults": "Pannes depuis le démarrage, la dernière d’abord",
    "and others": "et {count} autres",
    "frames": "Dernière image nouvelle il y a {seconds} s, {frames} depuis le démarrage",
    "visits": "Visites : {visits}, abandonnées : {idle}",
    "storage": "Stockage : {state}",
    "touch test": "Chaque toucher est marqué. Le son : à gauche, puis à droite.",
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
    "opening": "Einen Moment: Die Bühne wird beleuchtet.",
    "operator": "Technik",
    "pin": "Bitte die PIN eingeben.",
    "pin tried": "Einen Moment.",
    "pin wrong": "Das ist nicht die PIN. Versuche übrig: {tries}.",
    "pin shut": "Zu viele falsche Versuche. Wieder in {time}.",
    "erase": "Löschen",
    "enter": "OK",
    "close": "Schließen",
    "do restart": "Kiosk neu starten",
    "do next_show": "Nächstes Stück",
    "do louder": "Lauter",
    "do quieter": "Leiser",
    "do blank": "Bild schwarz",
    "do unblank": "Bild zurück",
    "do calibrate": "Testbild",
    "do logs": "Fehler und Zustand",
    "do quit": "Beenden",
    "sure": "Noch einmal drücken: {what}",
    "on now": "Es läuft: {show}",
    "loudness": "Lautstärke {percent} %",
    "no faults": "Keine Fehler seit dem Start.",
    "faults": "Fehler seit dem Start, der neueste zuerst",
    "and others": "und {count} weitere",
    "frames": "Letztes neues Bild vor {seconds} s, {frames} seit dem Start",
    "visits": "Besuche: {visits}, unbeendet verlassen: {idle}",
    "storage": "Speicher: {state}",
    "touch test": "Jede Berührung wird markiert. Der Ton: links, dann rechts.",
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
