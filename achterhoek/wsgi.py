"""WSGI entry point, for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "achterhoek.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # all pages now, not while the first visitor waits

# What was loaded stays: to look through it for garbage took a tenth of a second, in the
# middle of somebody's request.
gc.collect()
gc.freeze()
