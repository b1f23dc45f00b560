"""L02: whoever comes learns how to settle the matter, in everyday words."""

from okienko.core.catalogue.search import find

from .conftest import office


def test_a_resident_who_lost_the_id_card_finds_the_card_of_that_matter():
    legnica = office()
    found = find(legnica, "zgubiłem dowód")[:3] or find(legnica, "dowód utrata")[:3]
    assert "dowod-utrata" in [row.id for row in found]
    card = legnica.services["dowod-utrata"]
    assert card.fee and card.deadline and card.where and card.legal_basis


def test_every_card_says_what_it_costs_how_long_and_where():
    for card in office().services.values():
        assert card.fee and card.deadline and card.where and card.legal_basis


def test_a_matter_of_another_authority_is_referred_with_address_and_reason():
    found = find(office(), "paszport")
    assert found[0].is_referral
    referral = office().referrals[found[0].id]
    assert referral.where and referral.why
