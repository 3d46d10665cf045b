/* SPDX-License-Identifier: MIT */
/* HTTP as those see it who pass on bytes: its name, and two things that faults say in its stead. */
#ifndef FBLAB_PROTOCOL_H
#define FBLAB_PROTOCOL_H

extern const char http_protocol_name[];    /* in TLS (ALPN) */
extern const char http_refusal_in_clear[]; /* what a web server that speaks plain HTTP answers to a ClientHello */
extern const char http_nonsense[];         /* what no client can take for an answer */

#endif
