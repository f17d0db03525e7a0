#!/bin/sh
# What must be done once before a version takes over; doing it again does no harm.
# Search that is not as it should be (first start, new analysis) is built anew; the site answers meanwhile.
set -eu
python manage.py migrate --noinput
python manage.py setup_site
python manage.py collectstatic --noinput --verbosity 0
python manage.py search_status || python manage.py search_rebuild \
  || echo "Search needs attention: see docs/operations/search.md." >&2
