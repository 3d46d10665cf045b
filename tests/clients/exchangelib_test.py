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

from lab import Lab, next_working_day, skip

try:
    import exchangelib
    from exchangelib.errors import MalformedResponseError, ResponseMessageError
except ImportError as reason:
    skip(f"exchangelib cannot be imported ({reason}); apt-get install python3-exchangelib")


def ask(ready, days):
    """The busy times of the ready file's target as a list, or the text of the error."""
    door = ready["front_door"]
    os.environ["REQUESTS_CA_BUNDLE"] = ready["ca_file"]
    configuration = exchangelib.Configuration(
        service_endpoint=door["ews_url"], auth_type=exchangelib.BASIC,
        credentials=exchangelib.Credentials(door["user"], door["password"]),
        version=exchangelib.Version(exchangelib.Build(15, 1, 2507, 6)), retry_policy=exchangelib.FailFast())
    account = exchangelib.Account(
        primary_smtp_address=ready["requester"], config=configuration, autodiscover=False,
        access_type=exchangelib.DELEGATE, default_timezone=exchangelib.EWSTimeZone("UTC"))
    start = exchangelib.EWSDateTime.from_datetime(next_working_day())
    try:
        views = list(account.protocol.get_free_busy_info(
            accounts=[(ready["target"], "Required", False)], start=start, end=start + datetime.timedelta(days=days)))
    except (MalformedResponseError, ResponseMessageError) as problem:
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


def guess(ready):
    """What exchangelib finds out when it is told neither the scheme nor the version."""
    door = ready["front_door"]
    os.environ["REQUESTS_CA_BUNDLE"] = ready["ca_file"]
    configuration = exchangelib.Configuration(service_endpoint=door["ews_url"], retry_policy=exchangelib.FailFast(),
                                              credentials=exchangelib.Credentials(door["user"], door["password"]))
    account = exchangelib.Account(primary_smtp_address=ready["requester"], config=configuration, autodiscover=False,
                                  access_type=exchangelib.DELEGATE)
    return account.protocol.auth_type, account.protocol.version.api_version, account.calendar.name


def squeeze(text):
    return " ".join(text.split()).lower()


# Who does not ask through the front door, and so is not played here.
OTHER_CLIENTS = {"outlook": "Outlook's own discovery comes before any EWS request"}

# Exchange Online of these years lets listed applications at EWS and nobody else.
GATE = {"2026": "EWS is blocked by policy for this user or tenant"}
GATED = ("ann@contoso.com",)


# Failures that nobody meets who asks for busy times alone.
SEEN_BY_OTHERS = {"24b": "only who asks for suggestions meets it",
                  "xGraphShift": "nobody is told, and who asks in UTC gets the right times"}


# Whom a scenario brings in: they have nothing to do yet.
NEWCOMERS = {"eve@contoso.com"}


def scenarios(fblab):
    listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    for row in listed:
        shown = json.loads(subprocess.run([fblab, "show", row["id"], "--json"], check=True,
                                          stdout=subprocess.PIPE).stdout)
        for variant in shown["variants"]:
            if variant["client"] in OTHER_CLIENTS:
                print(f"skip {variant['id']}: {OTHER_CLIENTS[variant['client']]}")
                continue
            errors = shown["errors"] + ([variant["error"]] if variant["error"] else [])
            yield variant, errors, row["id"] == "00" or row["id"] in SEEN_BY_OTHERS


def judge(answer, errors, healthy, target):
    if healthy:
        return isinstance(answer, list) and (len(answer) > 0 or target in NEWCOMERS)
    return isinstance(answer, str) and any(squeeze(error) in squeeze(answer) for error in errors)


def main(fblab):
    lab, wrong = Lab(fblab), 0
    try:
        found = guess(lab.ready)
        wrong += found != ("NTLM", "Exchange2016", "Calendar")
        print(f"{'ok  ' if not wrong else 'FAIL'} guesses: {found}")
        for variant, errors, healthy in scenarios(fblab):
            identifier, attempts, target = variant["id"], variant["attempts"], variant["target"]
            lab.arm(identifier)
            answer = ask_often(lab.ready, attempts, 7 if healthy else 1)
            gate = GATE.get(variant["era"]) if variant["requester"] in GATED else None
            good = gate in answer if gate else judge(answer, errors, healthy, target)
            wrong += not good
            print(f"{'ok  ' if good else 'FAIL'} {identifier}: {answer}")
            if not healthy and not gate:
                lab.post("/repair")
                answer = ask_often(lab.ready, attempts, 7)
                good = judge(answer, errors, True, target)
                wrong += not good
                print(f"{'ok  ' if good else 'FAIL'} {identifier} repaired: {answer}")
    finally:
        lab.stop()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
