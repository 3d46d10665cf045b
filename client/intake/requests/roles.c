/* SPDX-License-Identifier: MIT */
/* Names of W3C logging in IIS and of error logging in the HTTP API, of Exchange's own logs, of nginx, Apache, HAProxy and F5. */
#include "roles.h"

#include "base/cleanup.h"

#include <ctype.h>

static const struct {
    const char *name;
    enum role role;
} names[] = {
    {"date", ROLE_DATE},
    {"time", ROLE_TIME},
    {"DateTime", ROLE_TIME},
    {"timestamp", ROLE_TIME},
    {"@timestamp", ROLE_TIME},
    {"EdgeStartTimestamp", ROLE_TIME},
    {"TimeGenerated", ROLE_TIME},
    {"EdgeEndTimestamp", ROLE_TIME},
    {"time_local", ROLE_TIME},
    {"time_iso8601", ROLE_TIME},
    {"time_date", ROLE_TIME},
    {"ts", ROLE_TIME},
    {"s-computername", ROLE_MACHINE},
    {"ServerHostName", ROLE_MACHINE},
    {"MachineName", ROLE_MACHINE},
    {"hostname", ROLE_MACHINE},
    {"s-ip", ROLE_SERVER},
    {"server_addr", ROLE_SERVER},
    {"server_ip", ROLE_SERVER},
    {"server", ROLE_SERVER},
    {"cs-host", ROLE_HOST},
    {"UrlHost", ROLE_HOST},
    {"r-host", ROLE_HOST},
    {"host", ROLE_HOST},
    {"http_host", ROLE_HOST},
    {"vhost", ROLE_HOST},
    {"server_name", ROLE_HOST},
    {"c-ip", ROLE_CLIENT},
    {"ClientIpAddress", ROLE_CLIENT},
    {"client_ip", ROLE_CLIENT},
    {"client", ROLE_CLIENT},
    {"remote_addr", ROLE_CLIENT},
    {"remote_ip", ROLE_CLIENT},
    {"ip_client", ROLE_CLIENT},
    {"ClientHost", ROLE_CLIENT},
    {"src_ip", ROLE_CLIENT},
    {"src", ROLE_CLIENT},
    {"IPAddress", ROLE_CLIENT},
    {"X-Forwarded-For", ROLE_FORWARDED},
    {"http_x_forwarded_for", ROLE_FORWARDED},
    {"cs(X-Forwarded-For)", ROLE_FORWARDED},
    {"xff", ROLE_FORWARDED},
    {"cs-method", ROLE_METHOD},
    {"Method", ROLE_METHOD},
    {"s-operation", ROLE_METHOD},
    {"request_method", ROLE_METHOD},
    {"ClientRequestMethod", ROLE_METHOD},
    {"http_method", ROLE_METHOD},
    {"verb", ROLE_METHOD},
    {"cs-uri-stem", ROLE_URL},
    {"cs-uri", ROLE_URL},
    {"UrlStem", ROLE_URL},
    {"request_uri", ROLE_URL},
    {"http_uri", ROLE_URL},
    {"uri_path", ROLE_URL},
    {"uri", ROLE_URL},
    {"url", ROLE_URL},
    {"path", ROLE_URL},
    {"RequestPath", ROLE_URL},
    {"requestUrl", ROLE_URL},
    {"ClientRequestURI", ROLE_URL},
    {"request", ROLE_REQUEST},
    {"http_request", ROLE_REQUEST},
    {"cs(User-Agent)", ROLE_AGENT},
    {"UserAgent", ROLE_AGENT},
    {"http_user_agent", ROLE_AGENT},
    {"c-agent", ROLE_AGENT},
    {"agent", ROLE_AGENT},
    {"csUserAgent", ROLE_AGENT},
    {"ClientRequestUserAgent", ROLE_AGENT},
    {"request_User-Agent", ROLE_AGENT},
    {"ua", ROLE_AGENT},
    {"sc-status", ROLE_STATUS},
    {"HttpStatus", ROLE_STATUS},
    {"http_status_code", ROLE_STATUS},
    {"http_statcode", ROLE_STATUS},
    {"status", ROLE_STATUS},
    {"status_code", ROLE_STATUS},
    {"ResponseStatus", ROLE_STATUS},
    {"ResponseStatusCode", ROLE_STATUS},
    {"response_code", ROLE_STATUS},
    {"response", ROLE_STATUS},
    {"resp", ROLE_STATUS},
    {"rc", ROLE_STATUS},
    {"code", ROLE_STATUS},
    {"http", ROLE_STATUS},
    {"DownstreamStatus", ROLE_STATUS},
    {"EdgeResponseStatus", ROLE_STATUS},
    {"BackEndStatus", ROLE_BACKEND_STATUS},
    {"upstream_status", ROLE_BACKEND_STATUS},
    {"OriginStatus", ROLE_BACKEND_STATUS},
    {"OriginResponseStatus", ROLE_BACKEND_STATUS},
    {"time-taken", ROLE_TAKEN},
    {"TotalRequestTime", ROLE_TAKEN},
    {"s-reason", ROLE_REASON},
    {"SoapAction", ROLE_ACTION},
};

/* Columns of errors go by many names. */
static const char *const telling[] = {"diagnostics",   "exception",         "GenericErrors",    "AuthenticationErrors",
                                      "error-info",    "error_text",        "WWW-Authenticate", "ErrorMessage",
                                      "error_message", "error_description", "failureReason"};

/* "http_status", "http-status" and "httpStatus" are one name. */
static bool is_name(struct slice name, const char *known)
{
    size_t at = 0;

    for (; *known; known++) {
        if (*known == '_' || *known == '-')
            continue;
        while (at < name.length && (name.text[at] == '_' || name.text[at] == '-'))
            at++;
        if (at == name.length || tolower((unsigned char)name.text[at++]) != tolower((unsigned char)*known))
            return false;
    }
    return at == name.length;
}

enum role role_of(struct slice name)
{
    const struct slice plain = slice_trimmed(name);

    if (plain.length == 0 || isdigit((unsigned char)*plain.text))
        return ROLE_NONE;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if ((*plain.text | 0x20) == (*names[i].name | 0x20) && is_name(plain, names[i].name))
            return names[i].role;
    for (size_t i = 0; i < ARRAY_SIZE(telling); i++)
        if (slice_has(plain, telling[i]))
            return ROLE_TELLING;
    return ROLE_NONE;
}
