#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""isolated_test.py FBLAB: programs that only know the real names, run by `fblab exec --isolated` without root."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
FBCHECK = str(pathlib.Path(FBLAB).parent / "fbcheck")
AUTODISCOVER = "https://autodiscover.contoso.com/autodiscover/autodiscover.xml"
NO_SUCH_NAME, NOT_CONNECTED = 6, 7  # what curl says
BARE = "env -i PATH=/usr/bin:/bin "
# Asks the answerer over TCP, as a resolver does for a long answer: how many records there are, and the code.
ASK_TCP = """
import socket, struct, sys
name = b"".join(bytes([len(part)]) + part.encode() for part in sys.argv[1].split(".")) + bytes(1)
asked = struct.pack(">6H", 7, 256, 1, 0, 0, 0) + name + struct.pack(">2H", int(sys.argv[2]), 1)
peer = socket.create_connection(("127.0.0.1", 53))
for byte in struct.pack(">H", len(asked)) + asked:
    peer.send(bytes([byte]))
answer = peer.recv(2, socket.MSG_WAITALL)
answer = peer.recv(struct.unpack(">H", answer)[0], socket.MSG_WAITALL)
print(struct.unpack(">H", answer[6:8])[0], answer[3] & 15, b"mail" in answer)
"""
# How glib and many others look names up.
ADDRCONFIG = ("import socket; print(socket.getaddrinfo(\"mail.contoso.com\", 443, socket.AF_INET, 0, 0, "
              "socket.AI_ADDRCONFIG)[0][4][0].startswith(\"127.\"))")
POX = ('<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>'
       "<EMailAddress>joe@contoso.com</EMailAddress><AcceptableResponseSchema>"
       "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>"
       "</Request></Autodiscover>")

# what, scenario, script, exit status, output
CASES = (
    ("curl, which knows nothing but the name", None, f"curl -sS -o /dev/null {AUTODISCOVER}", 0, ""),
    ("without any variable", None, f"{BARE} curl -sS -o /dev/null -w '%{{http_code}} %{{ssl_verify_result}}' {AUTODISCOVER}", 0, "401 0"),
    ("each name has an address of its own", None,
     "for name in mail.contoso.com autodiscover.contoso.com outlook.office365.com; do getent hosts $name; done | "
     "cut -d' ' -f1 | sort -u | grep -c '^127[.]0[.]1[.]'", 0, "3\n"),
    ("port 80 where it is published", None, "curl -sS -o /dev/null -w '%{http_code}' http://autodiscover.contoso.com/", 0, "403"),
    ("and nowhere else", None, "curl -s http://mail.contoso.com/", NOT_CONNECTED, ""),
    ("the authority by its hash", None,
     f"{BARE} openssl s_client -connect mail.contoso.com:443 -servername mail.contoso.com -verify_return_error </dev/null "
     ">/dev/null 2>&1", 0, ""),
    ("Python's own store", None, f"{BARE} /usr/bin/python3 -c 'import urllib.request; "
     "urllib.request.urlopen(\"https://mail.contoso.com/EWS/Exchange.asmx\")' 2>&1 | grep -o 'HTTP Error 401'", 0, "HTTP Error 401\n"),
    ("a bad certificate is not trusted", "xTrusta", "curl -s https://mail.contoso.com/", 60, ""),
    ("a proxy outside is not asked", None, f"https_proxy=http://proxy.example:3128 {FBLAB} exec --isolated -- "
     f"curl -sS -o /dev/null {AUTODISCOVER}", 0, ""),
    ("a name of the world", None, "curl -s https://www.example.org/", NO_SUCH_NAME, ""),
    ("a name that the lab has not", None, "getent hosts www.contoso.com", 2, ""),
    ("an address of the world", None, "curl -s --max-time 5 http://198.51.100.1/", NOT_CONNECTED, ""),
    ("a name, by those who ask only where there is IPv4", None, f"/usr/bin/python3 -c '{ADDRCONFIG}'", 0, "True\n"),
    ("the machine's own name", None, "getent hosts $(uname -n) | cut -d' ' -f1", 0, "127.0.0.1\n"),
    ("the machine is called as the server", None, "uname -n", 0, "EX01\n"),
    ("no other interface", None, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '", 0, "lo\n"),
    ("a failure that is a name", "29a", "getent hosts autodiscover.contoso.com", 2, ""),
    ("a firewall that refuses", "xRefuseda", "curl -s https://mail.contoso.com/", NOT_CONNECTED, ""),
    ("names come and go", None, f"{FBLAB} shell --lab $FBLAB_READY_FILE --at lab -c 'Remove-LabDnsRecord mail.contoso.com; "
     "New-LabDnsRecord www.contoso.com -Party onprem' >/dev/null && ! getent hosts mail.contoso.com && getent hosts www.contoso.com | "
     "cut -c 1-8", 0, "127.0.1.\n"),
    ("a service, over TCP, a byte at a time", None, f"{FBLAB} shell --lab $FBLAB_READY_FILE --at lab -c 'New-LabDnsRecord "
     "_autodiscover._tcp.contoso.com -Type SRV -Target mail.contoso.com -Port 443' >/dev/null && "
     "/usr/bin/python3 -c '%s' _autodiscover._tcp.contoso.com 33" % ASK_TCP, 0, "1 0 True\n"),
    ("NXDOMAIN, over TCP", None, "/usr/bin/python3 -c '%s' nobody.contoso.com 1" % ASK_TCP, 0, "0 3 False\n"),
    ("Autodiscover leads on", "00c", f"curl -sS -u $FBLAB_USER:$FBLAB_PASSWORD -H 'Content-Type: text/xml' -d '{POX}' "
     f"{AUTODISCOVER} | grep -o '<EwsUrl>[^<]*' | sort -u", 0, "<EwsUrl>https://mail.contoso.com/EWS/Exchange.asmx\n"),
    ("the front door", None, "curl -sS -o /dev/null -w '%{http_code}' -u $FBLAB_USER:$FBLAB_PASSWORD $FBLAB_EWS_URL", 0, "200"),
    ("fbcheck, by the ready file", "06", f"{FBCHECK} query --lab $FBLAB_READY_FILE --json | grep -o '\"id\": \"06\"' | head -n 1", 0,
     '"id": "06"\n'),
    ("the exit status", None, "exit 42", 42, ""),
    ("the caller is who he was", None, "id -u; id -g", 0, "UID\nUID\n"),
)
wrong = 0


def check(name, good, seen=""):
    global wrong
    print(f"{'ok  ' if good else 'FAIL'} {name}" + ("" if good else f": {seen}"))
    wrong += not good


class Caller:
    """Whoever runs the tests, or for root an ordinary user."""

    def __init__(self, uid):
        self.uid = uid
        self.prefix = [] if uid == os.getuid() else ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
        self.folder = tempfile.mkdtemp(prefix="isolated_test.", dir=self.reachable())
        if self.prefix:
            os.chown(self.folder, uid, uid)

    def reachable(self):
        """A folder for temporary files that this user may enter: root's own is closed to others on some machines."""
        places = [tempfile.gettempdir(), "/var/tmp", "/dev/shm"]
        return next((place for place in places if not subprocess.call([*self.prefix, "test", "-x", place])), places[0])

    def run(self, *command, cwd="/"):
        return subprocess.run([*self.prefix, *command], env=dict(os.environ, TMPDIR=self.folder), cwd=cwd, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)

    def lab(self, scenario, script):
        options = ["--scenario", scenario] if scenario else []
        options += ["--with-admin"] if "--at lab" in script else []
        return self.run(FBLAB, "exec", "--isolated", *options, "--", "sh", "-c", script)

    def close(self, name):
        check(f"{name}: nothing is left behind", not os.listdir(self.folder), os.listdir(self.folder))
        shutil.rmtree(self.folder, ignore_errors=True)


def play(caller, name):
    before = [pathlib.Path(path).read_bytes() for path in ("/etc/hosts", "/etc/resolv.conf")]
    for what, scenario, script, status, output in CASES:
        done = caller.lab(scenario, script)
        wanted = output.replace("UID", str(caller.uid))
        check(f"{name}: {what}", done.returncode == status and done.stdout == wanted,
              (done.returncode, done.stdout, done.stderr))
    check(f"{name}: the machine is as it was",
          before == [pathlib.Path(path).read_bytes() for path in ("/etc/hosts", "/etc/resolv.conf")])


def capabilities(caller):
    done = caller.lab(None, "grep CapEff /proc/self/status")
    check("an ordinary user stays one", done.stdout.split()[-1:] == ["0" * 16], done)


def exchangelib(caller):
    """The lab does not do NTLM, so it must not offer it."""
    if caller.run("/usr/bin/python3", "-c", "import exchangelib").returncode:
        print("SKIPPED, AND SO UNTESTED: exchangelib, which is not there", file=sys.stderr)
        return
    tool = pathlib.Path(__file__).resolve().parent.parent / "tools/exchangelib_autodiscover.py"
    basic = "; ".join(f"Get-{noun}VirtualDirectory | Set-{noun}VirtualDirectory -WindowsAuthentication $false "
                      "-BasicAuthentication $true" for noun in ("Autodiscover", "WebServices"))
    for scenario, words in (("00c", "https://mail.contoso.com/EWS/Exchange.asmx 2\n"), ("33", "refused: True\n")):
        done = caller.lab(scenario, f"{FBLAB} shell --lab $FBLAB_READY_FILE -c '{basic}' >/dev/null && "
                          f"unset SSL_CERT_FILE && HOME=$TMPDIR {tool} 2>/dev/null")
        for cache in pathlib.Path(caller.folder).glob("exchangelib*"):
            cache.unlink()
        check(f"exchangelib finds its way, scenario {scenario}", done.stdout == words, done)


def several(caller):
    children = [subprocess.Popen([*caller.prefix, FBLAB, "exec", "--isolated", "--", "curl", "-sS", "-o", "/dev/null", AUTODISCOVER],
                                 env=dict(os.environ, TMPDIR=caller.folder), cwd="/") for _ in range(4)]
    check("several at once", [child.wait(timeout=120) for child in children] == [0] * 4)


def matrix(caller):
    tool = f'{FBCHECK} query --lab "$FBLAB_READY_FILE" --json && getent hosts mail.contoso.com >&2'
    done = caller.run(FBLAB, "matrix", "--isolated", "--tool", tool, "00", "04", "06", "10a", "29", "30")
    check("a matrix of isolated labs", done.returncode == 0 and " 0 wrong" in done.stdout, done)


def refusals(caller):
    """Inside another user namespace the limits can be set, and ours are then refused."""
    for what in ("user", "net", "mnt"):
        for command in (["exec", "--isolated", "--", "true"], ["matrix", "--isolated", "--tool", "true", "06"]):
            done = caller.run("unshare", "-Ur", "sh", "-c", f'echo 0 >/proc/sys/user/max_{what}_namespaces; exec "$0" "$@"',
                              FBLAB, *command)
            check(f"{command[0]} without {what} namespaces", done.returncode == 3 and done.stderr.count("\n") == 1 and
                  "does not let us have namespaces of our own" in done.stderr and not done.stdout, done)


def main():
    callers = {"as the caller": Caller(os.getuid())}
    first = callers["as the caller"].lab(None, "true")
    if "does not let us have namespaces" in first.stderr:
        print(f"SKIPPED, AND SO UNTESTED: fblab exec --isolated: {first.stderr}", file=sys.stderr)
        return 77
    if os.getuid() == 0 and shutil.which("setpriv"):
        nobody = Caller(65534)
        if nobody.run("test", "-x", FBLAB).returncode == 0:
            callers["as nobody"] = nobody
        else:
            print(f"SKIPPED, AND SO UNTESTED: as an ordinary user, who may not read {FBLAB}", file=sys.stderr)
            shutil.rmtree(nobody.folder)
    for name, caller in callers.items():
        play(caller, name)
    ordinary = list(callers.values())[-1]
    if ordinary.uid:
        capabilities(ordinary)
    exchangelib(ordinary)
    several(ordinary)
    matrix(ordinary)
    refusals(ordinary)
    for name, caller in callers.items():
        caller.close(name)
    return 1 if wrong else 0


sys.exit(main())
