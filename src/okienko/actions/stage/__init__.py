"""The stage's player: lives an office's day through the hall keeper, for a demonstration only."""

from okienko.actions.stage.audience import Audience
from okienko.actions.stage.player import PACES, Player
from okienko.actions.stage.sessions import Watched
from okienko.actions.stage.visitor import Visitor

__all__ = ["PACES", "Audience", "Player", "Visitor", "Watched"]
