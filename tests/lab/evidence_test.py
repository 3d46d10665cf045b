#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Packs of evidence: fbcheck classify names what is armed from nearly every one, also where the asker's own evidence is missing it
names nothing that is not, and no hop but the one where it ended; no pack says which scenario it is of; tshark opens its packets
decrypted.

usage: evidence_test.py FBLAB FBCHECK [--verbose] [--first] [ID...]; --first: of each row its first variant only
"""
import json
import os
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scenarios")
ATTEMPTS = 4
ENOUGH = 2000  # requests of 6 KB: more than a lab keeps
LEAST = 0.95
LEAST_ASKED = 0.8  # from the logs of servers and devices alone, of ALL that is broken, also what leaves nothing in them
# From the asked side alone another row fits as well, or better: the reason.
FITS = {
    **{variant: "10" for variant in ("17a", "17b", "17c", "17d")},  # a 401 without a reason
    **{variant: "x403" for variant in ("xEwsGatea", "xEwsGateb", "xEwsGatec", "xEwsGated", "xEwsGatee", "xHybridAppa", "xHybridAppb")},
    "30d": "x503",  # 503 at Autodiscover
}
# Nobody was asked: what ended in the own directory and settings leaves no line in any log but those of the network.
SILENT = {"09", "14", "xFedOrg", "xServerLocation"}
# The asked side has nothing to log: the answer was right when it left, its status is 200 and the error stands inside, or nothing
# leaves the computer of who asks.
GOOD_THERE = {"xGraphShift", "xGraphRecipient", "xServerLocation"}
# Of which a pack is written by the command itself, with the settings of both organisations.
PACKED = ("06a", "13a", "19a", "28a")


def first_failure(lab, identifier):
    lab.post("/reset")
    lab.arm(identifier)
    for _ in range(ATTEMPTS):
        evidence = lab.ask("/evidence")
        if not evidence["ok"]:
            break
    return evidence


def logs(lab):
    """{path: text}"""
    return {file["path"]: file["head"] + "".join(file["lines"]) for file in lab.ask("/logs")["files"]}


def write_zip(path, files):
    with zipfile.ZipFile(path, "w") as pack:
        for name, text in files.items():
            pack.writestr(name, text)


def diagnoses(fbcheck, path):
    done = subprocess.run([fbcheck, "classify", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return json.loads(done.stdout)["diagnoses"]


def classify(fbcheck, path):
    return [diagnosis["id"] for diagnosis in diagnoses(fbcheck, path)]


def true_hops(fbcheck, lab):
    """Where something went wrong: the hops, and the requests that they belong to. What strikes now and then is waited for."""
    for _ in range(ATTEMPTS):
        done = subprocess.run([fbcheck, "query", "--json", "--lab", lab.ready_file], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)
        ended = [record for record in json.loads(done.stdout)["evidence"] if record["outcome"] != "ok"]
        if ended:
            return {record[name] for record in ended for name in ("hop", "step")}
    return set()


def is_asked(path):
    """Not the event log of who asks."""
    return "/winevt/Logs/Application" not in path


def judge(fbcheck, folder, lab, identifier):
    """(ids from everything, diagnoses from servers and devices alone, did those log anything but the asker?)"""
    evidence = first_failure(lab, identifier)
    written = logs(lab)
    asker = {"asker/FreeBusyResponse.txt": evidence["block"], "asker/look-up.har": json.dumps(evidence["har"])}
    asked = {path: text for path, text in written.items() if is_asked(path)}
    write_zip(folder / "all.zip", {**asker, **written})
    write_zip(folder / "asked.zip", asked)
    return classify(fbcheck, folder / "all.zip"), diagnoses(fbcheck, folder / "asked.zip") if asked else [], bool(asked)


def chosen(lab, options):
    """(row, variant) of everything that is broken."""
    for scenario in lab.ask("/scenarios")["scenarios"]:
        variants = [variant["id"] for variant in scenario["variants"]] if scenario["id"] != "00" else []
        for identifier in variants[:1 if "--first" in options else None]:
            yield scenario["id"], identifier


def walk(report, fblab, fbcheck, folder, lab, wanted, options):
    all_right = asked_right = asked_count = count = good_there = 0
    for row, identifier in chosen(lab, options):
        if wanted and identifier not in wanted:
            continue
        named, diagnosed, logged = judge(fbcheck, folder, lab, identifier)
        asked = [diagnosis["id"] for diagnosis in diagnosed]
        hops = {diagnosis["hop"] for diagnosis in diagnosed if diagnosis["hop"]}
        right = row in asked
        if hops and not hops <= true_hops(fbcheck, lab):
            report.expect(False, f"{identifier}: the asked side names no wrong hop", hops)
        check_repair(report, fblab, lab, identifier)
        if "--verbose" in options:
            print(identifier, named, asked)
        count += 1
        good_there += row in GOOD_THERE and not right
        all_right += named[:1] == [row]
        asked_count += logged
        asked_right += right
        if row not in named and FITS.get(identifier) not in named[:1]:
            report.expect(False, f"{identifier} is named", named)
        if asked and not right and asked != [FITS.get(identifier)]:
            report.expect(False, f"{identifier}: the asked side names nothing that it is not", asked)
        if row in SILENT and asked:
            report.expect(False, f"{identifier}: where nobody was asked nothing is named", asked)
    print(f"all evidence: {all_right} of {count} first; asked side alone: {asked_right}, of {asked_count} that logged anything")
    if not wanted:
        report.expect(all_right >= LEAST * count, "nearly every pack names what is armed first", (all_right, count))
        report.expect(asked_right >= LEAST_ASKED * (count - good_there), "servers and devices alone name it", (asked_right, count, good_there))


def scenario_words(lab, identifier):
    """What would give it away: its id and the titles of its scenario."""
    return [identifier + " "] + [scenario["title"] for scenario in lab.ask("/scenarios")["scenarios"]
                                 if any(variant["id"] == identifier for variant in scenario["variants"])]


def check_pack(report, fblab, fbcheck, folder, lab, identifier):
    path = folder / f"{identifier}.zip"
    lab.post("/reset")
    lab.arm(identifier)
    done = subprocess.run([fblab, "evidence", "--lab", lab.ready_file, "-o", path], stderr=subprocess.PIPE, check=False)
    report.expect(done.returncode == 0 and not done.stderr, f"{identifier}: a pack is written", done.stderr)
    with zipfile.ZipFile(path) as pack:
        texts = {name: pack.read(name) for name in pack.namelist()}
    names = set(texts)
    report.expect({"README.txt", "asker/look-up.har", "asker/look-up.pcapng", "settings/onprem/Get-OrganizationRelationship.txt",
                   "settings/exo/Get-Mailbox.xml"} <= names, f"{identifier}: all is in it", names)
    report.expect(not any("/Get-Lab" in name for name in names), f"{identifier}: nothing of the lab's own nouns", names)
    words = scenario_words(lab, identifier)
    report.expect(not any(word.encode() in text for text in texts.values() for word in words), f"{identifier}: is not named in it")
    report.expect(classify(fbcheck, path)[:1] == [identifier.rstrip("abcdefgh")], f"{identifier}: is named from it")
    for name in names:
        if name.endswith(".xml") and name.startswith("settings/"):
            check_clixml(report, name, texts[name])
    return path, texts


def check_repair(report, fblab, lab, identifier):
    """Who asks the lab whether the repair has healed is told so."""
    lab.post("/repair")
    said = subprocess.run([fblab, "status", "--json", "--lab", lab.ready_file], stdout=subprocess.PIPE, check=False)
    status, armed = json.loads(said.stdout), lab.ask("/armed")
    if said.returncode != 0 or not (status["healed"] and status["look_up"]["ok"] and armed["healed"]):
        report.expect(False, f"{identifier}: a repair that heals is said to", (status, armed))


def causes(folder):
    """The ids of all causes that are no ordinary words, as ours have a hyphen."""
    import glob
    import re
    texts = [open(path, encoding="utf-8").read() for path in glob.glob(os.path.join(folder, "*.xml"))]
    return {cause for text in texts for cause in re.findall(r'<cause id="([^"]+-[^"]+)"', text)}


def check_names(report, fblab, folder, lab, options):
    """No pack says what was done to the lab: no id, no title but those that an error has as its text, none of our own words."""
    own = {"scenario", "variant", "armed", "journal", "Get-Lab", "LabFirewall", "plays="} | causes(SCENARIOS)
    path, wrong = folder / "named.zip", {}
    scenarios = {scenario["id"]: scenario for scenario in lab.ask("/scenarios")["scenarios"]}
    for row, identifier in chosen(lab, options):
        titles = [scenarios[row]["title"]] + [variant["title"] for variant in scenarios[row]["variants"] if variant["title"]]
        told = " ".join(scenarios[row]["errors"])
        words = own | {f" {identifier} ", f'"{identifier}"'} | {title for title in titles if title not in told}
        lab.post("/reset")
        lab.arm(identifier)
        subprocess.run([fblab, "evidence", "--lab", lab.ready_file, "-o", path], check=True)
        with zipfile.ZipFile(path) as pack:
            texts = {name: pack.read(name) for name in pack.namelist()}
        seen = [(name, word) for name, text in texts.items() for word in words if word.encode() in text or word in name]
        if seen:
            wrong[identifier] = seen[:5]
    report.expect(not wrong, "no pack names what was done", wrong)


def check_bound(report, fblab, folder, lab):
    """What had to make room for newer lines is missed aloud."""
    import http.client
    import ssl
    host, port = lab.base.split("//")[1].rsplit(":", 1)
    context = ssl.create_default_context(cafile=lab.ready["ca_file"])
    door = http.client.HTTPSConnection(host, int(port), context=context, timeout=60)
    for number in range(ENOUGH):
        door.request("GET", f"/EWS/Exchange.asmx?{number}={'x' * 6000}")
        door.getresponse().read()
    said = subprocess.run([fblab, "journal", "--lab", lab.ready_file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    report.expect(said.returncode == 0 and said.stdout.count(b"\n") > ENOUGH / 4, "a full journal is printed", said.stderr)
    path = folder / "bound.zip"
    subprocess.run([fblab, "evidence", "--lab", lab.ready_file, "-o", path], check=True)
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        text = pack.read("logs/DROPPED.txt").decode() if "logs/DROPPED.txt" in names else ""
        size = sum(entry.file_size for entry in pack.infolist() if entry.filename.startswith("logs/"))
    report.expect(" older entries are not in these logs" in text and int(text.split()[0]) > 0, "what was dropped is said", names)
    report.expect(size < 64 << 20, "and the logs are bounded", size)


def check_clixml(report, name, text):
    import xml.etree.ElementTree as tree
    root = tree.fromstring(text)
    objects = root.findall("{http://schemas.microsoft.com/powershell/2004/04}Obj")
    if root.tag != "{http://schemas.microsoft.com/powershell/2004/04}Objs" or not objects:
        report.expect(False, f"{name} is CliXml with objects", text[:300])


def check_packets(report, folder, texts):
    """tshark finds the secrets in the file."""
    if not shutil.which("tshark"):
        report.expect(False, "tshark is installed (tests/support/setup.sh)")
        return
    path = folder / "look-up.pcapng"
    path.write_bytes(texts["asker/look-up.pcapng"])
    seen = subprocess.run(["tshark", "-r", path, "-Y", "http", "-T", "fields", "-e", "http.request.uri", "-e", "http.response.code"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout.split()
    report.expect(seen[-2:] == ["/EWS/Exchange.asmx", "401"] or seen[-3:-1] == ["/EWS/Exchange.asmx", "401"],
                  "tshark shows the look-up decrypted", seen)
    broken = subprocess.run(["tshark", "-r", path, "-Y", "_ws.malformed || tcp.analysis.flags || ip.checksum.status == 0",
                             "-o", "ip.check_checksum:TRUE"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    report.expect(not broken, "and nothing wrong in the packets", broken)


def check_key_log(report, fblab, fbcheck, folder):
    """Both ends of a connection write what decrypts it."""
    for name, program in (("server", fblab), ("client", fbcheck)):
        keys = folder / f"{name}.keys"
        environment = dict(os.environ)
        if program == fblab:
            os.environ["SSLKEYLOGFILE"] = str(keys)
        try:
            with labs.Lab(fblab) as lab:
                os.environ.pop("SSLKEYLOGFILE", None)
                subprocess.run([fbcheck, "query", "--lab", lab.ready_file], stdout=subprocess.DEVNULL, check=True,
                               env=environment if program == fblab else {**environment, "SSLKEYLOGFILE": str(keys)})
        finally:
            os.environ.pop("SSLKEYLOGFILE", None)
        text = keys.read_text(encoding="ascii") if keys.exists() else ""
        report.expect("CLIENT_TRAFFIC_SECRET_0 " in text, f"SSLKEYLOGFILE of the {name}", text[:200])


def check_refusals(report, fblab, folder, lab):
    none = str(folder / "none.json")
    for name, arguments, code in (("no file", ["--lab", lab.ready_file], 2), ("no lab", ["-o", "x.zip"], 2),
                                  ("an operand", ["x"], 2), ("a lab that is not there", ["--lab", none, "-o", "x.zip"], 3),
                                  ("a folder that is not there",
                                   ["--lab", lab.ready_file, "-o", str(folder / "none" / "x.zip")], 3)):
        done = subprocess.run([fblab, "evidence", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        report.expect(done.returncode == code and done.stderr.count("\n") == 1, name, done)


def main(fblab, fbcheck, *words):
    import pathlib
    report = labs.Report()
    options = [word for word in words if word.startswith("--")]
    wanted = [word for word in words if word not in options]
    with labs.Lab(fblab) as lab:
        folder = pathlib.Path(lab.folder.name)
        walk(report, fblab, fbcheck, folder, lab, wanted, options)
        if not wanted:
            packs = {identifier: check_pack(report, fblab, fbcheck, folder, lab, identifier) for identifier in PACKED}
            report.expect(not any("DROPPED" in name for _, texts in packs.values() for name in texts), "nothing was dropped")
            check_names(report, fblab, folder, lab, options)
            check_bound(report, fblab, folder, lab)
            check_packets(report, folder, packs["06a"][1])
            check_refusals(report, fblab, folder, lab)
            check_key_log(report, fblab, fbcheck, folder)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
