"""The web process: refuses to start while a setting is wrong, and says which one."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")

from hub.settings.env import env

application = get_wsgi_application()
if env.problems:
    raise ImproperlyConfigured("\n".join(problem.message for problem in env.problems))
