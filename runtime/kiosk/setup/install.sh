#!/bin/sh
# Sets a Debian machine (12 or later) up as a Diorama kiosk. Asks nothing, may be run again: what is right already is
# left as it is, and /etc/diorama/kiosk.toml is never written over.
#
#   sudo sh install.sh                     from the checkout that it lies in
#   sudo sh install.sh --from FILE.whl     from a wheel, or from anything that pip installs
#   sudo sh install.sh --x11               on X11 instead of the Wayland compositor cage
#   sh install.sh --dry-run                only says what it would do
set -eu

HOME_DIR=/opt/diorama
CONFIG=/etc/diorama/kiosk.toml
UNIT=/etc/systemd/system/diorama-kiosk.service
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
PACKAGES="python3 python3-venv libportaudio2 libgl1 libegl1 libfontconfig1"
DRY=
X11=
FROM=

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --dry-run) DRY=1 ;;
        --x11) X11=1 ;;
        --from)
            [ $# -gt 1 ] || fail "--from needs a wheel, a folder or what pip calls it"
            FROM=$2
            shift
            ;;
        -h | --help)
            sed -n '2,9s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        *) fail "there is no $1. There are: --from WHAT, --x11, --dry-run" ;;
    esac
    shift
done

# Every change goes through here.
run() {
    if [ -n "$DRY" ]; then
        echo "would run: $*"
    else
        echo "+ $*"
        "$@"
    fi
}

# Write a file of ours where it belongs, if it is not there as it should be.
put() {
    if [ -f "$3" ] && cmp -s "$HERE/$2" "$3"; then
        echo "is there: $3"
    else
        run install -D -m "$1" "$HERE/$2" "$3"
    fi
}

if [ -z "$FROM" ]; then
    FROM=$(CDPATH='' cd -- "$HERE/../../.." && pwd)
    [ -f "$FROM/pyproject.toml" ] || fail "it lies in no checkout of Diorama: say --from FILE.whl"
fi
if [ -z "$DRY" ]; then
    [ "$(id -u)" -eq 0 ] || fail "it has to be run as root: sudo sh $0. To see what it would do: sh $0 --dry-run"
    command -v apt-get >/dev/null || fail "there is no apt-get: this is for Debian and what is made of it"
fi

echo "== packages"
if [ -n "$X11" ]; then
    PACKAGES="$PACKAGES xserver-xorg xserver-xorg-legacy xinit x11-xserver-utils"
else
    PACKAGES="$PACKAGES cage seatd xwayland"
fi
# shellcheck disable=SC2086 # a list of words
run env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $PACKAGES

echo "== user"
if id diorama >/dev/null 2>&1; then
    echo "is there: user diorama"
else
    run useradd --system --create-home --home-dir /var/lib/diorama --shell /usr/sbin/nologin diorama
fi
for group in video render input audio; do
    if getent group "$group" >/dev/null; then
        run usermod --append --groups "$group" diorama
    fi
done

echo "== Diorama"
if [ ! -x "$HOME_DIR/bin/python" ]; then
    run python3 -m venv "$HOME_DIR"
fi
if [ -f "$FROM/constraints.txt" ]; then
    run "$HOME_DIR/bin/python" -m pip install --quiet --upgrade --constraint "$FROM/constraints.txt" "$FROM"
else
    run "$HOME_DIR/bin/python" -m pip install --quiet --upgrade "$FROM"
fi
if [ -f "$CONFIG" ]; then
    echo "is there: $CONFIG"
else
    run mkdir -p "$(dirname "$CONFIG")"
    run "$HOME_DIR/bin/diorama" kiosk --init "$CONFIG"
    run chown root:diorama "$CONFIG"
    run chmod 640 "$CONFIG"
fi

echo "== unit"
put 644 diorama-kiosk.service "$UNIT"
if [ -n "$X11" ]; then
    put 644 x11.conf "$UNIT.d/x11.conf"
    put 755 x11-session "$HOME_DIR/share/diorama/x11-session"
    put 644 10-diorama.conf /etc/X11/xorg.conf.d/10-diorama.conf
    put 644 Xwrapper.config /etc/X11/Xwrapper.config
elif [ -f "$UNIT.d/x11.conf" ]; then
    run rm "$UNIT.d/x11.conf"
fi

echo "== keys and sleep that the system would keep for itself"
run systemctl mask ctrl-alt-del.target sleep.target suspend.target hibernate.target hybrid-sleep.target
put 644 90-diorama.conf /etc/sysctl.d/90-diorama.conf

run systemctl daemon-reload
run systemctl set-default graphical.target
run systemctl enable diorama-kiosk.service
echo "== done"
echo "Look it over:   $HOME_DIR/bin/diorama kiosk $CONFIG --check"
echo "Give it a PIN:  $HOME_DIR/bin/diorama kiosk --pin"
echo "Begin:          systemctl restart diorama-kiosk"
