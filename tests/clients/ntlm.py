# SPDX-License-Identifier: MIT
"""NTLM version 2 for a client, written from [MS-NLMP] and RFC 1320 alone: what the lab's own code is held against."""
import base64
import hashlib
import hmac
import struct

SIGNATURE = b"NTLMSSP\0"
FLAGS = 0x20888205
END, DOMAIN, TARGET_NAME, CHANNEL_BINDINGS = 0, 2, 9, 10


def turn(value, by):
    value &= 0xFFFFFFFF
    return (value << by | value >> (32 - by)) & 0xFFFFFFFF


def md4(message):
    """RFC 1320; of today's libraries few have it."""
    rounds = ((lambda x, y, z: x & y | ~x & z, 0, list(range(16)), (3, 7, 11, 19)),
              (lambda x, y, z: x & y | x & z | y & z, 0x5A827999, [i % 4 * 4 + i // 4 for i in range(16)], (3, 5, 9, 13)),
              (lambda x, y, z: x ^ y ^ z, 0x6ED9EBA1, [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], (3, 9, 11, 15)))
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    padded = message + b"\x80" + bytes((55 - len(message)) % 64) + struct.pack("<Q", 8 * len(message))
    for at in range(0, len(padded), 64):
        words, (a, b, c, d) = struct.unpack_from("<16I", padded, at), state
        for mix, constant, order, turns in rounds:
            for step, word in enumerate(order):
                a, b, c, d = d, turn(a + mix(b, c, d) + words[word] + constant, turns[step % 4]), b, c
        state = [(old + new) & 0xFFFFFFFF for old, new in zip(state, (a, b, c, d))]
    return struct.pack("<4I", *state)


def binding(certificate):
    """Of a connection on which that certificate (DER, signed with SHA-256) was shown: RFC 5929, RFC 2744."""
    bound = b"tls-server-end-point:" + hashlib.sha256(certificate).digest()
    return hashlib.md5(struct.pack("<5I", 0, 0, 0, 0, len(bound)) + bound).digest()


def negotiate():
    return base64.b64encode(SIGNATURE + struct.pack("<II", 1, FLAGS) + bytes(16)).decode()


def attribute(kind, value):
    return struct.pack("<HH", kind, len(value)) + value


def answer(challenge, user, password, channel=None, service=None):
    """To a challenge (Base64). channel: a binding to send along; service: a name to send along."""
    message = base64.b64decode(challenge)
    length, offset = struct.unpack_from("<H2xI", message, 40)
    info = message[offset:offset + length - 4]  # without the row that ends it
    domain = message[struct.unpack_from("<I", message, 16)[0]:][:struct.unpack_from("<H", message, 12)[0]]
    if channel is not None:
        info += attribute(CHANNEL_BINDINGS, channel)
    if service:
        info += attribute(TARGET_NAME, service.encode("utf-16-le"))
    rest = bytes((1, 1)) + bytes(6) + bytes(8) + b"\xAA" * 8 + bytes(4) + info + bytes(8)
    key = hmac.new(md4(password.encode("utf-16-le")), user.upper().encode("utf-16-le") + domain, "md5").digest()
    response = hmac.new(key, message[24:32] + rest, "md5").digest() + rest
    head, body, at = SIGNATURE + struct.pack("<I", 3), b"", 64
    for field in (bytes(24), response, domain, user.encode("utf-16-le"), b"", b""):
        head += struct.pack("<HHI", len(field), len(field), at + len(body))
        body += field
    return base64.b64encode(head + struct.pack("<I", FLAGS) + body).decode()
