"""``python -m cchc_rules`` is the command ``cchc-rules``."""

import sys

from cchc_rules.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
