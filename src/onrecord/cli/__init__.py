"""The command line: parse, call, print.

Exit codes: 0 all went well; 1 some reports could not be read (the others were); 2 the call is wrong; 3 nothing
was read.
"""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
