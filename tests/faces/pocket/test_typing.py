"""Without a script the phone page draws itself anew, but never under a number that somebody is typing."""


def test_a_page_on_which_a_number_is_typed_is_not_drawn_anew(office):
    given = office.give("take", matters=["dowod-wniosek"])
    office.give("ask_officer", visit=given["visit"])
    with office.client() as client:
        plain = client.get(f"/legnica/t/{given['code']}/").text
        typing = client.get(f"/legnica/t/{given['code']}/?typing=1").text
    assert 'http-equiv="refresh"' in plain and 'type="tel"' in plain
    assert f'href="/legnica/t/{given["code"]}/?typing=1"' in plain
    assert 'http-equiv="refresh"' not in typing and 'type="tel"' in typing
    assert f'<noscript><p><a href="/legnica/t/{given["code"]}/">' in typing
