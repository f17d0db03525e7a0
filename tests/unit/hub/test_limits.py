"""How often somebody may try something, and who somebody is."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from hub.limits import Limit, client_network, forget_attempts, mailbox, normalized
from hub.models import Attempts

TWO = Limit("test", 2, dt.timedelta(minutes=10))


@pytest.mark.django_db
class TestLimit:
    def test_it_allows_so_many_and_not_one_more_until_the_window_ends(self):
        with time_machine.travel(timezone.now(), tick=False) as clock:
            assert [TWO.take("a") for _try in range(4)] == [True, True, False, False]
            assert TWO.take("b")
            clock.shift(dt.timedelta(minutes=10))
            assert [TWO.take("a") for _try in range(3)] == [True, True, False]

    def test_limits_of_other_names_count_apart(self):
        assert TWO.take("a")
        assert Limit("other", 1, TWO.window).take("a")
        assert Attempts.objects.count() == 2

    def test_what_is_given_back_may_be_taken_again(self):
        assert [TWO.take("a"), TWO.take("a"), TWO.take("a")] == [True, True, False]
        TWO.give_back("a")
        assert [TWO.take("a"), TWO.take("a")] == [True, False]
        TWO.give_back("nobody")

    def test_the_table_tells_nothing_of_who_tried(self):
        TWO.take("jan@voorbeeld.nl")
        assert "jan" not in Attempts.objects.get().key

    def test_old_counts_are_deleted(self):
        TWO.take("a")
        assert forget_attempts() == 0
        assert forget_attempts(timezone.now() + dt.timedelta(days=2)) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
        ("192.0.2.7:50123", "192.0.2.7"),
        ("[2001:db8:1:2:3:4:5:6]:50123", "2001:db8:1:2::/64"),
    ],
)
def test_a_visitor_is_an_address_or_a_network_of_ipv6(address, network, settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_behind_a_proxy_only_the_address_that_it_added_counts(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "10.9.8.7, 192.0.2.7"}, REMOTE_ADDR="127.0.0.1")
    assert client_network(request) == "192.0.2.7"


@pytest.mark.parametrize(
    "address",
    [
        "jan@münchen.example",
        "JAN@MÜNCHEN.example",
        "jan@xn--mnchen-3ya.example",
        "jan@mün\u00adchen.example",
        "jan@münchen.example.",
        "ｊａｎ@münchen。example",
        '"jan"@münchen.example',
        '"j\\an"@münchen.example',
        "jan+1@münchen.example",
        "jan+twee@münchen.example",
    ],
)
def test_every_spelling_of_a_mailbox_is_that_mailbox(address):
    assert mailbox(address) == "jan@xn--mnchen-3ya.example"


def test_what_is_no_domain_is_compared_as_it_is_written():
    assert mailbox(f"jan@{'a' * 64}.Example") == f"jan@{'a' * 64}.example"
    assert mailbox("piet@voorbeeld.nl") != mailbox("jan@voorbeeld.nl")


def test_an_account_is_one_however_its_name_is_spelled():
    assert {normalized(name) for name in (" Susan ", "ſusan", "ｓｕｓａｎ")} == {"susan"}
