"""Addresses of what visitors do with solutions besides reading them, and of what is known of their use."""

from __future__ import annotations

from django.urls import path

from solutions import impact_views, map_views, question_views

urlpatterns = [
    path("kaart/", map_views.use_map, name="map"),
    path("cijfers/", impact_views.impact, name="impact"),
    path("cijfers/<slug:name>.csv", impact_views.table, name="impact_table"),
    path("stel-een-vraag/<int:pk>/", question_views.ask, name="ask"),
    path("stel-een-vraag/<int:pk>/verstuurd/", question_views.sent, name="ask_sent"),
]
