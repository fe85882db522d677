"""`python -m bot`: checks the Python version, then runs the command line."""

import sys

LEAST_PYTHON = (3, 11)

if sys.version_info < LEAST_PYTHON:
    sys.stderr.write("error: Python %d.%d or newer is needed\n" % LEAST_PYTHON)  # noqa: UP031 - for it
    sys.exit(2)

from bot.cli import main  # noqa: E402 - an older Python cannot read it

if __name__ == "__main__":
    sys.exit(main())
