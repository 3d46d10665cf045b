/* SPDX-License-Identifier: MIT */
/* What several logs ask of an entry of the journal. Pure. */
#ifndef FBLAB_LOG_ENTRY_H
#define FBLAB_LOG_ENTRY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Borrowed; "" where there is none. */
const char *log_entry_text(const json_t *entry, const char *member);
int log_entry_status(const json_t *entry);
bool log_entry_is(const json_t *entry, const char *member, const char *value);
bool log_entry_is_request(const json_t *entry);
/* Did it come to the web server of an Exchange server? What http.sys or a device answered did not. */
bool log_entry_reached_iis(const json_t *entry);
/* And to the Exchange behind the front end? Whom the front end does not know, it sends away itself. */
bool log_entry_reached_back_end(const json_t *entry);
/* Is it asked of the requests to /EWS; else of those to /autodiscover. */
bool log_entry_is_ews(const json_t *entry);

/* The server's name, as a folder can have it. The caller frees it. */
char *log_entry_folder(const json_t *entry);

/* "2026-01-05", "08:00:00" */
void log_write_date(FILE *output, const json_t *entry);
void log_write_time(FILE *output, const json_t *entry);
/* Digits of the time: of 2026010508..., from 2, 6 of them: "260105". The caller frees it. */
char *log_entry_stamp(const json_t *entry, unsigned from, unsigned length);

/* The parts of "127.0.0.1:50000" in the entry's `client` and `address`. */
void log_write_client_address(FILE *output, const json_t *entry);
void log_write_client_port(FILE *output, const json_t *entry);
void log_write_server_address(FILE *output, const json_t *entry);
void log_write_server_port(FILE *output, const json_t *entry);
void log_write_milliseconds(FILE *output, const json_t *entry);

/* "15.01.2507.006", and its four parts alone (0 to 3). */
void log_write_version(FILE *output, const json_t *entry);
unsigned log_entry_version(const json_t *entry, unsigned part);

#endif
