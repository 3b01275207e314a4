"""`python -m tradefacts`: the command line, if its script is not on the PATH."""

from tradefacts.cli import main

if __name__ == "__main__":
    main()
