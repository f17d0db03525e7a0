"""The URLs of search and its API."""

from __future__ import annotations

from django.urls import path

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
]
