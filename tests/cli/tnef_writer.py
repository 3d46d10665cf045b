# SPDX-License-Identifier: MIT
"""winmail.dat (TNEF) as bytes."""
import struct


def attribute(level, name, kind, data):
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*rows):
    """rows: (id, type, bytes)"""
    packed = struct.pack("<I", len(rows))
    for number, kind, data in rows:
        packed += struct.pack("<HHII", kind, number, 1, len(data)) + data + bytes(-len(data) % 4)
    return packed


def tnef(subject, body, attachments=(), rich=None):
    packed = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x9006, 8, struct.pack("<I", 0x10000))
    packed += attribute(1, 0x8004, 1, subject.encode() + b"\0")
    if body is not None:
        packed += attribute(1, 0x800C, 2, body.encode())
    if rich is not None:
        packed += attribute(1, 0x9003, 6, properties((0x1009, 0x102, rich)))
    for name, data in attachments:
        packed += attribute(2, 0x9002, 6, bytes(14)) + attribute(2, 0x8010, 1, name[:8].encode() + b"\0")
        packed += attribute(2, 0x800F, 6, data)
        packed += attribute(2, 0x9005, 6, properties((0x3707, 0x1F, name.encode("utf-16-le") + b"\0\0")))
    return packed
