"""Addresses of what visitors do with solutions besides reading them, and of what is known of their use."""

from __future__ import annotations

from django.urls import path

from solutions.comparison import views as comparison_views
from solutions.contact import views as question_views
from solutions.impact import views as impact_views
from solutions.usage_map import views as map_views

urlpatterns = [
    path("kaart/", map_views.use_map, name="map"),
    path("cijfers/", impact_views.impact, name="impact"),
    path("cijfers/<slug:name>.csv", impact_views.table, name="impact_table"),
    path("vergelijken/", comparison_views.compare_page, name="compare"),
    path("vergelijken/csv/", comparison_views.compare_csv, name="compare_csv"),
    path("vergelijken/bewaren/", comparison_views.compare_keep, name="compare_keep"),
    path("stel-een-vraag/", question_views.ask, name="ask_editors"),
    path("stel-een-vraag/verstuurd/", question_views.sent, name="ask_editors_sent"),
    path("stel-een-vraag/<number:pk>/", question_views.ask, name="ask"),
    path("stel-een-vraag/<number:pk>/verstuurd/", question_views.sent, name="ask_sent"),
]
