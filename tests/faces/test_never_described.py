"""An office whose row is here, but which nobody has described yet, has no pages: the door says so, not each page."""

import pytest

from okienko.records.office import Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["", "board/", "hall/", "ticket/", "t/AAAA-AAAA/", "services/", "hours/",
                                  "standards/"])
def test_a_page_of_an_office_without_a_description_is_not_there(client, page):
    Office.objects.create(slug="bare", name="Bare")
    assert client.get(f"/bare/{page}").status_code == 404
