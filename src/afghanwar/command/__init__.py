"""The command ``afghanwar``: checks, answers and exports for a terminal."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from afghanwar.command import answers, check, export
from afghanwar.command.console import say
from afghanwar.errors import AfghanwarError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words of the command line; those of the process by default.

    Returns:
        The exit status: 0 where all is well; 1 where a fault was found, where the library raised one of its errors,
        which is printed, or where the output cannot be written, as on a full disk or where ``head`` has closed it; 130
        where the command was interrupted. A wrong command line ends the process with 2.
    """
    # A stream that was closed before the start is None.
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream is not None]
    try:
        try:
            return _run(arguments)
        finally:
            # What is still buffered would otherwise be written when Python exits, too late to catch an error.
            for stream in streams:
                stream.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            with suppress(OSError):  # It may be this stream that cannot be written.
                say(f"the output cannot be written ({error.strerror}); write it elsewhere", error=True)
        # As the documentation of Python says: nothing may be left to be written at exit.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in streams:
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(
        prog="afghanwar", description="Ask the dataset, write it for other programs, or check seeds and passages."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (answers, export, check):
        group.add_to(commands)
    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
    # A ValueError is for an argument, an ImportError for an extra that is not installed.
    except (AfghanwarError, ValueError, ImportError) as error:
        say(str(error), error=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return status
