/* SPDX-License-Identifier: MIT */
/* Reads LabAvailabilityService; what the caller asks for goes before it. */
#include "own_network.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <openssl/ssl.h>

static long choose(long wanted, const struct object *object, const char *property)
{
    return wanted > 0 || !object ? wanted : object_number(object, property, 0);
}

static int newest_tls(const struct object *object)
{
    static const struct {
        const char *name;
        int version;
    } protocols[] = {
        {"Tls10", TLS1_VERSION}, {"Tls11", TLS1_1_VERSION}, {"Tls12", TLS1_2_VERSION}, {"Tls13", TLS1_3_VERSION}};

    for (size_t i = 0; object && i < ARRAY_SIZE(protocols); i++)
        if (text_equal(object_text(object, "MaximumProtocol"), protocols[i].name))
            return protocols[i].version;
    return 0;
}

struct network own_network(const struct flow_settings *settings)
{
    const struct object *object =
        settings->organization ? snapshot_next(settings->organization, settings->scope, "LabAvailabilityService", NULL)
                               : NULL;

    return (struct network){
        .hosts = settings->hosts,
        .host_count = settings->host_count,
        .isolated = settings->isolated,
        .ca_file = settings->ca_file,
        .connect_ms = choose(settings->connect_ms, object, "ConnectMilliseconds"),
        .answer_ms = choose(settings->answer_ms, object, "AnswerMilliseconds"),
        .abandoned = settings->abandoned,
        .check_revocation = object && object_flag(object, "CheckRevocation", false),
        .newest_tls = newest_tls(object),
        .traffic = settings->traffic,
    };
}
