"""The composition root: where every address of the site leads."""

from __future__ import annotations

from django.urls import include, path, re_path, register_converter
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from hub.admin.accounts import AccountView
from hub.admin.people import report_urls
from hub.converters import NumberConverter
from hub.site.media import rendition
from hub.site.passwords import document_password, page_password

register_converter(NumberConverter, "number")

handler400 = "hub.site.error_views.bad_request"
handler500 = "hub.site.error_views.server_error"

urlpatterns = [
    path("beheer/", include(report_urls())),  # before Wagtail's, at the same addresses
    path("beheer/account/", never_cache(require_admin_access(AccountView.as_view()))),
    path("beheer/", include("hub.admin.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/authenticate_with_password/<int:restriction_id>/", document_password),
    path("documenten/", include(wagtaildocs_urls)),
    # Wagtail's second login, for restricted pages, knows no limits: there is one door.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", page_password),
    re_path(r"^media/(?P<name>images/.+)$", rendition),
    path("", include("hub.site.urls")),
    path("", include("home.urls")),
    path("", include("organisations.urls")),
    path("", include("editorial.urls")),
    path("", include("solutions.feeds")),
    path("", include("solutions.urls")),
    path("", include("search.urls")),
    path("", include("operations.urls")),
    path("", include(wagtail_urls)),
]
