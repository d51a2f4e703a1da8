"""Who gets what at the operator's page: the PIN, the orders, health, the picture, the table."""

from __future__ import annotations

import base64
import csv
import io
import json

import pytest
from PIL import Image

from runtime.errors import ConfigError
from runtime.kiosk.config import Operator
from runtime.kiosk.operator import Command
from runtime.kiosk.web.guards import MOST_SESSIONS, SESSION_S, check_operator, is_local
from runtime.kiosk.web.page import policy
from runtime.kiosk.web.reception import ROUTES
from tests.runtime.kiosk.web.fakes import HASHED, MACHINE, NETWORK, PIN, Lobby, header, orders, word_of

NEEDS_PIN = ("/now", "/metrics", "/snapshot.jpg", "/statistics.csv")


def test_at_the_machine_everything_is_there_at_once() -> None:
    lobby = Lobby()
    for path in ("/", "/health", *NEEDS_PIN):
        assert lobby.get(path).status == 200, path
    assert b"Sign out" not in lobby.get("/").body
    assert lobby.ask("HEAD", "/").status == 200


def test_from_the_network_the_pin_comes_first() -> None:
    lobby = Lobby(NETWORK)
    assert {lobby.get(path).status for path in NEEDS_PIN} == {401}
    door = lobby.get("/")
    assert (door.status, b"The operator's PIN" in door.body) == (401, True)
    assert header(door, "Content-Security-Policy") == policy()
    assert lobby.post("/order", order="louder").status == 401
    assert lobby.enter("1111").status == 401
    assert lobby.enter().status == 303
    assert {lobby.get(path).status for path in ("/", *NEEDS_PIN)} == {200}
    assert lobby.post("/leave").status == 303
    assert {lobby.get(path).status for path in ("/", *NEEDS_PIN)} == {401}


def test_the_cookie_is_for_this_page_alone_and_for_a_working_day() -> None:
    lobby = Lobby(NETWORK)
    set_cookie = header(lobby.enter(), "Set-Cookie")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=28800"} <= set(set_cookie.split("; "))
    assert len(lobby.cookie) > 40
    lobby.clock_s = SESSION_S - 1
    assert lobby.get("/now").status == 200
    lobby.clock_s = SESSION_S
    assert lobby.get("/now").status == 401
    lobby.cookie = "guess"
    assert lobby.get("/now").status == 401


def test_old_sessions_give_way() -> None:
    lobby = Lobby(NETWORK)
    lobby.enter()
    first = lobby.cookie
    for _ in range(MOST_SESSIONS):
        lobby.cookie = ""
        lobby.enter()
    assert lobby.get("/now").status == 200
    lobby.cookie = first
    assert lobby.get("/now").status == 401


def test_five_wrong_tries_shut_the_door_for_five_minutes() -> None:
    lobby = Lobby(NETWORK)
    statuses = [lobby.enter(f"{number:04d}").status for number in range(8)]
    assert statuses == [401] * 4 + [429] * 4
    assert b"The next one is in 5 min" in lobby.get("/").body
    assert lobby.enter(PIN).status == 429  # not even the right one
    lobby.clock_s = 301
    assert lobby.enter(PIN).status == 303


def test_programs_bring_the_pin_along() -> None:
    lobby = Lobby(NETWORK)

    def basic(pin: str) -> str:
        return "Basic " + base64.b64encode(f"prometheus:{pin}".encode()).decode()

    assert lobby.get("/metrics", authorization=basic(PIN)).status == 200
    lobby.house.door._shut_until_s = 1e9  # it is known by now, and not tried again
    assert lobby.get("/metrics", authorization=basic(PIN)).status == 200
    lobby.house.door._shut_until_s = -1.0
    junk = (basic("1"), "Basic !!", "Basic", "Bearer x", "Basic " + base64.b64encode(b"\xff\xfe").decode())
    assert {lobby.get("/metrics", authorization=one).status for one in junk} == {401}
    assert {lobby.get("/metrics", authorization=basic("1")).status for _ in range(20)} == {401}
    assert lobby.house.door.wait_s == 0  # a program that brings a wrong one for ever shuts nobody out
    answer = lobby.post("/order", headers={"authorization": basic(PIN)}, order="quit")
    assert (answer.status, orders(lobby)) == (401, [])


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "127.0.0.1.evil.example:8080", "kiosk-3:8080", "[::1", "0.0.0.0", "192.168.1.5", "a:b:c"],
)
def test_at_the_machine_only_its_own_name_is_answered(host: str) -> None:
    lobby = Lobby()
    assert lobby.get("/health", host=host).status == 421
    assert {lobby.get("/health", host=good).status for good in ("localhost:8080", "[::1]:8080", "127.0.0.1")} == {200}


def test_in_the_network_an_address_or_the_machines_name_is_answered() -> None:
    lobby = Lobby(NETWORK)
    good = ("192.168.1.5:8080", "kiosk-3", "KIOSK-3.local:8080", "[fe80::1]:8080", "localhost")
    assert {lobby.get("/health", host=host).status for host in good} == {200}
    assert {lobby.get("/health", host=host).status for host in ("evil.example", "kiosk-3.evil.example", "")} == {421}


def test_orders_reach_the_loop() -> None:
    lobby = Lobby()
    gentle = [one for one in Command if one not in (Command.QUIT, Command.RESTART)]
    for order in gentle:
        answer = lobby.post("/order", order=order.value)
        assert (answer.status, header(answer, "Location")) == (303, f"/?done={order.value}")
    assert orders(lobby) == [one.value for one in gentle]
    assert b"Black screen: the kiosk has been told." in lobby.get("/?done=blank").body
    assert b"has been told" not in lobby.get("/?done=<b>&done=x").body


@pytest.mark.parametrize("order", ["quit", "restart"])
def test_what_takes_the_show_away_is_asked_for_twice(order: str) -> None:
    lobby = Lobby()
    asked = lobby.post("/order", order=order)
    assert (asked.status, orders(lobby)) == (200, [])
    assert b"No, back to the page" in asked.body
    assert lobby.post("/order", word=word_of(asked), order=order, sure="yes").status == 303
    assert orders(lobby) == [order]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"},
        {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"},
    ],
)  # fmt: skip
def test_a_form_of_another_page_orders_nothing(headers: dict[str, str]) -> None:
    lobby = Lobby()
    assert lobby.post("/order", headers=headers, order="louder").status == 403
    assert orders(lobby) == []
    assert lobby.post("/order", headers={"origin": "http://127.0.0.1:8080"}, order="louder").status == 303


@pytest.mark.parametrize("word", ["", "0" * 64, "ä\ud800"])
def test_a_form_that_brings_no_word_orders_nothing(word: str) -> None:
    lobby, other = Lobby(), Lobby()
    assert lobby.post("/order", word=word, order="louder").status == 403
    assert lobby.post("/order", word=word_of(other.get("/")), order="louder").status == 403
    assert orders(lobby) == []


def test_the_word_of_one_session_is_not_that_of_another() -> None:
    lobby = Lobby(NETWORK)
    outside = word_of(lobby.get("/"))
    lobby.enter()
    first, first_cookie = word_of(lobby.get("/")), lobby.cookie
    lobby.enter()
    assert len({outside, first, word_of(lobby.get("/"))}) == 3
    assert lobby.post("/order", word=first, order="louder").status == 403
    lobby.cookie = first_cookie
    assert lobby.post("/order", word=first, order="louder").status == 303


def test_orders_do_not_pile_up_before_a_loop_that_hangs() -> None:
    lobby = Lobby()
    word = word_of(lobby.get("/"))
    statuses = [lobby.post("/order", word=word, order="louder").status for _ in range(30)]
    assert (statuses.count(303), statuses[-1]) == (16, 503)
    assert lobby.post("/order", order="format c:").status == 400


@pytest.mark.parametrize(
    "path",
    ["/..", "/../../etc/passwd", "/%2e%2e/", "/page.css", "//", "", "*", "/\x00", "http://127.0.0.1:8080/", "/Health"],
)
def test_no_other_address_is_there(path: str) -> None:
    assert Lobby().get(path).status == 404


def test_each_address_has_its_method() -> None:
    lobby = Lobby()
    for path, route in ROUTES.items():
        wrong = "POST" if route.method == "GET" else "GET"
        answer = lobby.ask(wrong, path)
        assert (answer.status, header(answer, "Allow")) == (405, route.method)


def test_health_says_why() -> None:
    lobby = Lobby()
    answer = lobby.get("/health")
    said = json.loads(answer.body)
    assert (answer.status, said["well"], said["problems"], said["state"]) == (200, True, [], "attract")
    lobby.hall.content.wrong = {"bad": "story.fountain:3: no such scene"}
    answer = lobby.get("/health")
    assert (answer.status, json.loads(answer.body)["problems"]) == (503, ["bad: story.fountain:3: no such scene"])
    lobby.silent = True
    answer = lobby.get("/health")
    assert (answer.status, json.loads(answer.body)) == (503, {"well": False, "problems": ["the show does not answer"]})


def test_strangers_hear_only_how_it_is() -> None:
    lobby = Lobby(NETWORK)
    lobby.hall.content.wrong = {"bad": "/home/ann/story.fountain:3: no such scene"}
    answer = lobby.get("/health")
    assert answer.status == 503
    assert set(json.loads(answer.body)) == {"well", "state", "open", "show", "shown_ago_s", "up_s"}
    lobby.enter()
    assert "problems" in json.loads(lobby.get("/health").body)


def test_a_show_that_hangs_leaves_the_page_standing() -> None:
    lobby = Lobby()
    lobby.silent = True
    assert lobby.get("/metrics").status == 503
    page = lobby.get("/")
    assert page.status == 200
    assert b"The show does not answer" in page.body


def test_the_picture_is_the_one_on_the_screen_and_at_most_two_a_second() -> None:
    lobby = Lobby()
    lobby.hall.window.surface.fill((200, 30, 30))
    first = lobby.get("/snapshot.jpg")
    picture = Image.open(io.BytesIO(first.body))
    red, green, _ = picture.getpixel((50, 50))  # type: ignore[misc]
    assert (picture.format, picture.size, red > 180, green < 60) == ("JPEG", (320, 180), True, True)
    lobby.hall.window.surface.fill((0, 0, 0))
    lobby.clock_s += 0.4
    assert lobby.get("/snapshot.jpg").body == first.body
    lobby.clock_s += 0.2
    assert lobby.get("/snapshot.jpg").body != first.body


def test_a_large_picture_is_made_small_and_says_how_it_came_about() -> None:
    import pygame

    from runtime.kiosk.web.glance import packed
    from runtime.provenance import Origin

    data = packed(pygame.Surface((3840, 2160)), Origin("", "daguerreotype").xmp())
    assert Image.open(io.BytesIO(data)).size == (960, 540)
    assert b"trainedAlgorithmicMedia" in data


def test_no_answer_of_the_loop_is_no_picture() -> None:
    lobby = Lobby()

    def hangs() -> None:
        raise TimeoutError

    object.__setattr__(lobby.reception.glance, "_look", hangs)
    assert lobby.get("/snapshot.jpg").status == 503


def test_the_table_can_be_opened_by_a_table_program() -> None:
    lobby = Lobby()
    for _ in range(5):
        lobby.house.statistics.began("=room", "fr")
    answer = lobby.get("/statistics.csv")
    assert answer.kind.startswith("text/csv")
    assert "attachment" in header(answer, "Content-Disposition")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert rows[0] == ["day", "what", "show", "key", "count"]
    assert ["2026-11-26", "visits", "'=room", "", "5"] in rows


def test_a_page_that_fails_is_a_line_and_the_show_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lobby = Lobby()
    monkeypatch.setattr("runtime.kiosk.web.reception.draw_now", lambda _: 1 / 0)
    assert lobby.get("/now").status == 500
    assert lobby.house.troubles == {"page": "the operator's page failed at /now: ZeroDivisionError"}


def test_the_policy_lets_in_nothing_from_outside() -> None:
    said = policy()
    assert "default-src 'none'" in said
    assert "unsafe" not in said
    assert "http" not in said
    for path in ("/", "/now"):
        assert header(Lobby().get(path), "Content-Security-Policy") == said


@pytest.mark.parametrize(
    ("operator", "said"),
    [
        ({"address": "0.0.0.0"}, "there is no PIN"),
        ({"address": "::"}, "diorama kiosk --pin"),
        ({"address": "192.168.1.5"}, "192.168.1.5"),
        ({"address": "museum"}, "is no address"),
        ({"address": "museum", "pin": HASHED}, "is no address"),
    ],
)
def test_a_page_for_everybody_is_refused(operator: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        check_operator(Operator(port=8080, **operator))
    check_operator(Operator(port=0, **operator))


def test_a_page_for_this_machine_needs_no_pin() -> None:
    for address in ("127.0.0.1", "127.0.0.9", "::1", "localhost"):
        check_operator(Operator(port=8080, address=address))
        assert is_local(address)
    check_operator(Operator(port=8080, address="0.0.0.0", pin=HASHED))
    assert MACHINE.encode() in Lobby().get("/").body
