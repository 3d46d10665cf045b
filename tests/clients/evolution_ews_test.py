#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Evolution's library for Exchange finds the lab by POX Autodiscover and asks it, by Basic and by NTLM, under the real names.

usage: evolution_ews_test.py FBLAB
Exit status 77: skipped, because evolution-ews is not installed or namespaces are not allowed here.
"""
import calendar
import ctypes
import os
import subprocess
import sys

from lab import next_working_day, skip

try:
    import gi
    gi.require_version("EDataServer", "1.2")
    gi.require_version("Camel", "1.2")  # whose settings those of EWS inherit
    from gi.repository import Camel, EDataServer, GObject
except (ImportError, ValueError) as reason:
    skip(f"evolution-ews cannot be used ({reason}); apt-get install evolution-ews python3-gi gir1.2-edataserver-1.2 gir1.2-camel-1.2")

FOLDER = "/usr/lib/evolution-ews/"
UNUSABLE = 3
BUSY = "FREEBUSY;FBTYPE=BUSY:"
# scenario, how to sign in, what is said
ROWS = [
    ("00a", "PLAIN", "https://localhost/EWS/Exchange.asmx " + BUSY),
    ("00a", "NTLM", "https://localhost/EWS/Exchange.asmx " + BUSY),
    ("00c", "PLAIN", "https://mail.contoso.com/EWS/Exchange.asmx " + BUSY),
    ("06a", "PLAIN", "is ambiguous"),
    ("13", "NTLM", "403: Forbidden ( The server denied the specified Uniform Resource Locator"),
    ("14", "PLAIN", "LID: 57660"),
]


class Node(ctypes.Structure):
    """GSList"""


Node._fields_ = [("data", ctypes.c_void_p), ("next", ctypes.POINTER(Node))]


class Wish(ctypes.Structure):
    """EEWSFreeBusyData"""
    _fields_ = [("start", ctypes.c_int64), ("end", ctypes.c_int64), ("mails", ctypes.POINTER(Node))]


class Problem(ctypes.Structure):
    """GError"""
    _fields_ = [("domain", ctypes.c_uint32), ("code", ctypes.c_int), ("message", ctypes.c_char_p)]


def load(name):
    return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


def call(function, *arguments):
    """Ends the program with the message of a failure."""
    problem = ctypes.POINTER(Problem)()
    if not function(*arguments, ctypes.byref(problem)):
        sys.exit(problem.contents.message.decode() if problem else "no reason was given")


def pointer(thing):
    return ctypes.c_void_p(hash(thing))  # PyGObject's hash is the address


def look_up(mechanism):
    """Inside: what the variables of `exec` say, and nothing else."""
    types, library, ical = load(FOLDER + "libcamelews-priv.so"), load(FOLDER + "libevolution-ews.so"), load("libical-glib.so.3")
    types.camel_ews_settings_get_type.restype = ctypes.c_size_t
    types.camel_ews_settings_get_type()
    user, password = os.environ["FBLAB_USER"], os.environ["FBLAB_PASSWORD"].encode()
    settings = GObject.new(GObject.type_from_name("CamelEwsSettings"))
    settings.set_property("user", user)
    settings.set_property("hosturl", os.environ["FBLAB_EWS_URL"])
    settings.set_property("auth-mechanism", mechanism)
    source = EDataServer.Source.new(None, None)
    source.get_extension("Authentication").set_user(user)
    certificate, flaws = ctypes.c_char_p(), ctypes.c_int()
    call(library.e_ews_autodiscover_ws_url_sync, pointer(source), pointer(settings), os.environ["FBLAB_REQUESTER"].encode(),
         password, ctypes.byref(certificate), ctypes.byref(flaws), None)
    library.e_ews_connection_new.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.e_ews_connection_new(pointer(source), settings.get_property("hosturl").encode(),
                                                              pointer(settings)))
    library.e_ews_connection_set_password(connection, password)
    address = ctypes.create_string_buffer(os.environ["FBLAB_MAILBOX"].encode())
    start = calendar.timegm(next_working_day().timetuple())
    wish = Wish(start, start + 3 * 86400, ctypes.pointer(Node(ctypes.addressof(address), None)))
    found = ctypes.POINTER(Node)()
    call(library.e_ews_connection_get_free_busy_sync, connection, 0, library.e_ews_cal_utils_prepare_free_busy_request,
         ctypes.byref(wish), ctypes.byref(found), None)
    ical.i_cal_component_as_ical_string.restype = ctypes.c_char_p
    text = ical.i_cal_component_as_ical_string(ctypes.c_void_p(found.contents.data)).decode()
    print(settings.get_property("hosturl"), *[line for line in text.split() if line.startswith("FREEBUSY")])


def ask(fblab, scenario, mechanism):
    done = subprocess.run([fblab, "exec", "--isolated", "--scenario", scenario, "--", sys.executable, __file__, "--inside", mechanism],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    if done.returncode == UNUSABLE:
        skip(done.stderr.strip())
    return done.stdout.strip() or done.stderr[-600:]


def main(fblab):
    wrong = 0
    for scenario, mechanism, words in ROWS:
        answer = ask(fblab, scenario, mechanism)
        good = words in answer
        wrong += not good
        print(f"{'ok  ' if good else 'FAIL'} {scenario} {mechanism}: {answer}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if not os.path.exists(FOLDER + "libevolution-ews.so"):
        skip("evolution-ews is not installed; apt-get install evolution-ews")
    if sys.argv[1] != "--inside":
        sys.exit(main(sys.argv[1]))
    look_up(sys.argv[2])
