/* SPDX-License-Identifier: MIT */
#include "admin/admin.h"
#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef"
#define BEARER "Bearer " TOKEN
#define TOOL_TOKEN "fedcba9876543210"
#define TOOL_BEARER "Bearer " TOOL_TOKEN

/* What the lab was told to do. */
struct told {
    struct journal *journal;
    struct library *library;
    char armed[64], disarmed_one[16];
    bool kept;
    unsigned disarmed, repaired, reset;
    char at[16], command[64];
};

static bool arm(void *context, const char *const *ids, size_t count, bool keep, struct error *error)
{
    struct told *told = context;

    (void)error;
    *told->armed = '\0';
    for (size_t i = 0; i < count; i++)
        snprintf(told->armed + strlen(told->armed), sizeof told->armed - strlen(told->armed), "%s%s", i ? " " : "",
                 ids[i]);
    told->kept = keep;
    return true;
}

static bool disarm(void *context, const char *id, struct error *error)
{
    struct told *told = context;

    if (id && !*told->armed)
        return error_set(error, "%s is not armed", id);
    snprintf(told->disarmed_one, sizeof told->disarmed_one, "%s", id ? id : "");
    told->disarmed++;
    return true;
}

static bool repair(void *context, const char *id, struct error *error)
{
    struct told *told = context;

    (void)id;
    if (!*told->armed)
        return error_set(error, "no scenario is armed; arm one first");
    told->repaired++;
    return true;
}

static bool reset(void *context, struct error *error)
{
    (void)error;
    ((struct told *)context)->reset++;
    return true;
}

static json_t *status_of(void *context)
{
    return json_pack("{s:[s], s:{s:b}}", "armed", ((struct told *)context)->armed, "look_up", "ok", 1);
}

static json_t *cmdlets_of(void *context, bool for_tool)
{
    (void)context;
    return json_pack("[{s:s, s:b}]", "name", "Get-Mailbox", "tool", (int)for_tool);
}

static json_t *armed(void *context)
{
    return json_pack("{s:[s], s:i}", "armed", ((struct told *)context)->armed, "changes", 0);
}

static bool run(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    struct told *told = context;

    if (strcmp(at, "exo") != 0)
        return error_set(error, "%s is no place; use exo", at);
    snprintf(told->at, sizeof told->at, "%s", at);
    snprintf(told->command, sizeof told->command, "%s", command);
    fprintf(output, "Name : \"a\"\n");
    return true;
}

static bool run_for_tool(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    (void)context;
    (void)at;
    (void)output;
    return error_set(error, "%s is not for a tool", command);
}

static json_t *run_for_objects(void *context, const char *at, const char *command, bool for_tool)
{
    (void)context;
    return json_pack("{s:b, s:[s, s, b]}", "ok", 0, "objects", at, command, for_tool);
}

static json_t *metrics(void *context)
{
    (void)context;
    return json_pack("{s:i, s:f}", "fblab_requests_total", 12, "fblab_armed", 1.0);
}

static int start(void **state)
{
    struct told *told = calloc(1, sizeof *told);
    struct error error;

    told->journal = journal_new(1 << 16);
    told->library = library_load(FBLAB_SOURCE "/scenarios", &error);
    if (!told->library)
        fail_msg("%s", error.text);
    *state = told;
    return 0;
}

static int stop(void **state)
{
    struct told *told = *state;

    journal_free(&told->journal);
    library_free(&told->library);
    free(told);
    return 0;
}

struct asked {
    const char *method, *path, *query, *authorization, *body;
};

static void ask(struct told *told, const struct asked *asked, struct answer *answer)
{
    const struct admin_services services = {
        .context = told,
        .token = TOKEN,
        .shell_token = TOOL_TOKEN,
        .version = "1.2.3",
        .instance = "abc",
        .library = told->library,
        .journal = told->journal,
        .arm = arm,
        .disarm = disarm,
        .repair = repair,
        .reset = reset,
        .armed = armed,
        .status = status_of,
        .evidence = status_of,
        .cmdlets = cmdlets_of,
        .run = run,
        .run_for_tool = run_for_tool,
        .run_for_objects = run_for_objects,
        .metrics = metrics,
    };
    const char *body = asked->body ? asked->body : "";
    struct request request = {.method = asked->method,
                              .path = asked->path,
                              .query = asked->query ? asked->query : "",
                              .body = body,
                              .body_length = strlen(body)};

    if (asked->authorization)
        headers_add(&request.headers, "Authorization", asked->authorization);
    admin_answer(&services, &request, answer);
    headers_clear(&request.headers);
}

/* ---- every route, every refusal ---- */

/* clang-format off */
#define GET(path) {"GET", path, NULL, BEARER, NULL}
#define POST(path, body) {"POST", path, NULL, BEARER, body}
/* clang-format on */

static const struct row {
    const char *name;
    struct asked asked;
    int status;
    const char *says; /* in the body; NULL: no matter */
} rows[] = {
    {"health",
     {"GET", "/health", NULL, NULL, NULL},
     200,
     "{\"status\":\"ok\",\"version\":\"1.2.3\",\"instance\":\"abc\"}"},
    {"health with HEAD", {"HEAD", "/health", NULL, NULL, NULL}, 200, "ok"},
    {"description", {"GET", "/openapi.json", NULL, NULL, NULL}, 200, "\"openapi\": \"3.0"},
    {"scenarios", GET("/scenarios"), 200, "\"id\":\"06\""},
    {"texts of a scenario", GET("/scenarios"), 200, "user-context in the token is ambiguous"},
    {"arm", POST("/arm", "{\"id\":\"06\"}"), 200, "{\"ok\":true}"},
    {"disarm", POST("/disarm", NULL), 200, "{\"ok\":true}"},
    {"run a command", POST("/commands", "{\"at\":\"exo\",\"command\":\"Get-Mailbox\"}"), 200,
     "{\"ok\":true,\"output\":\"Name : \\\"a\\\"\\n\"}"},
    {"objects of a command", POST("/commands", "{\"at\":\"exo\",\"command\":\"Get-Mailbox\",\"objects\":true}"), 200,
     "{\"ok\":false,\"objects\":[\"exo\",\"Get-Mailbox\",false]}"},
    {"text in place of objects", POST("/commands", "{\"at\":\"exo\",\"command\":\"x\",\"objects\":false}"), 200,
     "\"output\""},
    {"objects of no kind", POST("/commands", "{\"at\":\"exo\",\"command\":\"x\",\"objects\":1}"), 400,
     "\\\"objects\\\" must be true or false"},
    {"objects for a tool",
     {"POST", "/commands", NULL, TOOL_BEARER, "{\"at\":\"exo\",\"command\":\"Get-LabTls\",\"objects\":true}"},
     200,
     "[\"exo\",\"Get-LabTls\",true]"},
    {"journal", GET("/journal"), 200, "{\"entries\":[],\"evicted\":0,\"first\":1,\"last\":0}"},
    {"journal behind a number",
     {"GET", "/journal", "x=1&after=18446744073709551615", BEARER, NULL},
     200,
     "\"entries\":[]"},
    {"forget the journal", {"DELETE", "/journal", NULL, BEARER, NULL}, 200, "{\"ok\":true}"},
    {"metrics", GET("/metrics"), 200,
     "# TYPE fblab_requests_total counter\nfblab_requests_total 12\n# TYPE fblab_armed gauge\nfblab_armed 1\n"},
    {"metrics of the journal", GET("/metrics"), 200, "fblab_journal_evicted_total 0\n"},
    {"the scheme in lower case", {"GET", "/journal", NULL, "bearer " TOKEN, NULL}, 200, NULL},
    {"no token", {"GET", "/scenarios", NULL, NULL, NULL}, 401, "admin_token of the ready file"},
    {"a wrong token", {"GET", "/scenarios", NULL, "Bearer 0123456789abcdeF", NULL}, 401, NULL},
    {"a part of the token", {"GET", "/scenarios", NULL, "Bearer 0123456789abcde", NULL}, 401, NULL},
    {"more than the token", {"GET", "/scenarios", NULL, BEARER "0", NULL}, 401, NULL},
    {"an empty token", {"POST", "/arm", NULL, "Bearer ", "{\"id\":\"06\"}"}, 401, NULL},
    {"another scheme", {"POST", "/disarm", NULL, "Basic " TOKEN, NULL}, 401, NULL},
    {"a stranger at no path", {"GET", "/secret", NULL, NULL, NULL}, 401, NULL},
    {"an unknown path", GET("/secret"), 404,
     "{\"error\":\"There is no /secret here; /openapi.json says what there is.\"}"},
    {"below a path", GET("/journal/1"), 404, NULL},
    {"a path that is no text", GET("/\xff"), 404, "/\xEF\xBF\xBD"},
    {"a wrong method",
     {"PUT", "/journal", NULL, BEARER, NULL},
     405,
     "{\"error\":\"/journal does not take PUT, only GET, DELETE.\"}"},
    {"a wrong method where all may", {"POST", "/health", NULL, NULL, NULL}, 405, NULL},
    {"arm with GET", GET("/arm"), 405, "only POST"},
    {"no JSON", POST("/arm", "{\n\"id\" 06}"), 400, "The body of /arm is not JSON: line 2, column "},
    {"no body", POST("/arm", NULL), 400, "The body's member \\\"id\\\" is missing"},
    {"arm several", POST("/arm", "{\"ids\":[\"06\",\"32\"],\"keep\":true}"), 200, "{\"ok\":true}"},
    {"how it is now", GET("/status"), 200, "{\"armed\":[\"\"],\"look_up\":{\"ok\":true}}"},
    {"what whoever asks has of it", GET("/evidence"), 200, "{\"armed\":[\"\"],\"look_up\":{\"ok\":true}}"},
    {"which cmdlets there are", GET("/cmdlets"), 200, "[{\"name\":\"Get-Mailbox\",\"tool\":false}]"},
    {"and for a tool", {"GET", "/cmdlets", NULL, TOOL_BEARER, NULL}, 200, "[{\"name\":\"Get-Mailbox\",\"tool\":true}]"},
    {"what is armed", GET("/armed"), 200, "{\"armed\":[\"\"],\"changes\":0}"},
    {"reset", POST("/reset", NULL), 200, "{\"ok\":true}"},
    {"arm none of several", POST("/arm", "{\"ids\":[]}"), 400, "must be a list of 1 to 64 strings"},
    {"arm a number among several", POST("/arm", "{\"ids\":[\"06\",6]}"), 400, "must be a list of 1 to 64 strings"},
    {"arm one and several", POST("/arm", "{\"id\":\"06\",\"ids\":[\"32\"]}"), 400, "without \\\"id\\\""},
    {"arm an unknown one of several", POST("/arm", "{\"ids\":[\"06\",\"nonsense\"]}"), 404, "no scenario nonsense"},
    {"keep perhaps", POST("/arm", "{\"id\":\"06\",\"keep\":1}"), 400, "\\\"keep\\\" must be true or false"},
    {"disarm what is not armed", POST("/disarm", "{\"id\":\"06\"}"), 409, "{\"error\":\"06 is not armed\"}"},
    {"disarm a number", POST("/disarm", "{\"id\":6}"), 400, "no string"},
    {"repair a number", POST("/repair", "{\"id\":6}"), 400, "no string"},
    {"verify", POST("/verify", "{\"expectations\":[{\"exactly\":0}]}"), 200, "{\"holds\":true,"},
    {"a miss", POST("/verify", "{\"expectations\":[{}]}"), 200, "{\"holds\":false,"},
    {"verify nothing", POST("/verify", "{}"), 400, "must be a list of 1 to 1000 objects; /verify is described"},
    {"a member twice", POST("/arm", "{\"id\":\"06\",\"id\":\"05\"}"), 400, "duplicate"},
    {"no object", POST("/arm", "[\"06\"]"), 400, "is not a JSON object"},
    {"no id", POST("/arm", "{}"), 400, "The body's member \\\"id\\\" is missing"},
    {"an id that is a number", POST("/arm", "{\"id\":6}"), 400, "no string"},
    {"an unknown scenario", POST("/arm", "{\"id\":\"nonsense\"}"), 404, "{\"error\":\"there is no scenario nonsense"},
    {"nothing to repair", POST("/repair", NULL), 409, "{\"error\":\"no scenario is armed; arm one first\"}"},
    {"a tool is told of health", {"GET", "/health", NULL, TOOL_BEARER, NULL}, 200, "\"instance\":\"abc\""},
    {"a tool runs commands in its own way",
     {"POST", "/commands", NULL, TOOL_BEARER, "{\"at\":\"exo\",\"command\":\"Get-LabTls\"}"},
     400,
     "Get-LabTls is not for a tool"},
    {"a tool and what is armed",
     {"GET", "/armed", NULL, TOOL_BEARER, NULL},
     403,
     "/armed is not for the program under test"},
    {"a tool and the journal",
     {"GET", "/journal", NULL, TOOL_BEARER, NULL},
     403,
     "POST /commands and GET /cmdlets alone"},
    {"a tool forgets nothing", {"DELETE", "/journal", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool and the scenarios", {"GET", "/scenarios", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool and the metrics", {"GET", "/metrics", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool arms nothing", {"POST", "/arm", NULL, TOOL_BEARER, "{\"id\":\"06\"}"}, 403, NULL},
    {"a tool disarms nothing", {"POST", "/disarm", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool repairs nothing", {"POST", "/repair", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool resets nothing", {"POST", "/reset", NULL, TOOL_BEARER, NULL}, 403, NULL},
    {"a tool verifies nothing", {"POST", "/verify", NULL, TOOL_BEARER, "{\"expectations\":[{}]}"}, 403, NULL},
    {"a tool at no path", {"GET", "/nowhere", NULL, TOOL_BEARER, NULL}, 404, "There is no /nowhere here"},
    {"no command", POST("/commands", "{\"at\":\"exo\"}"), 400, "\\\"command\\\" is missing"},
    {"no place", POST("/commands", "{\"command\":\"x\"}"), 400, "\\\"at\\\" is missing"},
    {"a command that fails", POST("/commands", "{\"at\":\"moon\",\"command\":\"x\"}"), 400,
     "{\"error\":\"moon is no place; use exo\"}"},
    {"after what is no number",
     {"GET", "/journal", "after=-1", BEARER, NULL},
     400,
     "The parameter \\\"after\\\" of /journal is not a number."},
    {"after a number and more", {"GET", "/journal", "after=1x", BEARER, NULL}, 400, NULL},
    {"lines after a word", {"GET", "/logs", "after=x", BEARER, NULL}, 400, "after"},
    {"a limit that is empty", {"GET", "/journal", "after=1&limit=", BEARER, NULL}, 400, "limit"},
};

struct row_test {
    const struct row *row;
    void *told;
};

static int start_row(void **state)
{
    struct row_test *test = malloc(sizeof *test);

    test->row = *state;
    *state = test;
    return start(&test->told);
}

static int stop_row(void **state)
{
    struct row_test *test = *state;

    stop(&test->told);
    free(test);
    return 0;
}

static void answers(void **state)
{
    const struct row_test *test = *state;
    const struct row *row = test->row;
    struct answer answer = {0};

    ask(test->told, &row->asked, &answer);
    if (answer.status != row->status || (row->says && !strstr(answer.body, row->says)))
        fail_msg("%d %s", answer.status, answer.body);
    assert_int_equal(answer.body_length, strlen(answer.body));
    assert_int_equal(!headers_get(&answer.headers, "WWW-Authenticate"), answer.status != 401);
    assert_int_equal(!headers_get(&answer.headers, "Allow"), answer.status != 405);
    answer_clear(&answer);
}

/* ---- what reaches the lab ---- */

static void tells_the_lab(void **state)
{
    struct told *told = *state;
    static const struct asked steps[] = {
        {"POST", "/arm", NULL, BEARER, "{\"id\":\"6\"}"},
        {"POST", "/repair", NULL, BEARER, NULL},
        {"POST", "/disarm", NULL, BEARER, NULL},
        {"POST", "/disarm", NULL, BEARER, "{\"id\":\"6\"}"},
        {"POST", "/reset", NULL, BEARER, NULL},
        {"POST", "/commands", NULL, BEARER, "{\"at\":\"exo\",\"command\":\"Get-Mailbox ann\"}"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
        struct answer answer = {0};

        ask(told, &steps[i], &answer);
        assert_int_equal(answer.status, 200);
        answer_clear(&answer);
    }
    assert_string_equal(told->armed, "6");
    assert_int_equal(told->repaired, 1);
    assert_int_equal(told->disarmed, 2);
    assert_string_equal(told->disarmed_one, "6");
    assert_int_equal(told->reset, 1);
    assert_string_equal(told->command, "Get-Mailbox ann");
}

static void refuses_to_verify_what_was_evicted(void **state)
{
    struct told *told = *state;
    const struct journal_entry entry = {.kind = "request", .path = "/a/rather/long/path/for/a/request"};
    const struct asked asked = {"POST", "/verify", NULL, BEARER, "{\"expectations\":[{}]}"};
    struct answer answer = {0};

    for (size_t i = 0; i < 1000; i++)
        journal_add(told->journal, &entry);
    ask(told, &asked, &answer);
    assert_int_equal(answer.status, 409);
    assert_non_null(strstr(answer.body, "had to make room"));
    answer_clear(&answer);
}

/* Without a token, or with an empty one, nobody has the right one. */
static void lets_nobody_in_without_a_token(void **state)
{
    static const char *const shown[] = {NULL, "", "Bearer", "Bearer ", "Bearer x", "Basic "};
    static const char *const tokens[] = {NULL, ""};

    for (size_t i = 0; i < ARRAY_SIZE(shown) * ARRAY_SIZE(tokens); i++) {
        const struct admin_services services = {
            .context = *state, .token = tokens[i % 2], .shell_token = tokens[i % 2], .arm = arm, .reset = reset};
        struct request request = {.method = "POST", .path = "/reset", .query = "", .body = ""};
        struct answer answer = {0};
        if (shown[i / 2])
            headers_add(&request.headers, "Authorization", shown[i / 2]);
        admin_answer(&services, &request, &answer);
        assert_int_equal(answer.status, 401);
        assert_int_equal(((struct told *)*state)->reset, 0);
        answer_clear(&answer);
        headers_clear(&request.headers);
    }
}

static void does_nothing_for_strangers(void **state)
{
    struct told *told = *state;
    const struct asked stranger = {"POST", "/arm", NULL, "Bearer x", "{\"id\":\"06\"}"};
    struct answer answer = {0};

    ask(told, &stranger, &answer);
    assert_string_equal(told->armed, "");
    answer_clear(&answer);
}

static void pages_through_the_journal(void **state)
{
    struct told *told = *state;
    const struct journal_entry entry = {.party = "exo", .kind = "request", .path = "/x"};
    const struct asked asked = {"GET", "/journal", "limit=1&after=1", BEARER, NULL};
    struct answer answer = {0};

    for (size_t i = 0; i < 3; i++)
        journal_add(told->journal, &entry);
    ask(told, &asked, &answer);
    assert_non_null(strstr(answer.body, "{\"sequence\":2,"));
    assert_null(strstr(answer.body, "{\"sequence\":1,"));
    assert_null(strstr(answer.body, "{\"sequence\":3,"));
    answer_clear(&answer);
}

#define WITH_ADMIN(function) cmocka_unit_test_setup_teardown(function, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ADMIN(tells_the_lab),
        WITH_ADMIN(refuses_to_verify_what_was_evicted),
        WITH_ADMIN(lets_nobody_in_without_a_token),
        WITH_ADMIN(does_nothing_for_strangers),
        WITH_ADMIN(pages_through_the_journal),
    };
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){rows[i].name, answers, start_row, stop_row, (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("routes", row_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("admin", tests, NULL, NULL);
}
