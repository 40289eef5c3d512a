"""Runs a program on a terminal of its own and hangs up once it has printed a text.

    terminal.py TEXT PROGRAM [ARGUMENT]...

Prints how the program ended: its exit code, or a signal with a minus sign.
"""

import os
import pty
import signal
import sys

text, argv = sys.argv[1].encode("utf-8"), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    # whoever started the tests may be deaf to it, by nohup
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.execvp(argv[0], argv)
printed = b""
while text not in printed:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        more = b""
    if not more:
        sys.exit("it ended before it printed that: " + printed.decode("utf-8", "replace"))
    printed += more
os.close(terminal)
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status))
