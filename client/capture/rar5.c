/* SPDX-License-Identifier: MIT */
/* Does a RAR 5 archive hide what is in it behind a password? libarchive does not tell, and unpacks noise. The layout is that of
 * RARLAB's technote: blocks of checksum, size, type, flags and, where flags say so, sizes of an extra area and of data. */
#include "archive_kind.h"

#include <stdint.h>

enum {
    BLOCK_FILE = 2,
    BLOCK_ENCRYPTION = 4,
    HAS_EXTRA = 1,
    HAS_DATA = 2,
    RECORD_ENCRYPTION = 1,
    SIGNATURE = 8,
    CHECKSUM = 4
};

struct rar5_bytes {
    const char *bytes;
    size_t at, end;
};

/* Seven bits a byte, lowest first; beyond the end: 0. */
static uint64_t number(struct rar5_bytes *from)
{
    uint64_t value = 0;

    for (unsigned shift = 0; from->at < from->end && shift < 64; shift += 7) {
        const unsigned char byte = (unsigned char)from->bytes[from->at++];
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            break;
    }
    return value;
}

static bool skip(struct rar5_bytes *from, uint64_t length)
{
    if (length > from->end - from->at)
        return false;
    from->at += (size_t)length;
    return true;
}

static bool has_encryption(struct rar5_bytes extra)
{
    while (extra.at < extra.end) {
        const uint64_t size = number(&extra);
        struct rar5_bytes record = extra;
        if (number(&record) == RECORD_ENCRYPTION)
            return true;
        if (size == 0 || !skip(&extra, size))
            break;
    }
    return false;
}

/* The block at the place, which moves behind it and its data; false: it is the last, or damaged. */
static bool read_block(struct rar5_bytes *from, bool *encrypted)
{
    struct rar5_bytes head;
    uint64_t size, type, flags, extra, data;

    if (!skip(from, CHECKSUM) || (size = number(from)) == 0)
        return false;
    head = *from;
    if (!skip(from, size))
        return false;
    head.end = from->at;
    type = number(&head);
    flags = number(&head);
    extra = flags & HAS_EXTRA ? number(&head) : 0;
    data = flags & HAS_DATA ? number(&head) : 0;
    *encrypted = type == BLOCK_ENCRYPTION;
    if (type == BLOCK_FILE && extra <= head.end - head.at)
        *encrypted = has_encryption((struct rar5_bytes){head.bytes, head.end - (size_t)extra, head.end});
    return skip(from, data);
}

bool rar5_is_encrypted(const char *bytes, size_t length)
{
    struct rar5_bytes from = {bytes, SIGNATURE, length};
    bool encrypted = false;

    while (length > SIGNATURE && !encrypted && read_block(&from, &encrypted))
        ;
    return encrypted;
}
