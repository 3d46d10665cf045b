#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""exchangelib, told an address and a password and no more, finds the lab by the real names: `fblab exec --isolated`.

usage: discovery_test.py FBLAB
Exit status 77: skipped, because python3-exchangelib is not installed or namespaces are not allowed here.
"""
import datetime
import os
import subprocess
import sys

from lab import next_working_day, skip

try:
    import exchangelib
except ImportError as reason:
    skip(f"exchangelib cannot be imported ({reason}); apt-get install python3-exchangelib")

UNUSABLE = 3
ROWS = [("00a", "outlook.office365.com ['Busy'"), ("06a", "user-context in the token is ambiguous"),
        ("09", "could not be found in Active Directory"), ("12", "does not have access to free/busy data"),
        ("13", "403: Forbidden ( The server denied"), ("16a", "because the requester is from a different organization")]


def look_up():
    """Inside: what the variables of `exec` say, and nothing else."""
    credentials = exchangelib.Credentials(os.environ["FBLAB_USER"], os.environ["FBLAB_PASSWORD"])
    account = exchangelib.Account(primary_smtp_address=os.environ["FBLAB_REQUESTER"], credentials=credentials,
                                  autodiscover=True, access_type=exchangelib.DELEGATE,
                                  default_timezone=exchangelib.EWSTimeZone("UTC"))
    start = exchangelib.EWSDateTime.from_datetime(next_working_day())
    try:
        view = next(iter(account.protocol.get_free_busy_info(
            accounts=[(os.environ["FBLAB_MAILBOX"], "Required", False)], start=start,
            end=start + datetime.timedelta(days=3))))
        print(view if isinstance(view, Exception) else
              f"{account.protocol.server} {[event.busy_type for event in view.calendar_events]}")
    except exchangelib.errors.ResponseMessageError as problem:
        print(problem)


def ask(fblab, scenario):
    done = subprocess.run([fblab, "exec", "--isolated", "--scenario", scenario, "--", sys.executable, __file__],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    if done.returncode == UNUSABLE:
        skip(done.stderr.strip())
    return done.stdout.strip() or done.stderr[-600:]


def main(fblab):
    wrong = 0
    for scenario, words in ROWS:
        answer = ask(fblab, scenario)
        good = words in answer
        wrong += not good
        print(f"{'ok  ' if good else 'FAIL'} {scenario}: {answer}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1]))
    look_up()
