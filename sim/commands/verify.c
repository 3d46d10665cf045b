/* SPDX-License-Identifier: MIT */
/* fblab verify: were the expected requests made? */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "lab_door.h"
#include "terminal/json_output.h"
#include "terminal/status.h"
#include "verdict.h"
#include "verification/expectation.h"

#include <string.h>

enum { MOST_REQUESTS = 1000000 };

/* One expectation, given by options; named as the members of its JSON. */
struct wish {
    struct option_number exactly, at_least, at_most;
    const char *party, *method, *path, *path_matches, *operation, *user_agent, *user_agent_matches, *header,
        *header_matches, *no_header, *status;
};

static void put_count(json_t *request, const char *member, struct option_number number)
{
    if (number.given)
        json_object_set_new(request, member, json_integer((json_int_t)number.value));
}

static void put_texts(json_t *request, const struct wish *wish)
{
    const struct {
        const char *member, *value;
    } texts[] = {
        {"party", wish->party},
        {"method", wish->method},
        {"path", wish->path},
        {"path_matches", wish->path_matches},
        {"operation", wish->operation},
        {"user_agent", wish->user_agent},
        {"user_agent_matches", wish->user_agent_matches},
        {"header", wish->header},
        {"header_matches", wish->header_matches},
        {"no_header", wish->no_header},
        {"status", wish->status},
    };

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].value)
            json_object_set_new(request, texts[i].member, json_string(texts[i].value));
}

/* NULL: the exit status. */
static json_t *from_options(const struct wish *wish, int *status)
{
    CLEANUP(json_release) json_t *request = json_pack("{s:s}", "id", "request");
    CLEANUP(json_release) json_t *list = json_array();
    struct error error;

    put_count(request, "exactly", wish->exactly);
    put_count(request, "at_least", wish->at_least);
    put_count(request, "at_most", wish->at_most);
    put_texts(request, wish);
    json_array_append(list, request);
    CLEANUP(expectations_free) struct expectations *sound = expectations_from_json(list, &error);
    if (!sound)
        *status = complain(STATUS_USAGE, "%s", strchr(error.text, ':') ? strchr(error.text, ':') + 2 : error.text);
    return sound ? TAKE(list) : NULL;
}

static json_t *from_file(const char *path, int *status)
{
    struct error error;
    json_t *list = expectations_file_read(path, &error);

    if (!list)
        *status = complain(STATUS_UNUSABLE, "%s", error.text);
    return list;
}

static int report(json_t *verdict, bool json)
{
    if (json)
        json_output(json_incref(verdict));
    else
        verdict_print(verdict, stdout);
    return json_is_true(json_object_get(verdict, "holds")) ? STATUS_DONE : STATUS_DIFFERENT;
}

static int ask(const char *ready, const json_t *expectations, bool json)
{
    struct error error;
    int status = 0;
    CLEANUP(json_release) json_t *question = json_pack("{s:O}", "expectations", expectations);
    CLEANUP(cleanup_string) char *text = json_dumps(question, JSON_COMPACT);
    CLEANUP(lab_door_close) struct lab_door *door = lab_door_open(ready, &error);
    CLEANUP(cleanup_string) char *body = door ? lab_door_post(door, "/verify", text, &status, &error) : NULL;
    CLEANUP(json_release) json_t *verdict = body ? json_loads(body, 0, NULL) : NULL;
    const char *refusal = json_string_value(json_object_get(verdict, "error"));

    if (!body)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (status != 200 || !json_object_get(verdict, "results"))
        return complain(STATUS_UNUSABLE, "%s",
                        refusal ? refusal : "What answers here is no lab: the ready file is of another time.");
    return report(verdict, json);
}

static bool is_given(const struct wish *wish)
{
    const struct wish nothing = {0};

    /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-exp42-c,cert-flp37-c): options fill a zeroed structure */
    return memcmp(wish, &nothing, sizeof nothing) != 0;
}

struct verify {
    const char *lab;
    bool json;
    struct wish wish;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct verify, lab)},
    {"exactly", "N", "so many requests; without a number at least one",
     OPTION_INTO_RANGE(struct verify, wish.exactly, 0, MOST_REQUESTS)},
    {"at-least", "N", "no fewer", OPTION_INTO_RANGE(struct verify, wish.at_least, 0, MOST_REQUESTS)},
    {"at-most", "N", "no more", OPTION_INTO_RANGE(struct verify, wish.at_most, 0, MOST_REQUESTS)},
    {"party", "NAME", "to mail.contoso.com, or to a party: onprem", OPTION_INTO(struct verify, wish.party)},
    {"method", "NAME", "GET, POST", OPTION_INTO(struct verify, wish.method)},
    {"path", "PATH", "without the query", OPTION_INTO(struct verify, wish.path)},
    {"path-matches", "REGEX", "Perl's syntax, the whole of it", OPTION_INTO(struct verify, wish.path_matches)},
    {"operation", "NAME", "GetUserAvailability, or the whole SOAPAction", OPTION_INTO(struct verify, wish.operation)},
    {"user-agent", "TEXT", "exactly", OPTION_INTO(struct verify, wish.user_agent)},
    {"user-agent-matches", "REGEX", "the whole of it", OPTION_INTO(struct verify, wish.user_agent_matches)},
    {"header", "NAME:VALUE", "exactly", OPTION_INTO(struct verify, wish.header)},
    {"header-matches", "NAME:REGEX", "the whole value", OPTION_INTO(struct verify, wish.header_matches)},
    {"no-header", "NAME", "without this header", OPTION_INTO(struct verify, wish.no_header)},
    {"status", "N", "so the request was answered", OPTION_INTO(struct verify, wish.status)},
    {"json", NULL, "as JSON", OPTION_INTO(struct verify, json)},
};

static int run(void *values, int count, char **operands)
{
    const struct verify *const verify = values;
    int status = STATUS_USAGE;

    if (!verify->lab)
        return complain(STATUS_USAGE, "verify needs --lab, the ready file of the lab that was asked");
    if (count > 1 || (count > 0) == is_given(&verify->wish))
        return complain(STATUS_USAGE, "verify takes one file of expectations, or one expectation by options");
    CLEANUP(json_release)
    json_t *expectations = count > 0 ? from_file(operands[0], &status) : from_options(&verify->wish, &status);
    return expectations ? ask(verify->lab, expectations, verify->json) : status;
}

const struct subcommand verify_command = {
    .name = "verify",
    .arguments = "--lab READY [FILE]",
    .summary = "were the expected requests made?",
    .about = "Asks a lab whether the requests it got are those that were expected: the expectations of FILE, or one "
             "by options.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct verify),
    .run = run,
};
