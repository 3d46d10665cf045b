/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "lab_door.h"
#include "verdict.h"
#include "verification/expectation.h"

#include <string.h>

/* One expectation, given by options; named as the members of its JSON. */
struct wish {
    const char *exactly, *at_least, *at_most;
    const char *party, *method, *path, *path_matches, *operation, *user_agent, *user_agent_matches, *header,
        *header_matches, *no_header, *status;
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

static bool put_count(json_t *request, const char *member, const char *option, const char *value)
{
    unsigned long number = 0;

    if (!value)
        return true;
    json_object_set_new(request, member, json_integer(0));
    return option_number(option, value, 1000000, &number) &&
           json_object_set_new(request, member, json_integer((json_int_t)number)) == 0;
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
    CLEANUP(free_json) json_t *request = json_pack("{s:s}", "id", "request");
    CLEANUP(free_json) json_t *list = json_array();
    struct error error;

    *status = EXIT_USAGE;
    if (!put_count(request, "exactly", "exactly", wish->exactly) ||
        !put_count(request, "at_least", "at-least", wish->at_least) ||
        !put_count(request, "at_most", "at-most", wish->at_most))
        return NULL;
    put_texts(request, wish);
    json_array_append(list, request);
    CLEANUP(expectations_free) struct expectations *sound = expectations_from_json(list, &error);
    if (!sound)
        command_fail(EXIT_USAGE, "%s", strchr(error.text, ':') ? strchr(error.text, ':') + 2 : error.text);
    return sound ? TAKE(list) : NULL;
}

static json_t *from_file(const char *path, int *status)
{
    struct error error;
    json_t *list = expectations_file_read(path, &error);

    if (!list)
        *status = command_fail(EXIT_UNUSABLE, "%s", error.text);
    return list;
}

static int report(const json_t *verdict, bool json)
{
    if (json) {
        json_dumpf(verdict, stdout, JSON_INDENT(2));
        putchar('\n');
    } else {
        verdict_print(verdict, stdout);
    }
    return json_is_true(json_object_get(verdict, "holds")) ? EXIT_AS_EXPECTED : EXIT_NOT_AS_EXPECTED;
}

static int ask(const char *ready, const json_t *expectations, bool json)
{
    struct error error;
    int status = 0;
    CLEANUP(free_json) json_t *question = json_pack("{s:O}", "expectations", expectations);
    CLEANUP(cleanup_string) char *text = json_dumps(question, JSON_COMPACT);
    CLEANUP(lab_door_close) struct lab_door *door = lab_door_open(ready, &error);
    CLEANUP(cleanup_string) char *body = door ? lab_door_post(door, "/verify", text, &status, &error) : NULL;
    CLEANUP(free_json) json_t *verdict = body ? json_loads(body, 0, NULL) : NULL;
    const char *refusal = json_string_value(json_object_get(verdict, "error"));

    if (!body)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (status != 200 || !json_object_get(verdict, "results"))
        return command_fail(EXIT_UNUSABLE, "%s",
                            refusal ? refusal : "What answers here is no lab: the ready file is of another time.");
    return report(verdict, json);
}

static bool is_given(const struct wish *wish)
{
    const struct wish nothing = {0};

    return memcmp(wish, &nothing, sizeof nothing) != 0;
}

int command_verify(int count, char **arguments)
{
    const char *ready = NULL, *json = NULL;
    struct wish wish = {0};
    const struct option_row rows[] = {
        {"lab", "READY", "the ready file of the lab", &ready},
        {"exactly", "N", "so many requests; without a number at least one", &wish.exactly},
        {"at-least", "N", "no fewer", &wish.at_least},
        {"at-most", "N", "no more", &wish.at_most},
        {"party", "NAME", "to mail.contoso.com, or to a party: onprem", &wish.party},
        {"method", "NAME", "GET, POST", &wish.method},
        {"path", "PATH", "without the query", &wish.path},
        {"path-matches", "REGEX", "Perl's syntax, the whole of it", &wish.path_matches},
        {"operation", "NAME", "GetUserAvailability, or the whole SOAPAction", &wish.operation},
        {"user-agent", "TEXT", "exactly", &wish.user_agent},
        {"user-agent-matches", "REGEX", "", &wish.user_agent_matches},
        {"header", "NAME:VALUE", "exactly", &wish.header},
        {"header-matches", "NAME:REGEX", "", &wish.header_matches},
        {"no-header", "NAME", "without this header", &wish.no_header},
        {"status", "N", "so the request was answered", &wish.status},
        {"json", NULL, "as JSON", &json},
        {0},
    };
    int first;
    int status = options_parse("verify", "[FILE]", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (!ready)
        return command_fail(EXIT_USAGE, "verify needs --lab, the ready file of the lab that was asked");
    if (count - first > 1 || (count > first) == is_given(&wish))
        return command_fail(EXIT_USAGE, "verify takes one file of expectations, or one expectation by options");
    CLEANUP(free_json)
    json_t *expectations = count > first ? from_file(arguments[first], &status) : from_options(&wish, &status);
    return expectations ? ask(ready, expectations, json) : status;
}
