# SPDX-License-Identifier: MIT
"""Binary event logs (.evtx) as bytes: one chunk of events without templates, each an element tree in binary XML."""
import struct
import zlib

CHUNK, FIRST = 0x10000, 0x200
NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event"


class Fragment:
    """Binary XML of one event; names stand where they are used, and offsets count from the chunk's beginning."""

    def __init__(self, base):
        self.base, self.out = base, bytearray()

    def put(self, layout, *values):
        self.out += struct.pack("<" + layout, *values)

    def name(self, text):
        at = self.base + len(self.out) + 4
        self.put("I", at)
        self.put("IHH", 0, hash_of(text), len(text))
        self.out += text.encode("utf-16-le") + b"\0\0"

    def value(self, text):
        self.put("BBH", 0x05, 0x01, len(text))
        self.out += text.encode("utf-16-le")

    def element(self, name, attributes=(), content=()):
        self.put("BH", 0x41 if attributes else 0x01, 0xFFFF)
        size_at = len(self.out)
        self.put("I", 0)
        self.name(name)
        if attributes:
            list_at = len(self.out)
            self.put("I", 0)
            for index, (key, text) in enumerate(attributes):
                self.put("B", 0x46 if index + 1 < len(attributes) else 0x06)
                self.name(key)
                self.value(text)
            struct.pack_into("<I", self.out, list_at, len(self.out) - list_at - 4)
        if content:
            self.put("B", 0x02)
            for part in ([content] if isinstance(content, str) else content):
                self.value(part) if isinstance(part, str) else self.element(*part)
            self.put("B", 0x04)
        else:
            self.put("B", 0x03)
        struct.pack_into("<I", self.out, size_at, len(self.out) - size_at - 4)


def hash_of(text):
    value = 0
    for letter in text:
        value = (value * 65599 + ord(letter)) & 0xFFFFFFFF
    return value & 0xFFFF


def event(provider, number, computer, *data):
    return ("Event", [("xmlns", NAMESPACE)], [
        ("System", (), [("Provider", [("Name", provider)]), ("EventID", (), str(number)), ("Level", (), "2"),
                        ("TimeCreated", [("SystemTime", "2026-11-22T09:15:00.000000Z")]), ("Channel", (), "Application"),
                        ("Computer", (), computer)]),
        ("EventData", (), [("Data", (), text) for text in data])])


def evtx(events):
    records, at = b"", FIRST
    for number, tree in enumerate(events, 1):
        fragment = Fragment(at + 24)
        fragment.put("BBBB", 0x0F, 1, 1, 0)
        fragment.element(*tree)
        fragment.put("B", 0)
        body = bytes(fragment.out) + bytes(-len(fragment.out) % 8)
        size = 24 + len(body) + 4
        record = struct.pack("<4sIQQ", b"\x2a\x2a\0\0", size, number, 0x01DC5B8A00000000) + body + struct.pack("<I", size)
        records, at, last = records + record, at + size, at
    count = len(events)
    head = struct.pack("<8sQQQQIIII", b"ElfChnk\0", 1, count, 1, count, 128, last, at, zlib.crc32(records)) + bytes(64) + \
        struct.pack("<I", 0)
    head += struct.pack("<I", zlib.crc32(head[:120] + bytes(FIRST - 128)))
    chunk = (head + bytes(FIRST - 128) + records).ljust(CHUNK, b"\0")
    file = struct.pack("<8sQQQIHHHH", b"ElfFile\0", 0, 0, count + 1, 128, 1, 3, 4096, 1) + bytes(76) + struct.pack("<I", 0)
    return (file + struct.pack("<I", zlib.crc32(file[:120]))).ljust(4096, b"\0") + chunk
