"""The addresses of organisations outside the page tree."""

from __future__ import annotations

from django.urls import path

from organisations import views
from organisations.boundaries import views as boundary_views

urlpatterns = [
    path("mijn-gemeente/", views.mine, name="mine"),
    path("kaart/nederland.svg", boundary_views.netherlands, name="boundaries"),
]
