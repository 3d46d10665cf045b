/* SPDX-License-Identifier: MIT */
/* Refuses what would send a page and its cookie in clear over a network. */
#include "web_options.h"

#include "base/text.h"
#include "room/room.h"
#include "terminal/program.h"
#include "terminal/status.h"

static bool is_loopback(const char *address)
{
    return !address || text_starts(address, "127.") || text_equal(address, "::1") || text_equal(address, "localhost");
}

static struct room *start(const struct web_options *options, unsigned readers, struct error *error)
{
    const struct room_options wanted = {.listen_address = options->listen,
                                        .port = (unsigned)options->port.value,
                                        .public_url = options->public_url,
                                        .readers = readers};
    struct room *const room = room_start(&wanted, error);

    if (room && options->public_url)
        complain(STATUS_DONE, "what speaks TLS for %s passes it on to http://%s:%u, and the Host header with it",
                 options->public_url, options->listen ? options->listen : "127.0.0.1", room_port(room));
    return room;
}

struct room *web_room_start(const struct web_options *options, unsigned readers, struct error *error)
{
    if (!is_loopback(options->listen) && !options->public_url)
        error_set(error, "beyond loopback the page needs --public-url URL, the address under which browsers know it");
    else if (options->public_url && !text_starts(options->public_url, "https://"))
        error_set(error, "--public-url must begin with https://, for the page and its cookie may not go in clear");
    else if (options->public_url && !options->behind_tls)
        error_set(error, "--public-url needs --behind-tls: fblab itself speaks no TLS here, something in front must");
    else
        return start(options, readers, error);
    return NULL;
}
