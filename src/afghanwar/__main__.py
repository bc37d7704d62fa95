"""Run the command as ``python -m afghanwar``."""

import sys

from afghanwar.command import main

if __name__ == "__main__":
    sys.exit(main())
