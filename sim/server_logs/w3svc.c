/* SPDX-License-Identifier: MIT */
/* IIS: the front end's site (W3SVC1, port 443) and the back end's (W3SVC2, port 444), in W3C's extended format, UTC. */
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

/* What IIS writes beside a status that it gave itself: the substatus, and the number of a Windows error.
 * Source: Microsoft's list of HTTP status codes in IIS. */
static const struct iis_status {
    int status, substatus, win32;
} none, iis_statuses[] = {
            {401, 2, 5},
            {404, 3, 50},
            {405, 0, 1},
};

/* Of a log-on that failed: 401.1, and what Windows said (SEC_E_BAD_BINDINGS). */
static const struct iis_status refused_log_on = {401, 1, (int)0x80090346};

static const struct iis_status *status_of(const json_t *entry)
{
    if (*log_entry_text(entry, "log_on_status"))
        return &refused_log_on;
    if (log_entry_is(entry, "answered_by", "IIS"))
        for (size_t i = 0; i < ARRAY_SIZE(iis_statuses); i++)
            if (iis_statuses[i].status == log_entry_status(entry))
                return &iis_statuses[i];
    return &none;
}

static void write_query(FILE *output, const json_t *entry)
{
    const char *const query = log_entry_text(entry, "query"), *const id = log_entry_text(entry, "request_id");

    fputs(query, output);
    if (*id)
        fprintf(output, "&CorrelationID=<empty>;&cafeReqId=%s;", id);
}

static void write_substatus(FILE *output, const json_t *entry)
{
    fprintf(output, "%d", status_of(entry)->substatus);
}

static void write_win32(FILE *output, const json_t *entry)
{
    fprintf(output, "%u", (unsigned)status_of(entry)->win32);
}

enum { PORT = 6 }; /* the column in which the two sites differ */

/* IIS's own choice of columns. */
static const struct log_column front_end[] = {
    {"date", .write = log_write_date},
    {"time", .write = log_write_time},
    {"s-ip", .write = log_write_server_address},
    {"cs-method", .member = "method"},
    {"cs-uri-stem", .member = "path"},
    {"cs-uri-query", .write = write_query},
    [PORT] = {"s-port", .write = log_write_server_port},
    {.name = "cs-username"},
    {"c-ip", .write = log_write_client_address},
    {"cs(User-Agent)", .member = "user_agent"},
    {.name = "cs(Referer)"},
    {"sc-status", .member = "status"},
    {"sc-substatus", .write = write_substatus},
    {"sc-win32-status", .write = write_win32},
    {"time-taken", .write = log_write_milliseconds},
};

static const struct log_layout columns = {LOG_COLUMNS(front_end), ' ', "-", log_value_w3c};

static void write_head(FILE *output, const json_t *entry)
{
    log_columns_w3c_head(&columns, output, entry, "Microsoft Internet Information Services 10.0", "1.0");
}

static char *path_of(const json_t *entry, unsigned site)
{
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);
    CLEANUP(cleanup_string) char *day = log_entry_stamp(entry, 2, 6);

    return text_format("%s/inetpub/logs/LogFiles/W3SVC%u/u_ex%s.log", folder, site, day);
}

static char *front_end_path(const json_t *entry)
{
    return path_of(entry, 1);
}

static char *back_end_path(const json_t *entry)
{
    return path_of(entry, 2);
}

static void write_front_end(FILE *output, const json_t *entry)
{
    log_columns_line(&columns, output, entry);
}

static void write_back_end(FILE *output, const json_t *entry)
{
    struct log_column items[ARRAY_SIZE(front_end)];
    const struct log_layout behind = {LOG_COLUMNS(items), ' ', "-", log_value_w3c};

    memcpy(items, front_end, sizeof items);
    items[PORT] = (struct log_column){"s-port", .constant = "444"};
    log_columns_line(&behind, output, entry);
}

const struct log_kind log_w3svc1 = {log_entry_reached_iis, front_end_path, write_head, .write_line = write_front_end};
const struct log_kind log_w3svc2 = {log_entry_reached_back_end, back_end_path, write_head,
                                    .write_line = write_back_end};
