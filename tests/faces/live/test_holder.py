"""The holder of a ticket through a real server: the own visit, the own wishes, and nothing of anybody else."""


def take(served) -> dict:
    answer = served.command(None, do="take", matters=["pismo"])
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_holder_sees_and_steers_the_own_visit_only(served) -> None:
    told = take(served)
    with served.client() as client:
        page = f"/live/demo/ticket/{told['code']}"
        view = client.get(page)
        assert view.json()["ticket"] == told["ticket"]
        assert client.get(page, headers={"if-none-match": view.headers["etag"]}).status_code == 304
        wish = client.post(page, json={"do": "ask_officer", "department": "UG"})
        assert wish.status_code == 200, wish.text
        assert client.get(page).json()["wish"]["asked_by"] == "client"
        assert client.post(page, json={"do": "call_next", "desk": "1"}).status_code == 422
        assert client.post(page, json={"do": "leave", "visit": 1}).status_code == 422
        assert client.post(page, json={"do": "withdraw_wish"}).status_code == 200
        assert client.post(page, json={"do": "step_out", "minutes": 10}).status_code == 200
        assert client.get(page).json()["state"] == "parked"
        assert client.post(page, json={"do": "resume"}).status_code == 200
        assert client.post(page, json={"do": "leave"}).status_code == 200
        assert client.get(page).json()["state"] == "left"


def test_of_several_wishes_the_holder_reaches_each_of_the_own_ones_and_no_other(served) -> None:
    told, other = take(served), take(served)
    with served.client() as client:
        page = f"/live/demo/ticket/{told['code']}"
        first, second = (client.post(page, json={"do": "ask_officer", **asked}).json()["wish"]
                         for asked in ({"department": "UG"}, {"named": "ug-3"}))
        foreign = client.post(f"/live/demo/ticket/{other['code']}", json={"do": "ask_officer"}).json()["wish"]
        view = client.get(page).json()
        assert [view["wish"]["number"], *(wish["number"] for wish in view["wishes"])] == [first, second]
        assert client.post(page, json={"do": "withdraw_wish", "wish": foreign}).status_code == 404
        assert client.post(page, json={"do": "withdraw_wish", "wish": second}).status_code == 200
        view = client.get(page).json()
        assert (view["wish"]["number"], view["wishes"]) == (first, [])
