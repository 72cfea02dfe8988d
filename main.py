"""The door: hands the arguments to elearn.cli; PyInstaller's entry, too."""

import sys

from elearn.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
