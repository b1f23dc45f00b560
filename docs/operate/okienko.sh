#!/bin/sh
# /usr/local/bin/okienko: the command with the settings of the service, for `sudo -u okienko okienko …`
# What okienko.service sets stands here once more; okienko.env goes before it, and what the caller names before both.
given_var=${OKIENKO_VAR-} given_url=${DATABASE_URL-}
set -a
OKIENKO_VAR=/var/lib/okienko
DATABASE_URL=sqlite:////var/lib/okienko/okienko.sqlite3
[ ! -r /etc/okienko/okienko.env ] || . /etc/okienko/okienko.env
[ -z "$given_var" ] || OKIENKO_VAR=$given_var
[ -z "$given_url" ] || DATABASE_URL=$given_url
set +a
exec /opt/okienko/app/.venv/bin/okienko "$@"
