#!/bin/sh
# Runs the bot in a container whose restart policy knows no exit codes. Wrong settings (exit code 2) are not
# cured by a restart: the container stays, unhealthy, with the reason as its last line, until it is stopped.
ended=
trap 'ended=1; kill -TERM $bot $waiting 2>/dev/null' TERM INT
python -m bot "$@" &
bot=$!
[ -z "$ended" ] || kill -TERM "$bot"
wait "$bot"
code=$?
# A signal ends `wait` before the bot has ended.
while kill -0 "$bot" 2>/dev/null; do
    wait "$bot"
    code=$?
done
if [ "$code" -eq 2 ] && [ -z "$ended" ]; then
    sleep infinity >/dev/null &
    waiting=$!
    wait "$waiting"
fi
exit "$code"
