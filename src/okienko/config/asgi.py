"""The whole program as one ASGI application, for a server of one's own choice."""

from okienko.config import settings
from okienko.config.process import Process

application = Process(settings)
