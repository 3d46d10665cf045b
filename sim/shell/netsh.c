/* SPDX-License-Identifier: MIT */
/* Reads the words behind netsh, and shows, sets and resets the proxy as Windows does. */
#include "netsh.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/objects.h"
#include "vocabulary/places.h"

#include <string.h>

#define HEADING "\nCurrent WinHTTP proxy settings:\n\n"
#define DIRECT HEADING "    Direct access (no proxy server).\n\n"
#define NOUN "LabWinHttpProxy"
#define COMPUTERS "Clients" /* the name of the only object */

/* What is to be done. */
struct netsh {
    const char *verb, *server, *bypass; /* borrowed; NULL: not said */
};

static const char *word_at(const struct command_line *line, size_t index)
{
    const struct argument *const argument = index < line->count ? &line->arguments[index] : NULL;

    return argument && !argument->name && argument->value.kind == VALUE_LIST && argument->value.items.count == 1
               ? argument->value.items.items[0]
               : NULL;
}

static bool is_verb(const char *word)
{
    return text_equal(word, "show") || text_equal(word, "reset") || text_equal(word, "set");
}

/* "bypass-list=...", or in its place without the name. A quoted value is a word of its own behind the name. */
static bool read_setting(const struct command_line *line, size_t *index, struct netsh *netsh)
{
    static const char *const names[] = {"proxy-server=", "bypass-list="};
    const char **const settings[] = {&netsh->server, &netsh->bypass};
    const char *word = word_at(line, *index);
    size_t i = 0;

    while (word && i < ARRAY_SIZE(names) && !text_starts(word, names[i]))
        i++;
    if (word && i < ARRAY_SIZE(names))
        word = word[strlen(names[i])] ? word + strlen(names[i]) : word_at(line, ++*index);
    else
        i = netsh->server ? 1 : 0;
    if (!word || *settings[i])
        return false;
    *settings[i] = word;
    return true;
}

static bool refuse_syntax(struct error *error)
{
    return error_set(error,
                     "The syntax supplied for this command is not valid. Check help for the correct syntax. Usage: "
                     "set proxy [proxy-server=]<server name> [bypass-list=]<hosts list>");
}

static bool refuse_words(const struct command_line *line, struct error *error)
{
    return error_set(error,
                     "The following command was not found: %s %s %s. Of netsh the lab has winhttp show proxy, winhttp "
                     "set proxy and winhttp reset proxy.",
                     word_at(line, 0) ? word_at(line, 0) : "", word_at(line, 1) ? word_at(line, 1) : "",
                     word_at(line, 2) ? word_at(line, 2) : "");
}

static bool netsh_read(const struct command_line *line, struct netsh *netsh, struct error *error)
{
    *netsh = (struct netsh){.verb = word_at(line, 1)};
    if (!text_equal(word_at(line, 0), "winhttp") || !is_verb(netsh->verb) || !text_equal(word_at(line, 2), "proxy"))
        return refuse_words(line, error);
    for (size_t i = 3; i < line->count; i++)
        if (!text_equal(netsh->verb, "set") || !read_setting(line, &i, netsh))
            return refuse_syntax(error);
    return !text_equal(netsh->verb, "set") || (netsh->server && *netsh->server) || refuse_syntax(error);
}

bool netsh_check(const struct command_line *line, struct error *error)
{
    struct netsh netsh;

    return netsh_read(line, &netsh, error);
}

static xmlNode *proxy_of(const xmlDoc *document)
{
    xmlNode *scope = scope_find(document, SCOPE_ONPREM);

    return scope ? scope_object(scope, noun_find(NOUN), NULL, NULL) : NULL;
}

static bool show(const xmlDoc *document, void *context, struct error *error)
{
    const xmlNode *const proxy = proxy_of(document);
    const char *const bypass = proxy ? property_read(proxy, "BypassList") : "";
    FILE *output = context;

    (void)error;
    if (output && proxy)
        fprintf(output, HEADING "    Proxy Server(s) :  %s\n    Bypass List     :  %s\n\n",
                property_read(proxy, "ProxyServer"), *bypass ? bypass : "(none)");
    else if (output)
        fputs(DIRECT, output);
    return true;
}

static bool reset(xmlDoc *document, void *context, struct error *error)
{
    xmlNode *proxy = proxy_of(document);

    (void)context, (void)error;
    xmlUnlinkNode(proxy);
    xmlFreeNode(proxy);
    return true;
}

static bool set(xmlDoc *document, void *context, struct error *error)
{
    const struct noun *const noun = noun_find(NOUN);
    xmlNode *scope = scope_find(document, SCOPE_ONPREM), *proxy = proxy_of(document);
    const struct netsh *netsh = context;

    if (!scope)
        return error_set(error, "The document has no %s.", SCOPE_ONPREM);
    if (!proxy) {
        proxy = scope_add(scope, noun);
        property_write(proxy, noun, "Name", COMPUTERS);
    }
    property_write(proxy, noun, "ProxyServer", netsh->server);
    property_write(proxy, noun, "BypassList", netsh->bypass && *netsh->bypass ? netsh->bypass : NULL);
    return true;
}

/* Windows prints what is in force afterwards. */
bool netsh_run(const struct shell *shell, const struct command_line *line, struct error *error)
{
    struct netsh netsh;

    return netsh_read(line, &netsh, error) &&
           (text_equal(netsh.verb, "show") ||
            store_change(shell->store, text_equal(netsh.verb, "set") ? set : reset, &netsh, error)) &&
           store_read(shell->store, show, shell->output, error);
}
