/* SPDX-License-Identifier: MIT */
/* A query as options of libcurl. */
#ifndef FBLAB_REQUEST_OPTIONS_H
#define FBLAB_REQUEST_OPTIONS_H

#include "transport_query.h"

#include "late/curl.h"

/* Lines that an option lends: they must live as long as it is set. */
void option_lines_add(struct curl_slist **lines, const char *line);
void option_lines_free(struct curl_slist **lines);

/* The headers that an Exchange sends. The caller frees them. */
struct curl_slist *request_options_headers(const struct transport_query *query);
void request_options_set(CURL *easy, const struct transport_query *query, struct curl_slist *headers);

#endif
