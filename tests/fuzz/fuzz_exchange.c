/* SPDX-License-Identifier: MIT */
/* Requests to every endpoint of the healthy lab: "PARTY METHOD /path" in the first line, then headers, an empty line, a body.
 * Keys are real, so a token or a signature that is put together here holds nowhere. */
#include "base/cleanup.h"
#include "base/text.h"
#include "input.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"
#include "support/servers.h"
#include "target.h"
#include "token/token.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void add_headers(struct request *request, char **rest)
{
    for (char *line = input_line(rest); *line && **rest; line = input_line(rest)) {
        char *const colon = strchr(line, ':');
        line[strcspn(line, "\r")] = '\0';
        if (colon && colon > line) {
            *colon = '\0';
            headers_add(&request->headers, line, colon + 1 + strspn(colon + 1, " "));
        }
    }
}

static void ask(struct servers *servers, struct request *request)
{
    struct answer answer = {0};

    exchange_answer(servers->exchange, servers->snapshot, request, &answer);
    if (!answer.head && !answer.postponed && (answer.status < 200 || answer.status > 599))
        abort();
    answer_clear(&answer);
}

#define EVOSTS "https://sts.windows.net/" LAB_REALM "/"

/* Microsoft Graph reads nothing of whom it does not know: a tenant that trusts EvoSts, and a token of it. */
static struct snapshot *tenant(const struct lab *lab)
{
    CLEANUP(cleanup_string)
    char *server = text_format("<AuthServer><Name>EvoSts</Name><IssuerIdentifier>" EVOSTS
                               "</IssuerIdentifier><CertificateStrings>%s</CertificateStrings></AuthServer>",
                               lab_key(lab, "token-service")->base64);
    const struct lab_edit edits[] = {{"exo", server}, {NULL, NULL}};

    return lab_snapshot(lab, edits);
}

static char *bearer_of(const struct lab *lab)
{
    const struct signing_key *key = lab_key(lab, "token-service");
    const json_int_t now = time(NULL);
    json_t *claims = json_pack("{s:s,s:s,s:s,s:[s],s:I,s:I}", "iss", EVOSTS, "aud", "https://graph.microsoft.com",
                               "appid", "app", "roles", "Calendars.Read", "nbf", now, "exp", now + 86400);
    CLEANUP(cleanup_string) char *token = token_sign(NULL, claims, key->private_key, key->certificate, NULL);

    json_decref(claims);
    return text_format("Bearer %s", token);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct servers servers;
    static struct lab *lab;
    static char *bearer;
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    char *rest = text, *line = input_line(&rest), *words = NULL, *party = strtok_r(line, " ", &words);
    char *method = strtok_r(NULL, " ", &words), *path = strtok_r(NULL, " \r", &words),
         *query = path ? strchr(path, '?') : NULL;
    const struct origin origin = {.party = party, .client = "127.0.0.1:50000", .tls = true, .connection = 1};

    if (!servers.exchange) {
        servers_start(&servers, NULL);
        snapshot_release(&servers.snapshot);
        servers.snapshot = tenant(lab = lab_new());
        bearer = bearer_of(lab);
    }
    if (!path)
        return 0;
    if (query)
        *query++ = '\0';
    struct request request = {.origin = &origin, .method = method, .path = path, .query = query ? query : ""};
    add_headers(&request, &rest);
    if (text_equal(headers_get(&request.headers, "Authorization"), "Bearer application"))
        headers_set(&request.headers, "Authorization", bearer);
    request.body = rest;
    request.body_length = size - (size_t)(rest - text);
    ask(&servers, &request);
    headers_clear(&request.headers);
    return 0;
}
