"""The command ``afghanwar``: questions, exports and checks in a terminal."""

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
        arguments: The command-line arguments; those of the process by default.

    Returns:
        The exit status: 0 for success; 1 if a fault was found, if the library raised an error, which is printed, or if
        the output cannot be written, for example because the disk is full or ``head`` has closed it; 130 if the command
        was interrupted. A wrong command line ends the process with status 2.
    """
    # A stream that was closed before the process started is None.
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream is not None]
    try:
        try:
            return _run(arguments)
        finally:
            # Otherwise Python would flush the buffers at exit, too late to catch an error.
            for stream in streams:
                stream.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            with suppress(OSError):  # This stream may be the one that cannot be written.
                say(f"the output cannot be written ({error.strerror}); write it elsewhere", error=True)
        # The documentation of Python recommends this, so that flushing at exit cannot fail.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in streams:
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(
        prog="afghanwar", description="Query the dataset, export it, or check seeds and passages."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (answers, export, check):
        group.add_to(commands)
    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
    # A ValueError means a bad argument, an ImportError an extra that is not installed.
    except (AfghanwarError, ValueError, ImportError) as error:
        say(str(error), error=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return status
