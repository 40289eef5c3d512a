"""Starts a program in a session of its own, its output added to a file, and returns at once.

    detach.py LOG PROGRAM [ARGUMENT]...

Prints {"pid": …}. The program has no terminal and no pipe of the caller's: their end does not reach
it. Standard library only, Python 3.9 and later.
"""

import json
import os
import signal
import subprocess
import sys


def main(log, argv):
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(log, flags, 0o600)
    options = {}
    if os.name == "nt":
        options["creationflags"] = (
            subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        )
    else:
        options["start_new_session"] = True
        # a shell starts what stands before "&" with SIGINT ignored, and that is handed on
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
    program = subprocess.Popen(
        argv, stdin=subprocess.DEVNULL, stdout=handle, stderr=handle, close_fds=True, **options
    )
    print(json.dumps({"pid": program.pid}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
