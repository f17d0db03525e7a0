"""The addresses of the search, its API and the site's health."""

from __future__ import annotations

from django.urls import path

from search.health import Health, alive
from search.site import views
from search.site.api import api
from search.site.click_views import chosen
from search.site.feeds import SearchFeed

urlpatterns = [
    path("zoeken/", views.search, name="search"),
    path("zoeken/suggesties/", views.suggestions, name="search_suggestions"),
    path("zoeken/gekozen/", chosen, name="search_chosen"),
    path("oplossingen/", views.solutions, name="search_solutions"),
    path("ervaringen/", views.experiences, name="search_experiences"),
    path("feeds/zoeken/", SearchFeed(), name="feed_search"),
    path("api/v1/", api.urls),
    path("gezond/", Health.as_view(), name="health"),
    path("gezond/actief/", alive, name="alive"),
]
