/* SPDX-License-Identifier: MIT */
#include "service.h"

#define CONNECT_MS 5000
#define ANSWER_MS 10000

static long choose(long wanted, const struct object *object, const char *property, long otherwise)
{
    const long set = object ? object_number(object, property, 0) : 0;

    if (wanted > 0)
        return wanted;
    return set > 0 ? set : otherwise;
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
    };
}
