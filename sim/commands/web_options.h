/* SPDX-License-Identifier: MIT */
/* Where the control room is served, as the command line says. */
#ifndef FBLAB_COMMANDS_WEB_OPTIONS_H
#define FBLAB_COMMANDS_WEB_OPTIONS_H

#include "base/error.h"
#include "terminal/options.h"

#include <stdbool.h>

struct room;

struct web_options {
    const char *listen, *public_url;
    struct option_number port;
    bool wanted, behind_tls, open; /* open: in the user's own browser */
};

/* Loopback is the default. Beyond it the page is served under a public https address only, with something in front
 * that speaks TLS. NULL: error says why. */
struct room *web_room_start(const struct web_options *options, unsigned readers, struct error *error);

#endif
