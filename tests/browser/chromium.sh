#!/bin/sh
# A Chromium for the browser tests, its path on standard output: the one that is there, else Debian's where apt and the rights are
# there, else Playwright's own (an empty line: Playwright knows where it is). Where none can be had this says so, and the browser
# tests fail; everything else still runs.
set -u
bin=$1

there() {
    for name in "${SAYSO_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        # --version weeds out Ubuntu's stub, which is there and only says that the snap is not
        if [ -n "$name" ] && found=$(command -v "$name") && "$found" --version >/dev/null 2>&1; then
            echo "$found"
            return 0
        fi
    done
    return 1
}

there && exit
if [ "$(id -u)" = 0 ]; then as_root=env; else as_root="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
    echo "installing Debian's chromium for the browser tests" >&2
    $as_root apt-get update -qq >/dev/null 2>&1
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1
    there && exit
fi
"$bin/python" -m playwright install chromium >&2 || echo "no Chromium could be had: the browser tests will fail" >&2
echo
