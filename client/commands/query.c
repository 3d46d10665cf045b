/* SPDX-License-Identifier: MIT */
/* fbcheck query: one look-up, hop by hop, and what failed. */
#include "fbcheck_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/unicode.h"
#include "diagnosis/diagnosis.h"
#include "expected_busy.h"
#include "flow/flow.h"
#include "look_up_report/look_up_report.h"
#include "ready.h"
#include "terminal/json_output.h"
#include "terminal/status.h"
#include "vocabulary/places.h"

#include <stdlib.h>
#include <string.h>

struct query {
    const char *lab, *organization, *ews, *user, *password, *requester, *target, *scenarios, *expect_busy;
    double connect_timeout, timeout; /* seconds; 0: as usual */
    struct expected_busy expected;   /* read of expect_busy */
    bool json, outlook, evidence;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of a running lab ($FBLAB_READY_FILE)", OPTION_INTO(struct query, lab)},
    {"organization", "FILE", "the asking organization's settings", OPTION_INTO(struct query, organization)},
    {"ews", "URL", "ask this EWS address as an ordinary client", OPTION_INTO(struct query, ews)},
    {"outlook", NULL, "ask as the requester's Outlook does", OPTION_INTO(struct query, outlook)},
    {"user", "NAME", "with --ews, --outlook: Basic authentication", OPTION_INTO(struct query, user)},
    {"password", "TEXT", "with --ews, --outlook: the password", OPTION_INTO(struct query, password)},
    {"requester", "ADDRESS", "who asks", OPTION_INTO(struct query, requester)},
    {"connect-timeout", "SECONDS", "wait for a connection (5)", OPTION_INTO(struct query, connect_timeout)},
    {"timeout", "SECONDS", "wait for an answer (10)", OPTION_INTO(struct query, timeout)},
    {"expect-busy", "START/END", "this busy time (UTC) must be found", OPTION_INTO(struct query, expect_busy)},
    {"scenarios", "DIR", "know the failures in this folder too", OPTION_INTO(struct query, scenarios)},
    {"evidence", NULL, "what was seen alone: no diagnosis", OPTION_INTO(struct query, evidence)},
    {"json", NULL, "print evidence and diagnoses as JSON", OPTION_INTO(struct query, json)},
};

/* Blanks and brackets come with what was copied out of the head of a mail; several addresses are several questions. */
static bool is_address(const char *text)
{
    const char *const domain = text_domain(text);

    for (const char *next = text; *next; next++)
        if ((unsigned char)*next <= ' ' || strchr(",;<>\177", *next))
            return false;
    return domain && *domain && *text != '@' && unicode_is_valid(text, strlen(text));
}

static bool address_fine(const char *what, const char *text, struct error *error)
{
    return !text || is_address(text) || error_set(error, "%s must be an e-mail address, not \"%s\"", what, text);
}

static bool way_fine(const struct query *query, struct error *error)
{
    if (query->ews && query->outlook)
        return error_set(error, "--ews and --outlook are two ways to ask; give one of them");
    if (query->outlook && !query->lab && !query->requester)
        return error_set(error, "--outlook needs --requester ADDRESS, or --lab READY");
    if (!query->lab && !query->organization && !query->ews && !query->outlook)
        return error_set(error, "give --lab READY, --organization FILE or --ews URL; see fbcheck query --help");
    return true;
}

/* fblab exec and matrix say by a variable where the lab of their program is. */
static void find_lab(struct query *query)
{
    const char *const told = getenv("FBLAB_READY_FILE");

    if (!query->lab && !query->organization && !query->ews && told && *told)
        query->lab = told;
}

static bool operands_fine(struct query *query, int count, char **operands, struct error *error)
{
    query->target = operands[0];
    if (count > 1)
        return error_set(error, "one TARGET at a time, and \"%s\" is one more", operands[1]);
    if (query->expect_busy && !expected_busy_read(query->expect_busy, &query->expected, error))
        return false;
    if (!query->lab && !query->target)
        return error_set(error, "TARGET is missing; see fbcheck query --help");
    if (!way_fine(query, error))
        return false;
    if (query->ews && !flow_can_ask(query->ews))
        return error_set(error, "--ews must be a URL that begins with https://HOST or http://HOST, not \"%s\"",
                         query->ews);
    return address_fine("TARGET", query->target, error) && address_fine("--requester", query->requester, error);
}

/* What the command line leaves open comes from the ready file. */
static void complete(struct query *query, const struct ready *ready)
{
    if (!query->target)
        query->target = ready->target;
    if (!query->requester)
        query->requester = ready->requester;
    /* The ticket says whose client fails; who names another way to ask wants that one. */
    if (!query->ews && !query->organization && text_equal(ready->client, "outlook"))
        query->outlook = true;
    if (!query->organization)
        query->organization = ready->organization;
    if (!query->user && (!query->ews || text_equal(query->ews, ready->front_door))) {
        query->user = ready->user;
        query->password = ready->password;
    }
}

static struct flow_settings settings_of(const struct query *query, const struct ready *ready,
                                        const struct snapshot *organization)
{
    const char *const scope = organization ? snapshot_only_scope(organization) : NULL;
    struct flow_settings settings = {.organization = organization,
                                     .scope = scope ? scope : SCOPE_EXO,
                                     .two_clocks = true,
                                     .user = query->user,
                                     .password = query->password,
                                     .connect_ms = (long)(query->connect_timeout * 1000),
                                     .answer_ms = (long)(query->timeout * 1000)};

    if (query->expect_busy) {
        settings.expected_start = query->expected.start;
        settings.expected_end = query->expected.end;
        settings.start = query->expected.from;
        settings.end = query->expected.until;
    }
    if (ready) {
        settings.isolated = true;
        settings.hosts = ready->hosts;
        settings.host_count = ready->host_count;
        settings.ca_file = ready->ca_file;
        settings.own_ews = ready->front_door;
    }
    return settings;
}

static struct lookup *look_up(const struct query *query, const struct flow_settings *settings)
{
    if (query->ews)
        return flow_ask_ews(settings, query->ews, query->user, query->password, query->requester, query->target);
    if (query->outlook)
        return flow_ask_outlook(settings, query->requester, query->target);
    return flow_run(settings, query->requester, query->target);
}

static void print_for_people(const struct query *query, const struct lookup *lookup, const struct diagnoses *diagnoses)
{
    const struct display display = display_of(stdout);

    look_up_report_print(lookup, &display);
    if (lookup->ok || !diagnoses)
        return;
    fputc('\n', display.output);
    diagnoses_print(diagnoses, query->lab, &display);
}

/* diagnoses NULL: nobody wants any. */
static void print(const struct query *query, const struct lookup *lookup, const struct diagnoses *diagnoses)
{
    json_t *json;

    if (!query->json) {
        print_for_people(query, lookup, diagnoses);
    } else {
        json = lookup_to_json(lookup);
        if (diagnoses)
            json_object_set_new(json, "diagnoses", diagnoses_to_json(diagnoses, query->lab));
        json_output(json);
    }
}

/* What is known of failures. */
struct knowledge {
    struct library *library;
    struct classifier *classifier;
};

/* Texts cost most of the time, and matter where a server tells what it saw. */
static bool knowledge_load(struct knowledge *knowledge, const char *folder, bool texts, struct error *error)
{
    return knowledge->classifier ||
           ((knowledge->library = library_load_with(folder, error)) &&
            (knowledge->classifier = texts ? classifier_new(knowledge->library, error)
                                           : classifier_new_for_lookups(knowledge->library, error)));
}

static void knowledge_clear(struct knowledge *knowledge)
{
    classifier_free(&knowledge->classifier);
    library_free(&knowledge->library);
}

/* NULL: error says what is wrong with the files. A look-up that succeeded needs to know nothing. */
static struct diagnoses *diagnose(struct knowledge *knowledge, const struct lookup *lookup, struct error *error)
{
    if (!lookup->ok && !knowledge_load(knowledge, NULL, lookup->way == WAY_CLIENT || lookup->way == WAY_LOCAL, error))
        return NULL;
    return classify_lookup(knowledge->classifier, lookup);
}

static int ask(const struct query *query, const struct ready *ready, struct knowledge *knowledge, struct error *error)
{
    const bool wanted = query->organization; /* without one, Outlook is outside its domain */
    CLEANUP(snapshot_release) struct snapshot *organization = wanted ? snapshot_load(query->organization, error) : NULL;
    const struct flow_settings settings = settings_of(query, ready, organization);
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (wanted && !organization)
        return complain(STATUS_UNUSABLE, "%s", error->text);
    lookup = look_up(query, &settings);
    /* A lab that went in the middle of it is no customer that refuses. */
    if (!lookup->ok && ready && !ready_lab_runs(ready, error))
        return complain(STATUS_UNUSABLE, "%s", error->text);
    if (!query->evidence && !(diagnoses = diagnose(knowledge, lookup, error)))
        return complain(STATUS_UNUSABLE, "%s", error->text);
    print(query, lookup, diagnoses);
    return lookup->ok ? STATUS_DONE : STATUS_DIFFERENT;
}

static int run(void *values, int count, char **operands)
{
    struct query *const query = values;
    struct error error = {""};
    CLEANUP(ready_free) struct ready *ready = NULL;
    CLEANUP(knowledge_clear) struct knowledge knowledge = {0};

    find_lab(query);
    if (!operands_fine(query, count, operands, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    if (query->lab && !(ready = ready_load(query->lab, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (ready)
        complete(query, ready);
    /* A folder of one's own is read in every case: its mistakes are told. */
    if (query->scenarios && !knowledge_load(&knowledge, query->scenarios, true, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return ask(query, ready, &knowledge, &error);
}

const struct subcommand query_command = {
    .name = "query",
    .arguments = "[TARGET]",
    .summary = "look up free/busy times hop by hop; name the failure",
    .about =
        "Looks up the free/busy times of TARGET, an e-mail address, hop by hop, and names the failure. With --lab, "
        "TARGET may be left out.\nExit status: 0 found, 1 the look-up failed, 2 wrong usage, 3 a file is unusable.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct query),
    .run = run,
};
