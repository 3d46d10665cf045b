/* SPDX-License-Identifier: MIT */
/* pcapng: a section, an interface of bare IPv4, the secrets of TLS, and the packets, with sequence numbers as TCP would
 * have given them. Source: draft-ietf-opsawg-pcapng. */
#include "recorded.h"

#include "base/memory.h"

#include <netinet/in.h>
#include <string.h>

enum {
    BLOCK_SECTION = 0x0A0D0D0A,
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET = 6,
    BLOCK_SECRETS = 10,
    BYTE_ORDER_MARK = 0x1A2B3C4D,
    LINK_RAW = 101,
    SECRETS_TLS = 0x544C534B,
    IP_HEADER = 20,
    TCP_HEADER = 20,
    SEGMENT = 1400,
    FIRST_PORT = 50000,
    FLAG_FIN = 1,
    FLAG_SYN = 2,
    FLAG_RST = 4,
    FLAG_PSH = 8,
    FLAG_ACK = 16,
};

/* What was said so far on a connection: the next sequence number of either side. */
struct conversation {
    const struct recorded_connection *connection;
    uint32_t next[2]; /* of us, of them */
    bool shaken;      /* hands */
};

static void put32(FILE *output, uint32_t value)
{
    fwrite(&value, sizeof value, 1, output); /* in our own order, which the section's mark tells */
}

/* Type, length, content padded to four bytes, length. `head` may be followed by `bytes`. */
static void put_block(FILE *output, uint32_t type, const void *head, size_t head_length, const void *bytes,
                      size_t length)
{
    const size_t padding = (4 - length % 4) % 4;
    const uint32_t total = (uint32_t)(12 + head_length + length + padding);

    put32(output, type);
    put32(output, total);
    fwrite(head, 1, head_length, output);
    if (length)
        fwrite(bytes, 1, length, output);
    fwrite("\0\0\0", 1, padding, output);
    put32(output, total);
}

static void put_head(const struct traffic_record *record, FILE *output)
{
    const uint32_t section[] = {BYTE_ORDER_MARK, 1, UINT32_MAX, UINT32_MAX}; /* version 1.0, length not known */
    const uint32_t link[] = {LINK_RAW, 0};
    const uint32_t secrets[] = {SECRETS_TLS, record->secrets ? (uint32_t)strlen(record->secrets) : 0};

    put_block(output, BLOCK_SECTION, section, sizeof section, NULL, 0);
    put_block(output, BLOCK_INTERFACE, link, sizeof link, NULL, 0);
    if (record->secrets)
        put_block(output, BLOCK_SECRETS, secrets, sizeof secrets, record->secrets, strlen(record->secrets));
}

static uint32_t sum_of(const unsigned char *bytes, size_t length, uint32_t sum)
{
    for (size_t i = 0; i < length; i++)
        sum += i % 2 ? bytes[i] : (uint32_t)bytes[i] << 8;
    return sum;
}

static void put_sum(unsigned char *where, uint32_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    where[0] = (unsigned char)(~sum >> 8);
    where[1] = (unsigned char)~sum;
}

static void put_number(unsigned char *where, uint32_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        where[i] = (unsigned char)(value >> 8 * (size - 1 - i));
}

/* Both headers of a packet of one side. */
static void write_headers(unsigned char *packet, const struct conversation *conversation, bool sent, unsigned flags,
                          size_t length)
{
    const struct recorded_connection *const connection = conversation->connection;
    const uint32_t port = FIRST_PORT + (uint32_t)connection->number % 10000, service = connection->secure ? 443 : 80;
    unsigned char *const tcp = packet + IP_HEADER;

    memset(packet, 0, IP_HEADER + TCP_HEADER);
    packet[0] = 0x45;
    put_number(packet + 2, (uint32_t)(IP_HEADER + TCP_HEADER + length), 2);
    packet[8] = 64;
    packet[9] = IPPROTO_TCP;
    put_number(packet + 12, sent ? connection->from : connection->to, 4);
    put_number(packet + 16, sent ? connection->to : connection->from, 4);
    put_sum(packet + 10, sum_of(packet, IP_HEADER, 0));
    put_number(tcp, sent ? port : service, 2);
    put_number(tcp + 2, sent ? service : port, 2);
    put_number(tcp + 4, conversation->next[!sent], 4);
    put_number(tcp + 8, flags & FLAG_ACK ? conversation->next[sent] : 0, 4);
    tcp[12] = TCP_HEADER / 4 << 4;
    tcp[13] = (unsigned char)flags;
    put_number(tcp + 14, UINT16_MAX, 2);
    put_sum(tcp + 16, sum_of(packet + 12, 8, IPPROTO_TCP + (uint32_t)(TCP_HEADER + length)) +
                          sum_of(tcp, TCP_HEADER + length, 0));
}

static void put_packet(FILE *output, struct conversation *conversation, const struct recorded *when, bool sent,
                       unsigned flags, const unsigned char *bytes, size_t length)
{
    unsigned char packet[IP_HEADER + TCP_HEADER + SEGMENT];
    const uint32_t size = (uint32_t)(IP_HEADER + TCP_HEADER + length);
    const uint32_t head[] = {0, (uint32_t)(when->microseconds >> 32), (uint32_t)when->microseconds, size, size};

    memset(packet, 0, IP_HEADER + TCP_HEADER);
    if (length)
        memcpy(packet + IP_HEADER + TCP_HEADER, bytes, length);
    write_headers(packet, conversation, sent, flags, length);
    put_block(output, BLOCK_PACKET, head, sizeof head, packet, size);
    conversation->next[!sent] += (uint32_t)length + ((flags & (FLAG_SYN | FLAG_FIN)) ? 1 : 0);
}

/* The connection stood as soon as anybody said something. */
static void shake_hands(FILE *output, struct conversation *conversation, const struct recorded *when)
{
    if (conversation->shaken)
        return;
    conversation->shaken = true;
    put_packet(output, conversation, when, false, FLAG_SYN | FLAG_ACK, NULL, 0);
    put_packet(output, conversation, when, true, FLAG_ACK, NULL, 0);
}

static void put_bytes(FILE *output, struct conversation *conversation, const struct recorded *recorded)
{
    for (size_t done = 0; done < recorded->length; done += SEGMENT)
        put_packet(output, conversation, recorded, recorded->sent, FLAG_PSH | FLAG_ACK, recorded->bytes + done,
                   recorded->length - done < SEGMENT ? recorded->length - done : SEGMENT);
}

static void put_recorded(FILE *output, struct conversation *conversation, const struct recorded *recorded)
{
    switch (recorded->kind) {
    case RECORDED_SYN: put_packet(output, conversation, recorded, true, FLAG_SYN, NULL, 0); return;
    case RECORDED_REFUSAL: put_packet(output, conversation, recorded, false, FLAG_RST | FLAG_ACK, NULL, 0); return;
    case RECORDED_BYTES:
    case RECORDED_RESET:
    case RECORDED_END: break;
    }
    shake_hands(output, conversation, recorded);
    if (recorded->kind == RECORDED_BYTES)
        put_bytes(output, conversation, recorded);
    else
        put_packet(output, conversation, recorded, false,
                   FLAG_ACK | (recorded->kind == RECORDED_RESET ? FLAG_RST : FLAG_FIN), NULL, 0);
}

static void put_packets(const struct traffic_record *record, FILE *output)
{
    struct conversation *const conversations = memory_array(record->connection_count, sizeof *conversations);

    for (size_t i = 0; i < record->connection_count; i++)
        conversations[i] = (struct conversation){.connection = &record->connections[i], .next = {1000, 2000}};
    for (const struct recorded *recorded = record->first; recorded; recorded = recorded->next) {
        const struct recorded_connection *const connection = recorded_connection(record, recorded->connection);

        if (connection)
            put_recorded(output, &conversations[connection - record->connections], recorded);
    }
    free(conversations);
}

char *traffic_record_packets(const struct traffic_record *record, size_t *length)
{
    char *bytes = NULL;
    FILE *output = text_stream(&bytes, length);

    put_head(record, output);
    put_packets(record, output);
    text_stream_close(output);
    return bytes;
}
