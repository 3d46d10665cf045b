/* SPDX-License-Identifier: MIT */
/* Cmdlets of Windows for IIS and TLS: application pools and cipher suites of the Exchange server. */
#include "base/text.h"
#include "server_objects.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/party_names.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <string.h>

static const char *wanted_pool(const struct command *command)
{
    return command->identity ? command->identity : command_text(command, "Name");
}

/* NULL: error says that there is none. */
static xmlNode *find_pool(const xmlDoc *document, const struct command *command, struct error *error)
{
    xmlNode *pool = server_object(document, "LabApplicationPool", wanted_pool(command));

    if (!pool)
        error_set(error, "Cannot find path 'IIS:\\AppPools\\%s' because it does not exist.", wanted_pool(command));
    return pool;
}

static bool set_pool(xmlDoc *document, const struct command *command, const char *status, struct error *error)
{
    xmlNode *pool = find_pool(document, command, error);

    if (pool)
        property_write(pool, noun_find("LabApplicationPool"), "Status", status);
    return pool;
}

static bool start_pool(xmlDoc *document, const struct command *command, struct error *error)
{
    return set_pool(document, command, "Started", error);
}

static bool stop_pool(xmlDoc *document, const struct command *command, struct error *error)
{
    return set_pool(document, command, "Stopped", error);
}

static bool restart_pool(xmlDoc *document, const struct command *command, struct error *error)
{
    const xmlNode *pool = find_pool(document, command, error);

    if (pool && text_equal(property_read(pool, "Status"), "Stopped"))
        return error_set(error, "You have to start stopped object before restarting it.");
    return pool && set_pool(document, command, "Started", error);
}

/* One that crashes again and again is started all the same. */
static bool show_pools(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    const struct noun *const noun = noun_find("LabApplicationPool");
    const char *const pattern = *wanted_pool(command) ? wanted_pool(command) : "*";
    const char *const server = first_server_name(document);

    (void)error;
    for (const xmlNode *pool = scope_object(scope_find(document, SCOPE_ONPREM), noun, NULL, NULL); output && pool;
         pool = xml_next(pool, noun_element(noun))) {
        const char *const slash = strchr(property_read(pool, "Identity"), '\\');
        const bool stopped = text_equal(property_read(pool, "Status"), "Stopped");
        const struct result_row rows[] = {{"Name", slash ? slash + 1 : ""}, {"State", stopped ? "Stopped" : "Started"}};
        if (slash && text_equal(property_read(pool, "Server"), server) && text_matches(slash + 1, pattern))
            format_result(command->format, output, rows, ARRAY_SIZE(rows));
    }
    return true;
}

/* Names of Windows and of OpenSSL, in the order of Windows Server 2019. */
static const struct cipher_suite {
    const char *name, *openssl;
    bool tls13;
} suites[] = {
    {"TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", true},
    {"TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", true},
    {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", false},
    {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", false},
    {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", false},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", false},
    {"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", false},
    {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", false},
    {"TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", false},
    {"TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", false},
    {"TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", false},
    {"TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", false},
};

/* One of "A:B:C", of which none means all. */
static bool is_listed(const char *ciphers, const char *name)
{
    const size_t length = strlen(name);

    for (const char *next = ciphers; *next; next += strcspn(next, ":"), next += *next == ':')
        if (strcspn(next, ":") == length && text_starts(next, name))
            return true;
    return !*ciphers;
}

static bool is_on(const xmlNode *tls, const struct cipher_suite *suite)
{
    const char *most = property_read(tls, "MaximumProtocol");

    if (suite->tls13)
        return !*most || text_equal(most, "Tls13");
    return !text_equal(property_read(tls, "MinimumProtocol"), "Tls13") &&
           is_listed(property_read(tls, "CipherList"), suite->openssl);
}

static bool show_suites(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    const xmlNode *tls = scope_object(scope_find(document, SCOPE_LAB), noun_find("LabTls"), "Party", PARTY_ONPREM);
    const char *pattern = *wanted_pool(command) ? wanted_pool(command) : "*";

    (void)error;
    for (size_t i = 0; output && tls && i < ARRAY_SIZE(suites); i++) {
        const struct result_row rows[] = {{"Name", suites[i].name}};
        if (is_on(tls, &suites[i]) && (text_matches(suites[i].name, pattern) || strstr(suites[i].name, pattern)))
            format_result(command->format, output, rows, ARRAY_SIZE(rows));
    }
    return true;
}

static const struct parameter names[] = {
    {"Name", .type = TYPE_TEXT},
};

#define AT_THE_SERVER (AT(ONPREM) | AT(SERVER))
#define POOL "WebAppPool", .scopes = AT_THE_SERVER, .verbs = RUN, PARAMETERS(names)

const struct cmdlet_action action_start_web_app_pool = {
    {"Start", RUN, .change = start_pool},
    {POOL, .says = "starts an application pool of IIS"},
};

const struct cmdlet_action action_stop_web_app_pool = {
    {"Stop", RUN, .change = stop_pool},
    {POOL, .says = "stops an application pool of IIS"},
};

const struct cmdlet_action action_restart_web_app_pool = {
    {"Restart", RUN, .change = restart_pool},
    {POOL, .says = "recycles an application pool of IIS"},
};

const struct cmdlet_action action_get_iis_app_pool = {
    {"Get", RUN, .show = show_pools},
    {"IISAppPool", .says = "an application pool of IIS, and whether it is started", .scopes = AT_THE_SERVER,
     .verbs = RUN, PARAMETERS(names)},
};

const struct cmdlet_action action_get_tls_cipher_suite = {
    {"Get", RUN, .show = show_suites},
    {"TlsCipherSuite", .says = "a cipher suite that the Exchange server offers", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(names)},
};
