"""Addresses of what visitors do with solutions besides reading them."""

from __future__ import annotations

from django.urls import path

from solutions import question_views

urlpatterns = [
    path("stel-een-vraag/<int:pk>/", question_views.ask, name="ask"),
    path("stel-een-vraag/<int:pk>/verstuurd/", question_views.sent, name="ask_sent"),
]
