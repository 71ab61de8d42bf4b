#!/usr/bin/env python
"""Django's command-line entry point."""

import os
import sys

from django.core.management import execute_from_command_line

from achterhoek.environment import Wrong

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "achterhoek.settings")
    try:
        execute_from_command_line(sys.argv)
    except Wrong as wrong:
        sys.exit(str(wrong))  # to whom runs it, where that was says nothing
