#!/bin/sh
# /usr/local/bin/okienko: every command at the terminal on the same settings, and so on the same database, as the service.
# The settings are those of /etc/okienko/okienko.env; `okienko --env FILE COMMAND` takes another file of the same form.
# It changes to the service's user by itself, so that no file of the database belongs to anybody else.
user=okienko
settings=/etc/okienko/okienko.env
case "$(id -un)" in
    "$user") ;;
    root) exec runuser -u "$user" -- "$0" "$@" ;;
    *) exec sudo -u "$user" -- "$0" "$@" ;;
esac
if [ "${1-}" = --env ]; then
    settings=${2:?"name the file of settings after --env"}
    shift 2
fi
unset DATABASE_URL
set -a
. "$settings" || exit 2
set +a
exec /opt/okienko/app/.venv/bin/okienko "$@"
