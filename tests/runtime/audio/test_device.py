"""A real device: PulseAudio's null sink. What is written is what is recorded, and the clock is the device's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runtime.audio.clock import RATE

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pulseaudio", "parec"))),
    reason="PulseAudio is not installed here (Debian: pulseaudio pulseaudio-utils libasound2-plugins libportaudio2)",
)
PLAYED_S = 3.0
FEW = 5  # times that a machine with other work may leave the loop without a core for longer than what lies ready
# plays 440 Hz by the loop's rule (write what is wanted), waits on the recorder's pipe, prints what it saw
PLAYER = """
import json, select, subprocess, sys, time
import numpy as np
from runtime.audio.output import open_output

recorder = subprocess.Popen(
    ["parec", "-d", "kiosk.monitor", "--rate=48000", "--channels=2", "--format=s16le", "--latency-msec=20"],
    stdout=subprocess.PIPE,
)
output, written, recorded, seen = open_output(), 0, b"", []
recorded += recorder.stdout.read1(4096)
output.start()
begun = time.monotonic()
while output.now_s() < PLAYED_S and time.monotonic() - begun < 20:
    count = output.wanted()
    if count:
        wave = 0.3 * np.sin(2 * np.pi * 440 * np.arange(written, written + count) / 48000)
        output.write(np.repeat(wave[:, None], 2, axis=1).astype(np.float32))
        written += count
    seen.append((time.monotonic(), output.now_s(), output.head_s()))
    if select.select([recorder.stdout], [], [], 0.01)[0]:
        recorded += recorder.stdout.read1(1 << 16)
result = dict(kind=type(output).__name__, notice=output.notice, underruns=output.underruns, seen=seen)
output.close()
recorder.kill()
open(sys.argv[1], "wb").write(recorded)
print(json.dumps(result))
""".replace("PLAYED_S", str(PLAYED_S))


# the same while the sound server is killed and started again; a clock of the loop's passes shows that nothing waits
LOSER = """
import json, os, subprocess, sys, time
import numpy as np
from runtime.audio.output import open_output

def serve():
    started = subprocess.Popen(json.loads(sys.argv[1]), stderr=subprocess.DEVNULL)
    while subprocess.run(["pactl", "info"], capture_output=True).returncode:
        time.sleep(0.02)
    return started

def play(until):
    global last
    while not until():
        count = output.wanted()
        if count:
            output.write(np.full((count, 2), 0.1, np.float32))
        now = time.monotonic()
        passes.append(now - last)
        steps.append(output.now_s())
        last = now
        time.sleep(0.005)

server = serve()
passes, steps, back, lost, last = [], [], [], [], time.monotonic()
output = open_output()
output.start()
for away_s in (2.5, 4.0):
    begun = time.monotonic()
    play(lambda: time.monotonic() - begun > 1.5)
    server.kill()
    server.wait()
    killed = time.monotonic()
    play(lambda: time.monotonic() - killed > away_s)
    lost.append(output.notice)
    server = serve()
    begun = last = time.monotonic()
    play(lambda: not output.notice or time.monotonic() - begun > 15.0)
    back.append(time.monotonic() - begun)
output.close()
server.kill()
print(json.dumps(dict(back=back, lost=lost, longest_pass=max(passes), back_in_time=min(np.diff(steps)))))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a machine whose only sound device is a null sink."""
    home = tmp_path_factory.mktemp("pulse")
    with subprocess.Popen(command_of(home), env=environment(home), stderr=subprocess.DEVNULL) as process:
        await_server(environment(home))
        yield environment(home)
        process.kill()


def environment(home: Path) -> dict[str, str]:
    (home / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PULSE_SERVER": f"unix:{home}/pulse.sock"}
    return {**env, "PYTHONPATH": str(Path.cwd())}


def command_of(home: Path) -> list[str]:
    socket = f"module-native-protocol-unix auth-anonymous=1 socket={home}/pulse.sock"
    sink = "module-null-sink sink_name=kiosk rate=48000"
    return ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", socket, "-L", sink]


def await_server(env: dict[str, str]) -> None:
    for _ in range(100):
        if subprocess.run(["pactl", "info"], env=env, capture_output=True, timeout=10, check=False).returncode == 0:
            return


@pytest.fixture(scope="module")
def played(server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], np.ndarray]:
    path = tmp_path_factory.mktemp("recorded") / "sound.raw"
    command = [sys.executable, "-c", PLAYER, str(path)]
    done = subprocess.run(command, env=server, capture_output=True, text=True, timeout=60, check=True)
    sound = np.fromfile(path, "<i2").reshape(-1, 2).astype(np.float32) / 32768
    return json.loads(done.stdout.splitlines()[-1]), sound


def test_the_card_is_opened_and_does_not_run_dry(played: tuple[dict[str, Any], np.ndarray]) -> None:
    result, _ = played
    assert (result["kind"], result["notice"]) == ("CardOutput", "")
    assert result["underruns"] < FEW, "a rule that writes too little runs dry at each of a hundred callbacks"


def test_the_tone_comes_back(played: tuple[dict[str, Any], np.ndarray]) -> None:
    _, sound = played
    heard = np.flatnonzero(np.abs(sound[:, 0]) > 0.05)
    tone = sound[heard[0] + 4800 : heard[-1] - 4800, 0]
    assert len(tone) > RATE
    bins = np.abs(np.fft.rfft(tone * np.hanning(len(tone))))
    peak = int(np.argmax(bins))
    a, b, c = np.log(bins[peak - 1 : peak + 2])
    hz = (peak + 0.5 * (a - c) / (a - 2 * b + c)) * RATE / len(tone)
    assert hz == pytest.approx(440.0, abs=1.0)
    assert np.abs(sound[:, 0]).max() == pytest.approx(0.3, abs=0.01)


def test_the_clock_runs_at_the_devices_rate_and_never_back(played: tuple[dict[str, Any], np.ndarray]) -> None:
    result, _ = played
    seen = np.array(result["seen"])
    running = seen[seen[:, 1] > 0.3]
    rate = np.polyfit(running[:, 0] - running[0, 0], running[:, 1], 1)[0]
    assert rate == pytest.approx(1.0, abs=0.05)
    assert (np.diff(seen[:, 1]) >= 0.0).all()


def test_the_head_is_a_little_ahead(played: tuple[dict[str, Any], np.ndarray]) -> None:
    result, _ = played
    seen = np.array(result["seen"])
    ahead = np.median((seen[:, 2] - seen[:, 1])[seen[:, 1] > 0.3])
    assert 0.09 < ahead < 0.3


def test_a_machine_without_a_device_plays_silent_and_says_so(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd()), "PULSE_SERVER": "unix:/nowhere"}
    code = "from runtime.audio.output import open_output; o = open_output(); print(type(o).__name__, '|', o.notice)"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=True)
    name, notice = done.stdout.strip().split(" | ")
    assert name in ("NullOutput", "CardOutput")
    assert done.stderr == ""
    assert (name == "CardOutput") or ("no sound device" in notice)


@pytest.mark.soak
def test_a_server_that_is_killed_and_comes_back_is_heard_within_three_seconds(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", LOSER, json.dumps(command_of(tmp_path))]
    env = environment(tmp_path)
    done = subprocess.run(asked, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(f"sound back after {max(result['back']):.1f} s, longest pass {result['longest_pass']:.3f} s\n")
    assert all(result["lost"])
    assert max(result["back"]) < 15.0, "it came back"
    assert result["back_in_time"] >= 0.0, "time never goes back"
