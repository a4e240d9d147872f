"""What goes wrong in a way that the reader can mend."""


class Trouble(Exception):
    """Something that the reader should be told without a stack trace."""
