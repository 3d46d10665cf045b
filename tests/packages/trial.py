# SPDX-License-Identifier: MIT
"""What was tried, and how it went; and the commands of the README that are tried."""
import re
import sys

SKIPPED = 77


class Trial:
    wrong = skipped = 0

    def check(self, name, good, seen=""):
        self.wrong += not good
        print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}", flush=True)
        return good

    def skip(self, sentence):
        self.skipped += 1
        print(f"SKIPPED: {sentence}", flush=True)

    def end(self):
        """Does not return."""
        sys.exit(1 if self.wrong else SKIPPED if self.skipped else 0)


def readme_lines(source, beginning):
    """The commands of the README's console blocks that begin so, without their remarks."""
    text = (source / "README.md").read_text(encoding="utf-8").replace("\\\n", "")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    lines = [re.sub(r"\s{2,}#.*", "", line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if line.startswith(beginning)]
