/* SPDX-License-Identifier: MIT */
/* Sets each virtual directory to the value that the script recommends, on servers whose build knows it.
 * Source of values, builds and the warning: ExchangeExtendedProtectionManagement.ps1. */
#include "extended_protection_script.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "script_arguments.h"
#include "shell/nouns/objects.h"
#include "vocabulary/exchange_build.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

#define CHECKING "ExtendedProtectionTokenChecking"
#define EWS "WebServicesVirtualDirectory"
#define AUTODISCOVER "AutodiscoverVirtualDirectory"
#define FRONT_END_EWS "EWSFrontEnd"

enum { SERVERS, SKIPPED, EXCLUDED, SHOWN, DISABLED, CHECKED };

static const struct script_parameter parameters[] = {
    [SERVERS] = {"ExchangeServerNames", false, NULL},
    [SKIPPED] = {"SkipExchangeServerNames", false, NULL},
    [EXCLUDED] = {"ExcludeVirtualDirectories", false, FRONT_END_EWS},
    [SHOWN] = {"ShowExtendedProtection", true, NULL},
    [DISABLED] = {"DisableExtendedProtection", true, NULL},
    [CHECKED] = {"PrerequisitesCheckOnly", true, NULL},
};

static const struct script_form form = {"ExchangeExtendedProtectionManagement.ps1", parameters, ARRAY_SIZE(parameters)};

static const struct recommendation {
    const char *noun, *site, *value;
    bool excludable; /* as EWSFrontEnd */
} recommendations[] = {
    {EWS, "Default Web Site", "Allow", true},
    {EWS, "Exchange Back End", "Require", false},
    {AUTODISCOVER, "Default Web Site", "None", false},
    {AUTODISCOVER, "Exchange Back End", "None", false},
};

/* The first builds of their updates that know Extended Protection, the newest of a version last. */
static const struct exchange_build builds[] = {
    {15, 0, 1497, 38}, {15, 1, 2375, 30}, {15, 1, 2507, 11}, {15, 2, 986, 28}, {15, 2, 1118, 11}};

/* Of an update newer than the newest here any revision does. */
static bool knows_it(const char *version)
{
    struct exchange_build is;
    bool newer = false, same = false;

    if (exchange_build_read(version, &is) != 4)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(builds); i++) {
        if (builds[i].major != is.major || builds[i].minor != is.minor)
            continue;
        newer = is.build > builds[i].build;
        same |= is.build == builds[i].build && !exchange_build_before(&is, &builds[i]);
    }
    return newer || same;
}

/* One run on the document. */
struct run {
    struct script_arguments arguments;
    FILE *output; /* NULL: nobody reads */
    size_t servers;
};

static void say(const struct run *run, const char *format, const char *first, const char *second)
{
    if (run->output)
        fprintf(run->output, format, first, second);
}

static bool is_meant(const struct run *run, const char *server)
{
    return (!run->arguments.given[SERVERS] || script_argument_has(&run->arguments, SERVERS, server)) &&
           !script_argument_has(&run->arguments, SKIPPED, server);
}

static const char *wanted(const struct run *run, const struct recommendation *recommendation)
{
    const bool excluded = recommendation->excludable && run->arguments.given[EXCLUDED];

    return run->arguments.given[DISABLED] || excluded ? "None" : recommendation->value;
}

static void treat(const struct run *run, xmlNode *directory, const struct recommendation *recommendation)
{
    const char *const identity = property_read(directory, "Identity"), *const now = property_read(directory, CHECKING);

    if (run->arguments.given[SHOWN])
        say(run, "%-40s %s\n", identity, *now ? now : "None");
    else if (!run->arguments.given[CHECKED]) {
        property_write(directory, noun_find(recommendation->noun), CHECKING, wanted(run, recommendation));
        say(run, "Configured %s: %s\n", identity, wanted(run, recommendation));
    }
}

static void treat_directories(const struct run *run, const xmlNode *scope, const char *server)
{
    for (size_t i = 0; i < ARRAY_SIZE(recommendations); i++)
        for (xmlNode *node = scope->children; node; node = node->next)
            if (text_equal((const char *)node->name, recommendations[i].noun) &&
                text_equal(property_read(node, "Server"), server) &&
                strstr(property_read(node, "Identity"), recommendations[i].site))
                treat(run, node, &recommendations[i]);
}

static void treat_server(struct run *run, const xmlNode *scope, const xmlNode *server)
{
    const char *const name = property_read(server, "Name");

    if (!is_meant(run, name))
        return;
    run->servers++;
    if (!knows_it(property_read(server, "AdminDisplayVersion"))) {
        say(run, "WARNING: %s is left out: %s is too old for Extended Protection.\n", name,
            property_read(server, "AdminDisplayVersion"));
        return;
    }
    say(run, run->arguments.given[SHOWN] ? "Results for Server: %s%s\n" : "%s meets the prerequisites.%s\n", name, "");
    treat_directories(run, scope, name);
}

static bool treat_all(xmlDoc *document, void *context, struct error *error)
{
    const xmlNode *const scope = scope_find(document, SCOPE_ONPREM);
    struct run *const run = context;

    for (const xmlNode *node = scope ? scope->children : NULL; node; node = node->next)
        if (text_equal((const char *)node->name, "ExchangeServer"))
            treat_server(run, scope, node);
    return run->servers > 0 ||
           error_set(error, "No exchange servers to process. Please specify server filters correctly");
}

static const char warning[] =
    "Extended Protection is recommended to be enabled for security reasons. Known Issues: Following scenarios will not "
    "work when Extended Protection is enabled.\n"
    "    - SSL offloading or SSL termination via Layer 7 load balancing.\n"
    "    - Exchange Hybrid Features if using Modern Hybrid.\n"
    "    - Access to Public folders on Exchange 2013 Servers.\n";

static bool changes(const struct script_arguments *arguments)
{
    return !arguments->given[SHOWN] && !arguments->given[CHECKED] && !arguments->given[DISABLED];
}

bool extended_protection_check(const struct command_line *line, struct error *error)
{
    struct script_arguments arguments;

    return script_arguments_read(&form, line, &arguments, error);
}

bool extended_protection_run(const struct shell *shell, const struct command_line *line, struct error *error)
{
    struct run run = {.output = shell->output};

    if (!script_arguments_read(&form, line, &run.arguments, error))
        return false;
    if (changes(&run.arguments))
        say(&run, "%s%s", warning, "");
    return store_change(shell->store, treat_all, &run, error);
}
