# SPDX-License-Identifier: MIT
"""OLE compound files as bytes, and the messages of Outlook that are written in them."""
import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, TABLE, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def ole(tree):
    """tree: {name: bytes, or another tree}"""
    entries = [["Root Entry", 5, NONE, NONE, NONE, b""]]  # name, type, left, right, child, content

    def add(parent, folder):
        places = []
        for name, content in folder.items():
            entries.append([name, 1 if isinstance(content, dict) else 2, NONE, NONE, NONE,
                            b"" if isinstance(content, dict) else content])
            places.append((name, len(entries) - 1))
            if isinstance(content, dict):
                add(len(entries) - 1, content)
        places.sort(key=lambda place: (len(place[0]), place[0].upper()))
        entries[parent][4] = balance([place for _, place in places])

    def balance(places):
        if not places:
            return NONE
        middle = len(places) // 2
        entries[places[middle]][2] = balance(places[:middle])
        entries[places[middle]][3] = balance(places[middle + 1:])
        return places[middle]

    add(0, tree)
    mini, mini_table, sectors, table = b"", [], [], []

    def chain(content):
        start = len(sectors)
        for at in range(0, len(content), SECTOR):
            sectors.append(content[at:at + SECTOR].ljust(SECTOR, b"\0"))
            table.append(len(sectors))
        if len(sectors) > start:
            table[-1] = END
            return start
        return END

    starts = {}
    for index, entry in enumerate(entries):
        content = entry[5]
        if entry[1] == 2 and 0 < len(content) < CUTOFF:
            starts[index] = len(mini_table)
            count = -(-len(content) // MINI)
            mini_table += [len(mini_table) + i + 1 for i in range(count - 1)] + [END]
            mini += content.ljust(count * MINI, b"\0")
        elif entry[1] == 2 and content:
            starts[index] = chain(content)
    starts[0] = chain(mini)
    mini_start = chain(struct.pack(f"<{len(mini_table)}I", *mini_table)) if mini_table else END
    mini_sectors = -(-len(mini_table) * 4 // SECTOR)
    directory = b""
    for index, (name, kind, left, right, child, content) in enumerate(entries):
        wide = name.encode("utf-16-le")
        size = len(mini) if index == 0 else len(content)
        directory += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, left, right, child) + bytes(36) + \
            struct.pack("<IQ", starts.get(index, END if kind != 1 else 0), size)
    directory_start = chain(directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"))
    count = 1
    while (len(table) + count) * 4 > count * SECTOR:
        count += 1
    places = [len(table) + i for i in range(count)]
    full = (table + [TABLE] * count + [FREE] * (count * SECTOR // 4))[:count * SECTOR // 4]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6) + \
        struct.pack("<IIIIIIIII", 0, count, directory_start, 0, CUTOFF, mini_start, mini_sectors, END, 0)
    head += struct.pack("<109I", *(places + [FREE] * (109 - count)))
    return head + b"".join(sectors) + struct.pack(f"<{len(full)}I", *full)


def message(subject, body=None, attachments=(), **more):
    def text(number, value):
        return {f"__substg1.0_{number}001F": value.encode("utf-16-le")}
    tree = {"__properties_version1.0": bytes(32), **text("0037", subject), **more}
    if body is not None:
        tree.update(text("1000", body))
    for index, (name, content) in enumerate(attachments):
        inner = {"__properties_version1.0": bytes(8), **text("3707", name)}
        if isinstance(content, dict):
            inner["__substg1.0_3701000D"] = content
        else:
            inner["__substg1.0_37010102"] = content
        tree[f"__attach_version1.0_#{index:08X}"] = inner
    return tree
