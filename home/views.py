"""The page of a tag: everything public that has it, from every subject."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from home.tagged import tagged
from hub.models import Tag


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything public with this tag; a merged tag leads to the one it was merged into. 404 when nothing public is."""
    named = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    found = get_object_or_404(Tag.objects.on_public_pages(), pk=named.preferred.pk)
    if found != named:
        return redirect(found, permanent=True)
    steps = [{"title": "", "url": "/"}]
    return render(request, "home/tag.html", {"tag": found, "steps": steps, **tagged(found, request)})
