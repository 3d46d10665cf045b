/* SPDX-License-Identifier: MIT */
/* Traces as browsers (HAR 1.2) and Fiddler (SAZ) save them. */
#ifndef FBLAB_TRACE_FILE_H
#define FBLAB_TRACE_FILE_H

#include "base/error.h"
#include "trace.h"

#include <jansson.h>

enum { TRACE_FILE_LIMIT = 256 << 20 };

/* Adds what is in the file. false: error names it and says what is wrong. */
bool trace_read(const char *path, struct trace *trace, struct error *error);

/* The parts of it. har: false: it is no HAR. saz: false: error says what is wrong. */
bool trace_read_har(const json_t *json, struct trace *trace);
bool trace_read_saz(const char *bytes, size_t length, struct trace *trace, struct error *error);

#endif
