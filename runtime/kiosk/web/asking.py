"""A request and its answer as values: what is decided about them needs no socket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

TEXT, HTML, JSON = "text/plain; charset=utf-8", "text/html; charset=utf-8", "application/json"
MOST_FIELDS = 10


@dataclass(frozen=True)
class Ask:
    """`headers`: by name in small letters. `form`: what a page has sent."""

    method: str
    path: str  # without what follows the "?"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    def cookie(self, name: str) -> str:
        """The value of a cookie; empty: there is none."""
        pairs = (part.strip().partition("=") for part in self.header("cookie").split(";"))
        return next((value for key, _, value in pairs if key == name), "")

    def asked(self, name: str) -> str:
        """A value of the query; empty: there is none."""
        return fields(self.query).get(name, "")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    kind: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()


def sentence(status: int, words: str, *headers: tuple[str, str]) -> Answer:
    """An answer for a person who did not come by the page."""
    return Answer(status, f"{words}\n".encode(), TEXT, headers)


def html(text: str, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status, text.encode("utf-8", "replace"), HTML, headers)


def back_to(place: str, *headers: tuple[str, str]) -> Answer:
    """After something was done: the page again, so that reloading does it no second time."""
    return Answer(303, headers=(("Location", place), *headers))


def fields(text: str) -> dict[str, str]:
    """The first value of each field of a query or form; none where there are too many."""
    try:
        found = parse_qs(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}
