#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""exchangelib, an outside EWS client, asks the front door: the healthy events, and the documented text of every scenario.

usage: exchangelib_test.py FBLAB
Exit status 77: skipped, because python3-exchangelib is not installed.
"""
import datetime
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

try:
    import exchangelib
    from exchangelib.errors import ResponseMessageError
except ImportError as reason:
    print(f"SKIPPED: exchangelib cannot be imported ({reason}); apt-get install python3-exchangelib", file=sys.stderr)
    sys.exit(77)


class Lab:
    """`fblab serve` as a child; switched over its admin API."""

    def __init__(self, fblab):
        self.folder = tempfile.TemporaryDirectory()
        self.ready_file = os.path.join(self.folder.name, "ready.json")
        self.child = subprocess.Popen([fblab, "serve", "--ready-file", self.ready_file], stdout=subprocess.PIPE)
        self.child.stdout.readline()  # printed when every port listens
        self.read()

    def read(self):
        with open(self.ready_file, encoding="utf-8") as file:
            self.ready = json.load(file)
        os.environ["REQUESTS_CA_BUNDLE"] = self.ready["ca_file"]

    def post(self, path, body=None):
        request = urllib.request.Request(
            self.ready["admin"] + path, data=json.dumps(body or {}).encode(), method="POST",
            headers={"Authorization": "Bearer " + self.ready["admin_token"], "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
        self.read()

    def stop(self):
        self.child.terminate()
        self.child.communicate(timeout=30)
        self.folder.cleanup()


def ask(ready, days):
    """The busy times of the ready file's target as a list, or the text of the error."""
    door = ready["front_door"]
    configuration = exchangelib.Configuration(
        service_endpoint=door["ews_url"], auth_type=exchangelib.BASIC,
        credentials=exchangelib.Credentials(door["user"], door["password"]),
        version=exchangelib.Version(exchangelib.Build(15, 1, 2507, 6)), retry_policy=exchangelib.FailFast())
    account = exchangelib.Account(
        primary_smtp_address=ready["requester"], config=configuration, autodiscover=False,
        access_type=exchangelib.DELEGATE, default_timezone=exchangelib.EWSTimeZone("UTC"))
    start = exchangelib.EWSDateTime.from_datetime(datetime.datetime.now(datetime.timezone.utc)).replace(
        hour=0, minute=0, second=0, microsecond=0)
    start += datetime.timedelta(days={4: 3, 5: 2}.get(start.weekday(), 1))  # the next working day, as fbcheck asks
    try:
        views = list(account.protocol.get_free_busy_info(
            accounts=[(ready["target"], "Required", False)], start=start, end=start + datetime.timedelta(days=days)))
    except ResponseMessageError as problem:
        return str(problem)
    if isinstance(views[0], Exception):
        return str(views[0])
    return [event.busy_type for event in views[0].calendar_events or []]


def ask_often(ready, attempts, days):
    """The first answer that is an error, or the last: some causes do not always strike."""
    for _ in range(attempts):
        answer = ask(ready, days)
        if isinstance(answer, str):
            break
    return answer


def squeeze(text):
    return " ".join(text.split()).lower()


# Who does not ask through the front door, and so is not played here.
OTHER_CLIENTS = {"outlook": "Outlook's own discovery comes before any EWS request"}

# Failures that nobody meets who asks for busy times alone.
SEEN_BY_OTHERS = {"24b": "only who asks for suggestions meets it"}


def scenarios(fblab):
    listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    for row in listed:
        shown = json.loads(subprocess.run([fblab, "show", row["id"], "--json"], check=True,
                                          stdout=subprocess.PIPE).stdout)
        for variant in shown["variants"]:
            if variant["client"] in OTHER_CLIENTS:
                print(f"skip {variant['id']}: {OTHER_CLIENTS[variant['client']]}")
                continue
            yield variant["id"], shown["errors"], row["id"] == "00" or row["id"] in SEEN_BY_OTHERS, variant["attempts"]


def judge(answer, errors, healthy):
    if healthy:
        return isinstance(answer, list) and len(answer) > 0
    return isinstance(answer, str) and any(squeeze(error) in squeeze(answer) for error in errors)


def main(fblab):
    lab, wrong = Lab(fblab), 0
    try:
        for identifier, errors, healthy, attempts in scenarios(fblab):
            lab.post("/arm", {"id": identifier})
            answer = ask_often(lab.ready, attempts, 7 if healthy else 1)
            good = judge(answer, errors, healthy)
            wrong += not good
            print(f"{'ok  ' if good else 'FAIL'} {identifier}: {answer}")
            if not healthy:
                lab.post("/repair")
                answer = ask_often(lab.ready, attempts, 7)
                good = judge(answer, errors, True)
                wrong += not good
                print(f"{'ok  ' if good else 'FAIL'} {identifier} repaired: {answer}")
    finally:
        lab.stop()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
