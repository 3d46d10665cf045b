/* SPDX-License-Identifier: MIT */
/* Reads LabReverseProxy: which requests it refuses, and as which product. */
#include "reverse_proxy.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "injected_page.h"
#include "origin/origin.h"
#include "tmg.h"
#include "vocabulary/places.h"

#define SIGN_IN_PAGE                                                                                                   \
    "<html><head><title>401 Unauthorized</title></head><body><h1>Unauthorized</h1>"                                    \
    "<p>Sign in at the gateway to reach this address.</p></body></html>\r\n"

/* A gateway that wants its own sign-in. It has never heard of Exchange, so nothing in its answer says so; and servers
 * that ask for a mailbox's free/busy times have no password it would take. */
static void demand_sign_in(const struct request *request, struct answer *answer)
{
    const char *host = headers_get(&request->headers, "Host");
    CLEANUP(cleanup_string) char *challenge = text_format("Basic realm=\"%.255s\"", host ? host : "gateway");

    answer_set(answer, 401, "text/html", SIGN_IN_PAGE);
    headers_add(&answer->headers, "WWW-Authenticate", challenge);
}

static const struct device {
    const char *name;
    void (*refuse)(const struct request *request, struct answer *answer);
} devices[] = {
    {"TMG", tmg_refuse},
    {"Proxy", demand_sign_in},
};

static bool covers(const struct object *proxy, const char *property, const char *path)
{
    for (size_t i = 0; i < object_count(proxy, property); i++)
        if (path_below(path, object_item(proxy, property, i)))
            return true;
    return false;
}

/* A rule without paths publishes all. */
static bool is_unpublished(const struct object *proxy, const char *path)
{
    return object_count(proxy, "PublishedPaths") > 0 && !covers(proxy, "PublishedPaths", path);
}

static const struct device *find_device(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
        if (text_equal(devices[i].name, name))
            return &devices[i];
    return NULL;
}

bool reverse_proxy_answer(struct strike_counts *strike_counts, const struct snapshot *snapshot,
                          const struct request *request, struct answer *answer)
{
    const struct object *proxy = snapshot_find(snapshot, SCOPE_LAB, "LabReverseProxy", "Party", request->origin->party);
    const struct device *device = proxy ? find_device(object_text(proxy, "Device")) : NULL;
    const bool refuses =
        device && (covers(proxy, "PreAuthenticatedPaths", request->path) || is_unpublished(proxy, request->path));
    const bool injects = proxy && covers(proxy, "InjectedPagePaths", request->path);

    if ((!refuses && !injects) || !strike_due(strike_counts, snapshot, proxy, request->origin, request))
        return false;
    if (refuses)
        device->refuse(request, answer);
    else
        injected_page_answer(object_text(proxy, "InjectedPage"), object_text(proxy, "InjectedPageType"), answer);
    return true;
}
