/* SPDX-License-Identifier: MIT */
/* The admin API: "METHOD /path?query" in the first line, a body behind it, as the lab's owner and as a tool. */
#include "admin/admin.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

static bool arm(void *context, const char *const *ids, size_t count, bool keep_others, struct error *error)
{
    (void)context, (void)keep_others;
    return count > 0 && ids[0] ? true : error_set(error, "nothing is to be armed");
}

static bool disarm(void *context, const char *id, struct error *error)
{
    (void)context;
    return id ? error_set(error, "%s is not armed", id) : true;
}

static bool reset(void *context, struct error *error)
{
    (void)context, (void)error;
    return true;
}

static json_t *facts(void *context)
{
    (void)context;
    return json_pack("{s:f}", "armed", 1.0);
}

static json_t *cmdlets(void *context, bool for_tool)
{
    (void)context;
    return json_pack("[{s:s,s:b}]", "name", "Get-Mailbox", "tool", for_tool);
}

static json_t *run_for_objects(void *context, const char *at, const char *command, bool for_tool)
{
    (void)context;
    return json_pack("{s:b, s:s, s:s, s:b}", "ok", 1, "at", at, "command", command, "tool", for_tool);
}

static bool run(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    (void)context;
    fprintf(output, "%s\n", command);
    return text_equal(at, "exo") ? true : error_set(error, "%s is no place; use exo", at);
}

static struct admin_services services = {.token = "token",
                                         .shell_token = "shell",
                                         .version = "0",
                                         .instance = "fuzz",
                                         .arm = arm,
                                         .disarm = disarm,
                                         .repair = disarm,
                                         .reset = reset,
                                         .armed = facts,
                                         .status = facts,
                                         .evidence = facts,
                                         .run = run,
                                         .run_for_tool = run,
                                         .run_for_objects = run_for_objects,
                                         .cmdlets = cmdlets,
                                         .metrics = facts};

static void ask(const struct request *asked, const char *bearer)
{
    struct request request = *asked;
    struct answer answer = {0};

    headers_add(&request.headers, "Authorization", bearer);
    headers_add(&request.headers, "Content-Type", "application/json");
    admin_answer(&services, &request, &answer);
    if (answer.status < 200 || answer.status > 599)
        abort();
    answer_clear(&answer);
    headers_clear(&request.headers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    char *body = text, *line = input_line(&body), *rest = NULL, *method = strtok_r(line, " ", &rest);
    char *path = strtok_r(NULL, " ", &rest), *query = path ? strchr(path, '?') : NULL;

    if (!services.library &&
        (!(services.library = library_load(NULL, NULL)) || !(services.journal = journal_new(1 << 14))))
        abort();
    if (!path)
        return 0;
    if (query)
        *query++ = '\0';
    const struct request request = {.method = method,
                                    .path = path,
                                    .query = query ? query : "",
                                    .body = body,
                                    .body_length = size - (size_t)(body - text)};
    ask(&request, "Bearer token");
    ask(&request, "Bearer shell");
    ask(&request, "Bearer neither");
    return 0;
}
