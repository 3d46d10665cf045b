/* SPDX-License-Identifier: MIT */
/* Refuses what would send a page and its cookie in clear over a network. */
#include "web_options.h"

#include "base/text.h"
#include "room/room.h"

static bool is_loopback(const char *address)
{
    return !address || text_starts(address, "127.") || text_equal(address, "::1") || text_equal(address, "localhost");
}

struct room *web_room_start(const struct web_options *options, unsigned readers, struct error *error)
{
    const struct room_options room = {
        .listen_address = options->listen, .public_url = options->public_url, .readers = readers};

    if (!is_loopback(options->listen) && !options->public_url)
        error_set(error, "beyond loopback the page needs --public-url URL, the address under which browsers know it");
    else if (options->public_url && !text_starts(options->public_url, "https://"))
        error_set(error, "--public-url must begin with https://, for the page and its cookie may not go in clear");
    else if (options->public_url && !options->behind_tls)
        error_set(error, "--public-url needs --behind-tls: fblab itself speaks no TLS here, something in front must");
    else
        return room_start(&room, error);
    return NULL;
}
