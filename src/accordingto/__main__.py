"""``python -m accordingto`` is the command ``accordingto``."""

from accordingto.cli.app import main

if __name__ == "__main__":
    main()
