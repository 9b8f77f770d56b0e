#!/bin/sh
# A Chromium for the browser tests: the one that is there, else Debian's where apt and the rights are there, else Playwright's own.
# Where none can be had the browser tests say so and fail; everything else still runs.
set -u
bin=$1
for name in "${SAYSO_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing Debian's chromium for the browser tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
    command -v chromium >/dev/null 2>&1 && exit 0
fi
echo "installing Playwright's chromium for the browser tests"
"$bin/python" -m playwright install --with-deps chromium || "$bin/python" -m playwright install chromium ||
    echo "no Chromium could be had: the browser tests will fail" >&2
exit 0
