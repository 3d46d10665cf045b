/* SPDX-License-Identifier: MIT */
#include "service.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <openssl/ssl.h>

#define CONNECT_MS 5000
#define ANSWER_MS 10000

static long choose(long wanted, const struct object *object, const char *property, long otherwise)
{
    const long set = object ? object_number(object, property, 0) : 0;

    if (wanted > 0)
        return wanted;
    return set > 0 ? set : otherwise;
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

struct service service_of(const struct flow_settings *settings)
{
    const struct object *object =
        settings->organization ? snapshot_next(settings->organization, settings->scope, "LabAvailabilityService", NULL)
                               : NULL;

    return (struct service){
        .connect_ms = choose(settings->connect_ms, object, "ConnectMilliseconds", CONNECT_MS),
        .answer_ms = choose(settings->answer_ms, object, "AnswerMilliseconds", ANSWER_MS),
        .check_revocation = object && object_flag(object, "CheckRevocation", false),
        .newest_tls = newest_tls(object),
    };
}
