"""All settings of an installation, in this one file.

What differs between installations comes from the environment (OKIENKO_* and
DATABASE_URL); what differs between offices stands in `offices/`, never here. The
file imports no Django: the live hall reads it before Django is there.
"""

import os
import secrets
from pathlib import Path

from okienko.links.environment import whole_number
from okienko.records.address import django_database

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
PACKAGE = HERE.parents[1]


def _env(name: str, default: str = "") -> str:
    return os.environ.get(f"OKIENKO_{name}", default)


def _number(name: str, default: int) -> int:
    return whole_number(os.environ, f"OKIENKO_{name}", default)


def _flag(name: str, *, default: bool = False) -> bool:
    return _env(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in _env(name, default).split(",") if part.strip()]


def _secret(folder: Path) -> str:
    """The installation's secret: from the environment, else from a file that is made once and only the owner reads."""
    given = _env("SECRET")
    if given:
        return given
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


# --- Where things are -------------------------------------------------------------------------------------------
VAR = Path(_env("VAR", "var")).absolute()                    # the database, the secret, the log
OKIENKO_DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'okienko.sqlite3'}"
OKIENKO_HOST = _env("HOST", "127.0.0.1")                     # where `okienko serve` listens
OKIENKO_PORT = _number("PORT", 8000)
OKIENKO_PUBLIC_URL = _env("PUBLIC_URL").rstrip("/")          # as phones reach it (QR); empty: as the kiosk does
OKIENKO_LISTENERS = _number("LISTENERS", 18000)          # open streams at most; see the limit of open files
OKIENKO_TICKETS_PER_MINUTE = _number("TICKETS_PER_MINUTE", 120)  # by phone from one address, after a crowd of 3×
OKIENKO_THREADS = _number("THREADS", 8)                  # pages of Django at the same time
OKIENKO_STOP_SECONDS = _number("STOP_SECONDS", 5)        # how long an ending process waits for open requests
OKIENKO_ACCESS_LOG = _flag("ACCESS_LOG")                     # off: addresses of clients are personal data
OKIENKO_LOG_FILE = _env("LOG_FILE")                          # empty: standard error; a rotated file is opened anew
OKIENKO_LOG_JSON = _flag("LOG_JSON")                         # one JSON object a line, for a program that collects logs
OKIENKO_DEMO = _flag("DEMO")                                 # the living demonstration; never over real data
OKIENKO_REPLAY = _flag("REPLAY")                             # a replayed day: the player sets the clock

# --- Safety -----------------------------------------------------------------------------------------------------
DEBUG = _flag("DEBUG")
SECRET_KEY = _secret(VAR)
HTTPS = _flag("HTTPS")
ALLOWED_HOSTS = _list("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("ORIGINS")
SESSION_COOKIE_NAME = "okienko_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"                               # the stage shows a phone, a board and a desk in frames
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024                     # forms, and the files of a description: a ZIP of it fits
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    },
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- The program ------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "okienko.records",
    "okienko.ui",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "okienko.config.errors.WholeRequests",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "okienko.config.doors.LivePass",
]
ROOT_URLCONF = "okienko.config.urls"
CSRF_FAILURE_VIEW = "okienko.config.errors.csrf_failure"
DATABASES = {"default": django_database(OKIENKO_DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.Account"
FACES = sorted(face for face in (PACKAGE / "faces").iterdir() if face.is_dir())
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [face / "templates" for face in FACES if (face / "templates").is_dir()],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.messages.context_processors.messages",
        "okienko.config.doors.who",
    ]},
}]
FORM_RENDERER = "okienko.ui.forms.Renderer"
STATIC_URL = "/static/"
STATICFILES_DIRS = [face / "static" for face in FACES if (face / "static").is_dir()]
STATIC_ROOT = VAR / "static" if (VAR / "static").is_dir() else None   # where `collectstatic` put them, if it did
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG

# --- Language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = _env("LANGUAGE", "pl")
LANGUAGES = [("pl", "Polski"), ("en", "English"), ("uk", "Українська")]
LANGUAGE_COOKIE_NAME = "okienko_language"
LANGUAGE_COOKIE_AGE = 31_536_000
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Warsaw"

# --- Accounts: given by an administrator, never made by oneself -------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "okienko.config.doors.Accounts"
ACCOUNT_FORMS = {"login": "okienko.faces.setup.forms.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False   # nothing is sent to an address that has no account
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
# What is braked are failures, account by account. An office is one address, at which everybody signs in at 7:55, some
# after a slip of the finger: by address there is only a wide bound, on guessing many accounts and on hashing passwords.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key", "reset_password": "20/m/ip,5/h/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Okienko"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Mail (password reset; letters to clients come from followers) ----------------------------------------------
MAIL_HOST = _env("MAIL_HOST")
# Without a server nothing is written anywhere: a link that sets a password has no place in a log.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL_HOST or "localhost"
EMAIL_PORT = _number("MAIL_PORT", 587)
EMAIL_HOST_USER = _env("MAIL_USER")
EMAIL_HOST_PASSWORD = _env("MAIL_PASSWORD")
EMAIL_USE_TLS = _flag("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _env("MAIL_FROM", "okienko@localhost")

# --- Log --------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": f"okienko.config.log.{'JsonLines' if OKIENKO_LOG_JSON else 'Lines'}"}},
    "handlers": {"out": {
        "class": "logging.handlers.WatchedFileHandler", "filename": OKIENKO_LOG_FILE, "formatter": "line",
    } if OKIENKO_LOG_FILE else {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": _env("LOG_LEVEL", "INFO")},
    "loggers": {
        "uvicorn.access": {"level": "INFO" if OKIENKO_ACCESS_LOG else "CRITICAL"},
        # Its warnings name the address of each page that was not found, and with it the key of a client's ticket.
        "django.request": {"level": "ERROR"},
        # Whoever asks under a foreign name is answered with 400; that is no fault of the program.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
