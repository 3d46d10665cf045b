/* SPDX-License-Identifier: MIT */
/* Reads answers of DNS, which are hostile, through the resolver library's own parser. */
#include "service_record.h"

#include "base/memory.h"
#include "base/text.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ":srv"
#define ANSWER_LIMIT 65536
#define TARGET_OFFSET 6 /* behind priority, weight and port */

struct service_record {
    unsigned priority, port;
    char host[NS_MAXDNAME];
};

static bool read_record(const ns_msg *message, const ns_rr *record, struct service_record *found)
{
    const unsigned char *data = ns_rr_rdata(*record);

    if (ns_rr_type(*record) != ns_t_srv || ns_rr_rdlen(*record) <= TARGET_OFFSET)
        return false;
    found->priority = ns_get16(data);
    found->port = ns_get16(data + 4);
    return ns_name_uncompress(ns_msg_base(*message), ns_msg_end(*message), data + TARGET_OFFSET, found->host,
                              sizeof found->host) >= 0;
}

/* A target "." says that the service is not offered. */
static bool is_offered(const struct service_record *record)
{
    return record->port != 0 && *record->host && strcmp(record->host, ".") != 0;
}

char *service_record_read(const unsigned char *answer, size_t length)
{
    struct service_record best = {.priority = 65536}, found;
    ns_msg message;
    ns_rr record;

    if (length > ANSWER_LIMIT || ns_initparse(answer, (int)length, &message) != 0)
        return NULL;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++)
        if (ns_parserr(&message, ns_s_an, i, &record) == 0 && read_record(&message, &record, &found) &&
            found.priority < best.priority)
            best = found;
    return is_offered(&best) ? text_format("%s:%u", best.host, best.port) : NULL;
}

static char *known(const struct network *network, const char *name)
{
    const size_t length = strlen(name);

    for (size_t i = 0; i < network->host_count; i++) {
        const struct flow_host *host = &network->hosts[i];
        if (text_starts(host->name, name) && text_equal(host->name + length, SUFFIX))
            return text_copy(host->address);
    }
    return NULL;
}

static char *resolve(const struct network *network, const char *name)
{
    unsigned char *answer = memory_room(ANSWER_LIMIT);
    struct __res_state state = {0};
    char *found = NULL;
    int length;

    if (res_ninit(&state) == 0) {
        state.retry = 1;
        state.retrans = (int)((network_connect_ms(network) + 999) / 1000);
        length = res_nquery(&state, name, ns_c_in, ns_t_srv, answer, ANSWER_LIMIT);
        found = length > 0 ? service_record_read(answer, (size_t)length) : NULL;
        res_nclose(&state);
    }
    free(answer);
    return found;
}

char *service_record_find(const struct network *network, const char *name)
{
    char *found = known(network, name);

    return found || network->isolated ? found : resolve(network, name);
}
