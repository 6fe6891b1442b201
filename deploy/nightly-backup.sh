#!/bin/sh
# Writes tonight's backup, keeps those of the last days and tells when it did not work; cron's example is nightly-backup.cron.
#
#   YARDSTICK_FOLDER   the installation (the folder of config.yaml); without it, the folder above this one
#   YARDSTICK_BACKUPS  where the backups go: best another disk, or a folder that is copied to another machine
#   YARDSTICK_KEEP     days for which they are kept; 30 where it is not said
#   YARDSTICK_PYTHON   the interpreter; $YARDSTICK_FOLDER/.venv/bin/python where it is not said
#
# Exit status 0: tonight's backup is there and was read back. Else it is that of the verb (or 2: wrong settings), the reason
# is on standard error (cron mails it), and not one older backup was cleared away.
set -eu
umask 077

folder=${YARDSTICK_FOLDER:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)}
backups=${YARDSTICK_BACKUPS:-}
keep=${YARDSTICK_KEEP:-30}
python=${YARDSTICK_PYTHON:-$folder/.venv/bin/python}

if [ -z "$backups" ]; then
    echo "YARDSTICK_BACKUPS: say where the backups go" >&2
    exit 2
fi
case $keep in
'' | *[!0-9]* | 0)
    echo "YARDSTICK_KEEP: $keep is no number of days" >&2
    exit 2
    ;;
esac

mkdir -p "$backups"
backups=$(CDPATH='' cd -- "$backups" && pwd)
cd "$folder"
file=$backups/yardstick-$(date +%Y-%m-%d).zip

status=0
"$python" -m yardstick backup "$file" --force --lang en || status=$?
if [ "$status" -ne 0 ]; then
    echo "no backup of $folder was made tonight (exit status $status); the earlier ones are kept" >&2
    exit "$status"
fi

# Only now, and only files of this name: a backup that fails for a month clears nothing away.
find "$backups" -maxdepth 1 -type f -name 'yardstick-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].zip' \
    -mtime "+$keep" -exec rm -f -- {} +
find "$backups" -maxdepth 1 -type f -name '.yardstick-*.zip.*.part' -mtime +1 -exec rm -f -- {} +
