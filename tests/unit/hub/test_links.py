"""What the links of a page repeat of its own address: enough to go on, never so much that the page grows with it."""

from django.http import QueryDict

from hub.links import LONGEST_VALUE, MOST_CARRIED, address_here, carried, page_url


def long_address():
    query = QueryDict(mutable=True)
    query["q"] = "x" * 3_000
    query.setlist("domein", [f"waarde-{number}" * 10 for number in range(100)])
    return query


def test_an_ordinary_address_is_carried_on_as_it_is():
    query = QueryDict("q=meldingen+openbare+ruimte&domein=a&domein=b&sorteer=nieuwste&leeg=")
    assert carried(query).urlencode() == query.urlencode()


def test_a_long_value_is_cut_and_what_is_too_much_is_left_out():
    short = carried(long_address())
    assert len(short["q"]) == LONGEST_VALUE
    assert len(short.getlist("domein")) > 1
    assert sum(len(value) for values in dict(short.lists()).values() for value in values) <= MOST_CARRIED


def test_the_address_itself_stays_as_it_was():
    query = long_address()
    carried(query)
    assert len(query["q"]) == 3_000


def test_a_page_of_a_list_keeps_the_rest_of_the_address(rf):
    request = rf.get("/organisaties/?naam=delft&pagina=3")
    assert page_url(request, 2) == "/organisaties/?naam=delft&pagina=2"
    assert page_url(request, 1) == "/organisaties/?naam=delft"
    assert address_here(request) == "/organisaties/?naam=delft&pagina=3"
    assert address_here(rf.get("/organisaties/")) == "/organisaties/"
