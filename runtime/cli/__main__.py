"""`python -m runtime.cli`, for a machine where the command is not on the path."""

import sys

from runtime.cli import main

if __name__ == "__main__":
    sys.exit(main())
