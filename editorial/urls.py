"""Addresses of the feeds and calendars of what VNG's editors publish."""

from __future__ import annotations

from django.urls import path

from editorial import feeds, views

urlpatterns = [
    path("feeds/nieuws/", feeds.NewsFeed(), name="feed_news"),
    path("feeds/agenda/", feeds.EventFeed(), name="feed_events"),
    path("feeds/publicaties/", feeds.PublicationFeed(), name="feed_publications"),
    path("feeds/agenda.ics", views.calendar, name="calendar"),
    path("feeds/agenda/<number:pk>.ics", views.event_calendar, name="event_calendar"),
]
