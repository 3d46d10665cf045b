#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Of every variant: which logs have its requests, with which status, and so which have not. server_logs.tsv says it.

usage: server_logs_test.py FBLAB [--print] [ID...]
"""
import collections
import csv
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server_logs.tsv")
ATTEMPTS = 4  # what strikes now and then strikes within so many look-ups
# What a kind is called in the table, and how its files are known
KINDS = [
    ("W3SVC1", r"^(?P<server>[\w-]+)/inetpub/logs/LogFiles/W3SVC1/u_ex\d{6}\.log$"),
    ("W3SVC2", r"^(?P<server>[\w-]+)/inetpub/logs/LogFiles/W3SVC2/u_ex\d{6}\.log$"),
    ("HTTPERR", r"^(?P<server>[\w-]+)/Windows/System32/LogFiles/HTTPERR/httperr1\.log$"),
    ("HttpProxy", r"^(?P<server>[\w-]+)/Logging/HttpProxy/(Ews|Autodiscover)/HttpProxy_\d{10}-1\.LOG$"),
    ("Ews", r"^(?P<server>[\w-]+)/Logging/Ews/Ews_\d{10}-1\.LOG$"),
    ("Autodiscover", r"^(?P<server>[\w-]+)/Logging/Autodiscover/Autodiscover_\d{10}-1\.LOG$"),
    ("TMG", r"^TMG01/Logs/ISALOG_\d{8}_WEB_000\.w3c$"),
    ("proxy", r"^PROXY01/access\.log$"),
    ("dns", r"^(?P<server>DNS[\w-]+)/Windows/System32/dns/dns\.log$"),
    ("firewall", r"^FW01/firewall\.log$"),
    ("agent", r"^msappproxy\.net/access\.log$"),
    ("domino", r"^NOTES01/domino/data/domino/logs/access\.log$"),
    ("website", r"^contoso\.com/access\.log$"),
    ("application", r"^[\w-]+/Windows/System32/winevt/Logs/Application\.(xml|txt)$"),
    ("system", r"^[\w-]+/Windows/System32/winevt/Logs/System\.(xml|txt)$"),
    ("security", r"^[\w-]+/Windows/System32/winevt/Logs/Security\.(xml|txt)$"),
    ("tokens", r"^EntraID/ServicePrincipalSignIns\.jsonl$"),
    ("graph", r"^EntraID/MicrosoftGraphActivityLogs\.jsonl$"),
    ("gateway", r"^FederationGateway/SignIns\.jsonl$"),
]


def kind_of(path):
    for kind, pattern in KINDS:
        found = re.match(pattern, path)
        if found:
            return kind, found.groupdict().get("server")
    raise ValueError(f"a log of no kind: {path}")


def records(file):
    """A line as names and values, of whichever form."""
    fields = re.search(r"#Fields: (.*)\r\n", file["head"])
    for line in file["lines"] if not file["path"].endswith(".txt") else []:
        if fields and "," in fields[1]:
            yield dict(zip(fields[1].split(","), next(csv.reader([line.rstrip("\r\n")]))))
        elif fields:
            separator = "\t" if "\t" in fields[1] else " "
            yield dict(zip(fields[1].split(separator), line.rstrip("\r\n").split(separator)))
        elif line.startswith("<Event"):
            yield {"sc-status": re.search(r"<EventID>(\d+)<", line)[1]}
        elif line.startswith("{"):
            yield json.loads(line)
        elif " PACKET " in line:
            yield {"sc-status": re.search(r" R Q \[\w{4} [ A] DR +(\w+)\] \w+ +(\(\d+\)[\w-]+)+\(0\)\r\n$", line)[1]}
        elif " action=" in line:
            yield dict(word.split("=", 1) for word in line.split() if "=" in word)
        else:
            found = re.match(r'(\S+) - - \[[^\]]+\] "(\S+) (\S+) HTTP/1\.1" (\d+) ', line)
            yield {"c-ip": found[1], "cs-uri-stem": found[3], "sc-status": found[4]}


def endpoint(record):
    path = next((record[name] for name in ("cs-uri-stem", "cs-uri", "UrlStem") if name in record), "").lower()
    return ":ews" if "/ews/" in path else ":autodiscover" if "/autodiscover" in path else ""


def status(record):
    if "action" in record and "stage" in record:
        return f"{record['action']}@{record['stage']}"
    if isinstance(record.get("status"), dict):
        return str(record["status"]["errorCode"])
    return str(next(record[name] for name in ("sc-status", "HttpStatus", "ResponseStatusCode") if name in record))


def summary(files):
    """{"W3SVC1:ews": "401"}; of Exchange Online with "cloud-" before it."""
    found = collections.OrderedDict()
    for file in files:
        kind, server = kind_of(file["path"])
        cloud = "cloud-" if re.match(r"(DB|AM)\d+PR|DNS-EXO", server or "") else ""
        for record in records(file):
            found.setdefault(cloud + kind + endpoint(record), []).append(status(record))
    return " ".join(f"{name}={','.join(statuses)}" for name, statuses in sorted(found.items())) or "-"


def look_up(lab, identifier):
    """The logs of the first look-up that fails, and whether there is one."""
    lab.post("/reset")
    lab.arm(identifier)
    for _ in range(ATTEMPTS):
        lab.ask_without_answer("DELETE", "/journal")
        if not lab.ask("/status")["look_up"]["ok"]:
            break
    return lab.ask("/logs")


def agree(logs):
    """All logs of a request have the same id, agent and address of the client."""
    by_id = collections.defaultdict(set)
    for file in logs["files"]:
        for record in records(file):
            found = re.search(r"cafeReqId=([^;]+);", record.get("cs-uri-query", "")) or [None, record.get("RequestId")]
            if found[1]:
                agent = (record.get("UserAgent") or record.get("cs(User-Agent)", "")).replace("+", " ")
                by_id[found[1]].add((agent, record.get("c-ip") or record.get("ClientIpAddress"),
                                     record.get("sc-status") or record.get("HttpStatus")))
    return all(len(seen) == 1 for seen in by_id.values()), dict(by_id)


def expected():
    """{variant: what its logs have; "||" between what they may have where chance decides}"""
    with open(TABLE, encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))


def two_servers(report, lab):
    """Behind a load balancer each writes its own set."""
    lab.post("/reset")
    lab.run("lab", "New-LabLoadBalancer onprem -Servers EX01,EX02")
    for _ in range(4):
        lab.ask("/status")
    files = lab.ask("/logs")["files"]
    folders = {file["path"].split("/")[0] for file in files}
    report.expect({"EX01", "EX02"} <= folders, "two servers write two sets", folders)
    joined = join(files)
    report.expect({server for _, server in joined} == {"EX01", "EX02"} and len({request for request, _ in joined}) == len(joined),
                  "each request is in the logs of one server", list(joined))
    wrong = {key: facts for key, facts in joined.items() if not is_one_request(facts)}
    report.expect(not wrong, "and is the same in all of them: kinds, times, agent, addresses, status, sizes", wrong)


# What the kinds of logs call the same fact.
FACTS = {"agent": ("cs(User-Agent)", "UserAgent"), "client": ("c-ip", "ClientIpAddress"), "status": ("sc-status", "HttpStatus"),
         "asked": ("RequestBytes", "RequestSize"), "answered": ("ResponseBytes", "ResponseSize"),
         "taken": ("time-taken", "TotalRequestTime"), "server": ("ServerHostName",)}


def moment(record):
    return (record["date"] + "T" + record["time"] if "date" in record else record["DateTime"])[:19]


def join(files):
    """{(id of a request, its server): {fact: its values, "kinds": ..., "moments": ...}}"""
    joined = collections.defaultdict(lambda: collections.defaultdict(set))
    for file in files:
        kind, server = kind_of(file["path"])
        for record in records(file) if server and not re.match("DB|AM|DNS", server) else []:
            found = re.search(r"cafeReqId=([^;]+);", record.get("cs-uri-query", "")) or [None, record.get("RequestId")]
            if not found[1]:
                continue
            facts = joined[(found[1], server)]
            facts["kinds"].add(kind)
            facts["moments"].add(moment(record))
            for fact, names in FACTS.items():
                facts[fact] |= {record[name].replace("+", " ") for name in names if record.get(name)}
    return joined


def is_one_request(facts):
    """Passed on it is in four logs, else in two; never with two values of a fact."""
    behind = facts["kinds"] - {"W3SVC1", "HttpProxy"}
    passed_on = not behind or ("W3SVC2" in behind and len(behind) == 2)
    told = {"moments", "agent", "client", "status", "server"}  # of an empty request or answer the size is
    return passed_on and {"W3SVC1", "HttpProxy"} <= facts["kinds"] and all(
        len(values) == 1 or (not values and fact not in told) for fact, values in facts.items() if fact != "kinds")


def refusals(report, lab):
    for path in ("/logs?after=x", "/logs?limit=-1"):
        report.expect(lab.refusal(path) == 400, f"{path} is refused")
    logs = lab.ask("/logs?limit=1")
    report.expect(logs["entries"] <= 1 and logs["next"] <= 1 + lab.ask("/journal?limit=1")["first"], "a page", logs)


class Lab(labs.Lab):
    def ask_without_answer(self, method, path):
        request = labs.urllib.request.Request(self.ready["admin"] + path, method=method,
                                              headers={"Authorization": "Bearer " + self.ready["admin_token"]})
        labs.urllib.request.urlopen(request, timeout=60).read()

    def refusal(self, path):
        try:
            self.ask(path)
        except labs.urllib.error.HTTPError as refusal:
            return refusal.code
        return 200


def main(fblab, *wanted):
    report = labs.Report()
    table = expected() if "--print" not in wanted else {}
    wanted = [word for word in wanted if word != "--print"]
    with Lab(fblab) as lab:
        variants = [variant["id"] for scenario in lab.ask("/scenarios")["scenarios"] for variant in scenario["variants"]]
        for identifier in sorted(variants):
            if wanted and identifier not in wanted:
                continue
            logs = look_up(lab, identifier)
            seen = summary(logs["files"])
            if not table:
                print(f"{identifier}\t{seen}")
                continue
            same, ids = agree(logs)
            report.expect(seen in table.get(identifier, "").split(" || "), identifier, f"{seen}\n  expected {table.get(identifier)}")
            if not same:
                report.expect(False, f"{identifier}: the logs agree", ids)
        if not table:
            return 0
        report.expect(wanted or set(table) <= set(variants), "no row without a variant", set(table) - set(variants))
        two_servers(report, lab)
        refusals(report, lab)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
