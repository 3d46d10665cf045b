/* SPDX-License-Identifier: MIT */
/* Which Exchange asks stands in its User-Agent, made from AdminDisplayVersion. */
#include "agent.h"

#include "base/text.h"
#include "vocabulary/exchange_build.h"

char *agent_name(const char *kind, const char *display_version)
{
    struct exchange_build build = {0};

    if (exchange_build_read(display_version, &build) < 4)
        return text_copy(kind);
    return text_format("%s//%02u.%02u.%04u.%03u", kind, build.major, build.minor, build.build, build.revision);
}
