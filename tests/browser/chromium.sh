#!/bin/sh
# A Chromium for the browser tests, its path on standard output: the one that is there, else Playwright's own (an empty line: Playwright
# knows where it is). Nothing is installed: where there is none this says what to run, and the browser tests fail; everything else still runs.
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
cached=$("$bin/python" -c 'from playwright.sync_api import sync_playwright as p
with p() as it: print(it.chromium.executable_path)' 2>/dev/null)
[ -x "$cached" ] || echo "no Chromium here: run \"$bin/python -m playwright install --with-deps chromium\", or the browser tests fail" >&2
echo
