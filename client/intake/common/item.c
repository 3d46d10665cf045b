/* SPDX-License-Identifier: MIT */
#include "item.h"

static const char *const names[ITEM_KIND_COUNT] = {
    [ITEM_TEXT] = "text",
    [ITEM_XML] = "xml",
    [ITEM_JSON] = "json",
    [ITEM_QUERY] = "query",
    [ITEM_HTTP] = "http",
    [ITEM_HAR] = "har",
    [ITEM_SAZ] = "saz",
    [ITEM_IIS] = "iis",
    [ITEM_HTTPERR] = "httperr",
    [ITEM_LOG] = "log",
    [ITEM_HTTP_PROXY] = "httpproxy",
    [ITEM_EVENTS] = "events",
};

const char *item_kind_name(enum item_kind kind)
{
    return kind < ITEM_KIND_COUNT ? names[kind] : "unknown";
}
