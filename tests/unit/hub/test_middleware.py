"""One transaction for every unsafe request, and a policy for each side of the site."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from hub.middleware import UnsafeMethodsInOneTransaction
from hub.models import Tag

pytestmark = pytest.mark.django_db(transaction=True)


def through(method, view):
    request = getattr(RequestFactory(), method)("/")
    return UnsafeMethodsInOneTransaction(lambda request: HttpResponse()).process_view(request, view, [], {})


def test_an_unsafe_request_runs_in_a_transaction():
    def view(request):
        return HttpResponse(str(connection.in_atomic_block))

    assert through("post", view).content == b"True"


def test_a_safe_request_goes_its_usual_way():
    assert through("get", lambda request: HttpResponse()) is None


def test_what_a_failing_view_wrote_is_undone():
    def view(request):
        Tag.objects.create(name="half werk")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        through("post", view)
    assert not Tag.objects.exists()


def test_the_public_site_allows_nothing_inline_and_the_admin_its_own(client):
    public = client.get("/")["Content-Security-Policy"]
    admin = client.get("/beheer/login/")["Content-Security-Policy"]
    assert "unsafe-inline" not in public
    assert "default-src 'none'" in public
    assert "unsafe-inline" in admin
