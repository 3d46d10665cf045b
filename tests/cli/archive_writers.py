# SPDX-License-Identifier: MIT
"""Archives that no tool of Debian writes, as bytes: RAR 4 and 5, cabinet, LHA; what is in them is stored as it is."""
import struct
import zlib


def rar4(files, flags=0):
    def block(kind, flags, body, data=b""):
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data
    packed = b"Rar!\x1a\x07\x00" + block(0x73, flags, bytes(6))
    for name, data in files:
        body = struct.pack("<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), 0x5A210000, 20, 0x30, len(name), 0x20)
        packed += block(0x74, 0x8000 | (0x04 if flags & 0x80 else 0), body + name.encode(), data)
    return packed + block(0x7B, 0x4000, b"")


def rar5(files, encrypted=False):
    def number(value):
        out = b""
        while value > 0x7F:
            out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
        return out + bytes([value])

    def block(kind, flags, body, data=None, extra=b""):
        head = number(kind) + number(flags)
        if extra:
            head += number(len(extra))
        if data is not None:
            head += number(len(data))
        head += body + extra
        head = number(len(head)) + head
        return struct.pack("<I", zlib.crc32(head)) + head + (data or b"")
    packed = b"Rar!\x1a\x07\x01\x00" + block(1, 0, number(0))
    for name, data in files:
        body = number(4) + number(len(data)) + number(0x20) + struct.pack("<I", zlib.crc32(data)) + number(0) + number(1)
        body += number(len(name)) + name.encode()
        extra = b""
        if encrypted:
            record = number(1) + number(0) + number(0) + b"\x0f" + bytes(32)
            extra = number(len(record)) + record
        packed += block(2, 2 | (1 if extra else 0), body, data, extra)
    return packed + block(5, 0, number(0))


def cab(files):
    data = b"".join(content for _, content in files)
    entries, offset = b"", 0
    for name, content in files:
        entries += struct.pack("<IIHHHH", len(content), offset, 0, 0x5A21, 0, 0x20) + name.encode() + b"\0"
        offset += len(content)
    blocks = [data[at:at + 32768] for at in range(0, len(data), 32768)]
    packed = b"".join(struct.pack("<IHH", 0, len(block), len(block)) + block for block in blocks)
    first = 36 + 8 + len(entries)
    folder = struct.pack("<IHH", first, len(blocks), 0)
    head = struct.pack("<4sIIIIIBBHHHHH", b"MSCF", 0, first + len(packed), 0, 44, 0, 3, 1, 1, len(files), 0, 1, 0)
    return head + folder + entries + packed


def lha(files):
    packed = b""
    for name, data in files:
        body = b"-lh0-" + struct.pack("<III", len(data), len(data), 0x5A210000) + b"\x20\x00" + \
            bytes([len(name)]) + name.encode() + struct.pack("<H", crc16(data))
        packed += bytes([len(body), sum(body) & 0xFF]) + body + data
    return packed + b"\0"


def crc16(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
