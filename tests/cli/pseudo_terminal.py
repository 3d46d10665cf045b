# SPDX-License-Identifier: MIT
"""A program at a terminal of 80 columns and 24 lines, driven as somebody types."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios

DEADLINE = 60  # s without a byte: no measure, but an end for what hangs
TAB, UP, CTRL_C, CTRL_D, CTRL_U = "\t", "\x1b[A", "\x03", "\x04", "\x15"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    def __init__(self, command, environment=None, columns=80):
        """Whatever is not in `environment` is inherited."""
        self.text = ""  # what was read and not yet waited for
        self.seen = ""  # everything
        self.child, self.descriptor = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            os.environ.pop("COLUMNS", None)
            os.environ.update({"TERM": "xterm", "PAGER": ""} | (environment or {}))
            os.execv(command[0], [str(word) for word in command])

    def read(self):
        """More text; "": the program has ended."""
        if not select.select([self.descriptor], [], [], DEADLINE)[0]:
            raise AssertionError(f"nothing more came, after {self.seen[-2000:]!r}")
        try:
            text = os.read(self.descriptor, 65536).decode(errors="replace")
        except OSError:
            text = ""
        self.text += text
        self.seen += text
        return text

    def wait(self, words):
        """Until the words appear; what stood before them, without the escapes of the editor."""
        while words not in self.text:
            if not self.read():
                raise AssertionError(f"{words!r} did not appear before the end, but {self.seen[-2000:]!r}")
        before, self.text = self.text.split(words, 1)
        return ESCAPES.sub("", before)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def say(self, line, words):
        """Types a line and waits for what must follow."""
        self.type(line + "\n")
        return self.wait(words)

    def kill(self, how=signal.SIGKILL):
        os.kill(self.child, how)
        return self.end()

    def hang_up(self):
        os.close(self.descriptor)
        return self.reap()

    def end(self):
        """Its exit status, when it has ended; negative: the signal."""
        while self.read():
            continue
        os.close(self.descriptor)
        return self.reap()

    def reap(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
