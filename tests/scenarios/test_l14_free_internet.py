"""L14: the internet in the hall is free, and the phone page works there."""

from .conftest import office


def test_the_network_is_named_with_how_to_join_it_in_every_language_of_the_office():
    network = office().network
    assert network.wifi
    assert all(network.how.spoken(language) for language in office().languages)
    assert network.how.uk != network.how.pl
    assert "bezpłat" in network.cost
