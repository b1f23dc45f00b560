"""What each finding of `okienko doctor` says, and the mend; the Polish of it is in the catalogue of the terminal."""

from typing import Final

# Code of the finding → what is wrong, and what to do.
WORDING: Final[dict[str, tuple[str, str]]] = {
    "python_old": (
        "Python {version} is too old.",
        "Install Python 3.11 or newer and run tools/bootstrap.py again.",
    ),
    "package_missing": (
        "The package {name} {wanted} is missing.",
        "Run: python3 tools/bootstrap.py run",
    ),
    "package_other": (
        "The package {name} is {installed}; {wanted} was tried.",
        "If something behaves oddly, run: python3 tools/bootstrap.py run",
    ),
    "zones_missing": (
        "The time zone {zone} is not known here.",
        "Install the package tzdata.",
    ),
    "clock_wrong": (
        "The clock says {now} UTC, which cannot be.",
        "Set the clock and let the system keep it (NTP) before anybody takes a ticket.",
    ),
    "clock_alone": (
        "Nothing keeps the clock of this machine.",
        "Switch NTP on, for instance: timedatectl set-ntp true (in a container: on its host).",
    ),
    "files_few": (
        "A process may open {limit} files here; {wanted} would be needed for all streams.",
        "Raise LimitNOFILE in the service unit, or lower OKIENKO_LISTENERS.",
    ),
    "translation_not_compiled": (
        "The translation {file} is not compiled: the pages speak English instead.",
        "Run: python3 tools/bootstrap.py run",
    ),
    "translation_old": (
        "The translation {file} is newer than what was compiled of it.",
        "Run: python3 tools/bootstrap.py run",
    ),
    "letters_missing": (
        "There is no font with Polish and Ukrainian letters: tickets cannot be printed.",
        "Install the package fontpkg-noto-sans, or the system's fonts-dejavu-core.",
    ),
    "voice_missing": (
        "There is no program that speaks: boards chime and show the call; they say only what is kept ({clips} "
        "recordings).",
        "Install espeak-ng (Debian, Ubuntu: apt install espeak-ng; Fedora: dnf install espeak-ng).",
    ),
    "setting_no_number": (
        "{name}={value} is no whole number.",
        "Mend it in the environment or in the file of the service.",
    ),
    "secret_unwritable": (
        "The settings cannot be read: {reason}",
        "Let the service's user own the folder that OKIENKO_VAR names, or give the secret in OKIENKO_SECRET.",
    ),
    "secret_weak": (
        "The secret of the installation can be guessed.",
        "Set OKIENKO_SECRET to at least {length} random letters (python3 -c 'import secrets; "
        "print(secrets.token_urlsafe(48))'), or unset it; devices must then be enrolled anew.",
    ),
    "secret_readable": (
        "Every user of this machine can read the secret {file}.",
        "Run: chmod 600 {file}",
    ),
    "hosts_any": (
        "The program answers to any host name.",
        "Name the hosts in OKIENKO_HOSTS.",
    ),
    "public_url_missing": (
        "No public address is set: the QR picture leads phones to the address that the kiosk uses.",
        "Set OKIENKO_PUBLIC_URL to the address under which phones reach the office.",
    ),
    "hosts_without_public": (
        "The public address {host} is not among the hosts: phones get an error.",
        "Add {host} to OKIENKO_HOSTS.",
    ),
    "https_off": (
        "The office is reachable over the network without TLS.",
        "Put TLS in front of it (docs/operate/tls.md), then set OKIENKO_HTTPS=1 and OKIENKO_BEHIND_PROXY=1.",
    ),
    "https_without_proxy": (
        "HTTPS is on, but the program does not heed its proxy: every page would lead to itself for ever.",
        "Set OKIENKO_BEHIND_PROXY=1 and let the proxy send X-Forwarded-Proto.",
    ),
    "debug_on": (
        "OKIENKO_DEBUG is on: error pages show what nobody should see.",
        "Unset OKIENKO_DEBUG.",
    ),
    "replay_on": (
        "OKIENKO_REPLAY is on: a player sets the clock of this office.",
        "Unset OKIENKO_REPLAY; it is for replay databases only.",
    ),
    "mail_missing": (
        "There is no mail server: nobody can set a forgotten password anew by mail.",
        "Set OKIENKO_MAIL_HOST; until then an administrator sets passwords.",
    ),
    "log_not_writable": (
        "The log {file} cannot be written: the server would not start.",
        "Make its folder and let the service's user own it.",
    ),
    "access_log_on": (
        "The log holds the addresses of clients, which are personal data.",
        "Unset OKIENKO_ACCESS_LOG when you no longer need it.",
    ),
    "database_unknown": (
        "DATABASE_URL names no database that is known.",
        "It must begin with sqlite:/// or postgresql://.",
    ),
    "database_missing": (
        "There is no database yet: {file}.",
        "Run: okienko upgrade",
    ),
    "database_unreachable": (
        "The database cannot be reached: {reason}",
        "Check DATABASE_URL, that the database runs, and that this user may use it.",
    ),
    "database_damaged": (
        "The database file is damaged: {reason}",
        "Stop the service, keep the file, and restore the newest backup: okienko restore FILE --replace",
    ),
    "database_readable": (
        "Every user of this machine can read the database {file}.",
        "Run: chmod o-rwx {file}",
    ),
    "database_newer": (
        "A newer version of the program has worked on this database: {names}.",
        "Use that version, or restore a backup that was made before.",
    ),
    "migrations_pending": (
        "The tables are of an older version; migrations to be run: {count}, the first is {first}.",
        "Stop the service, then run: okienko upgrade",
    ),
    "sqlite_old": (
        "SQLite {version} is too old.",
        "Use a Python with SQLite {oldest} or newer.",
    ),
    "sqlite_shared": (
        "The database {file} lies on a file system of the network ({kind}), where SQLite loses data.",
        "Move it to a disk of this machine, or use PostgreSQL.",
    ),
    "sqlite_not_wal": (
        "The database is not in WAL mode ({mode}): readers and writers wait for each other.",
        "It changes by itself with the next start of the server; if it does not, look at the permissions of "
        "its folder.",
    ),
    "disk_low": (
        "Only {free} MB are free at {file}.",
        "Make room; when the disk is full, nobody gets a ticket.",
    ),
    "file_not_writable": (
        "This user may not write to {file}.",
        "Let the service's user own the database and its folder, and run doctor as that user.",
    ),
    "postgres_old": (
        "PostgreSQL {version} is too old.",
        "Use version {oldest} or newer.",
    ),
    "postgres_unsafe": (
        "PostgreSQL runs with {name} = {value}: a power cut can destroy the database.",
        "Set {name} = on in postgresql.conf and restart PostgreSQL.",
    ),
    "postgres_commit": (
        "PostgreSQL confirms before it has written (synchronous_commit = {value}); the hall does not, but "
        "the pages do.",
        "Take this setting away from the role and the database.",
    ),
    "postgres_isolation": (
        "Transactions begin as {value}, not as read committed.",
        "Take default_transaction_isolation away from the role and the database.",
    ),
    "postgres_encoding": (
        "The database stores text as {value}.",
        "Make a database with the encoding UTF8 and restore a backup into it.",
    ),
    "postgres_sessions": (
        "PostgreSQL allows {value} sessions; one server may need {wanted}.",
        "Raise max_connections.",
    ),
    "postgres_read_only": (
        "The database can only be read: it is a standby, or was set so.",
        "Name the primary server in DATABASE_URL.",
    ),
    "postgres_no_create": (
        "This role may not make tables in its schema: upgrades will fail.",
        "Make the role the owner of the database.",
    ),
    "clocks_apart": (
        "The clocks of this machine and of the database differ by {seconds} seconds.",
        "Let NTP keep both.",
    ),
    "clock_behind_journal": (
        "{office}: the last entry of the journal is of {at} UTC, later than the clock of this machine.",
        "Set the clock; until then every new entry bears the time of the last one.",
    ),
    "server_other_version": (
        "A server of version {other} (pid {pid}) serves this database; this is version {ours}.",
        "Stop it, run okienko upgrade, and start the new one.",
    ),
    "server_none": (
        "No server serves this database now.",
        "Run: okienko serve, or start the service.",
    ),
    "server_not_reached": (
        "A server is at work on this database, but not at {address}: {reason}.",
        "If it runs elsewhere, or with --port, all is well; the doctor of that machine asks it.",
    ),
    "server_stores_nothing": (
        "The server at {address} cannot store what people do ({why}).",
        "Look into its log. unreachable: mend the database. not_stored: a full disk, or a database that takes nothing. "
        "stuck, stopped, silent: restart the service.",
    ),
    "office_none": (
        "No office has been applied.",
        "Run: okienko apply DIR",
    ),
    "description_none": (
        "{office}: there is no description.",
        "Run: okienko apply DIR",
    ),
    "description_changed": (
        "{office}: revision {number} of the description was changed after it was applied.",
        "Find out who wrote into the database. Then apply the files that are right: okienko apply DIR",
    ),
    "description_faults": (
        "{office}: revision {number} has faults today: {count}, the first: {first}",
        "Run okienko check on its files, mend them and apply them again.",
    ),
    "administrator_none": (
        "{office}: nobody is administrator.",
        "Run: okienko create-admin {office}",
    ),
    "printer_trouble": (
        "{office}: the printer {printer} ({address}) is in trouble: {trouble}.",
        "Look at its power, its cable, its cover and its paper; check the address in the office's files.",
    ),
    "follower_behind": (
        "{office}: the follower {follower} has {entries} entries still to read; figures are old.",
        "It catches up while the server runs; if not, look into the log, then run: okienko rebuild {office}",
    ),
    "journal_fault": (
        "The journal is not whole: {place}: {what}",
        "Keep the database as it is, make a backup, and compare it with older ones: okienko verify tells all.",
    ),
    "journal_more": (
        "Further faults of the journal: {count}.",
        "Run: okienko verify",
    ),
}
