"""The live face: the hall over raw ASGI, without Django.

Commands, pictures, streams of changes and a ticket's own view. Everything that
it needs from outside (the keeper, the permission snapshot, the clock, the words
of a language) is handed in by `config`.
"""
