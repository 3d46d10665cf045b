/* SPDX-License-Identifier: MIT */
/* Which Exchange asks stands in its User-Agent, made from AdminDisplayVersion. */
#include "agent.h"

#include "base/text.h"

#include <stdio.h>

char *agent_name(const char *kind, const char *display_version)
{
    unsigned major = 15, minor = 0, build = 0, revision = 0;

    /* NOLINTNEXTLINE(cert-err34-c): five digits at most each */
    if (sscanf(display_version, "Version %5u.%5u (Build %5u.%5u)", &major, &minor, &build, &revision) != 4)
        return text_copy(kind);
    return text_format("%s//%02u.%02u.%04u.%03u", kind, major, minor, build, revision);
}
