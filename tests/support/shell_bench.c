/* SPDX-License-Identifier: MIT */
/* Runs command lines against a document in memory. */
#include "shell_bench.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <stdlib.h>

static bool mint(void *context, const char *subject, int64_t age, struct shell_certificate *certificate,
                 struct error *error)
{
    struct bench *bench = context;
    const int number = ++bench->minted;

    bench->age = age;
    if (text_equal(subject, "CN=Broken"))
        return error_set(error, "no key today");
    certificate->thumbprint = text_format("THUMB%d", number);
    certificate->base64 = text_format("BASE%d", number);
    certificate->not_before = text_copy("2026-01-05T08:00:00Z");
    certificate->not_after = text_copy("2031-01-05T08:00:00Z");
    certificate->certificate_file = text_format("/keys/%d.crt", number);
    certificate->key_file = text_format("/keys/%d.key", number);
    certificate->key_name = text_format("key-%d", number);
    snprintf(bench->asked, sizeof bench->asked, "%s", subject);
    return true;
}

static bool read_certificate(void *context, const char *base64, struct shell_certificate *certificate,
                             struct error *error)
{
    (void)context;
    if (!text_starts(base64, "MII"))
        return error_set(error, "The value is no certificate.");
    certificate->thumbprint = text_copy("UPLOADED");
    certificate->not_before = text_copy("2026-01-05T08:00:00Z");
    return true;
}

static char *fetch(void *context, const char *at, const char *url, struct error *error)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s", at, url);
    if (!bench->document)
        error_set(error, "Nobody answers.");
    return text_copy(bench->document);
}

/* A look-up that ended as the row says. */
static struct lookup *found(const struct bench *bench, const char *mailbox)
{
    struct lookup *lookup = lookup_new(mailbox, mailbox);
    struct evidence *record = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);

    lookup->ok = !bench->lookup;
    record->http_status = bench->lookup ? 401 : 200;
    record->outcome = bench->lookup ? OUTCOME_HTTP_STATUS : OUTCOME_OK;
    evidence_set(&record->url, "https://mail.contoso.com/EWS/Exchange.asmx");
    evidence_set(&record->reason, "OK");
    evidence_add_header(record, "WWW-Authenticate", "Bearer a");
    evidence_add_header(record, "WWW-Authenticate", "NTLM");
    evidence_set(&lookup->error_text, bench->lookup);
    return lookup;
}

static struct lookup *test_oauth(void *context, const char *at, enum hop service, const char *url, const char *mailbox)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s %s %s", at, hop_name(service), url, mailbox);
    return found(bench, mailbox);
}

static struct lookup *test_relationship(void *context, const char *at, const char *name, const char *mailbox,
                                        unsigned *failed)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s %s", at, name, mailbox);
    *failed = bench->step;
    return found(bench, mailbox);
}

static struct lookup *test_trust(void *context, const char *at, const char *mailbox, unsigned *failed)
{
    return test_relationship(context, at, "trust", mailbox, failed);
}

static char *federation_information(void *context, const char *at, const char *url, const char *domain,
                                    struct error *error)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s %s", at, url, domain);
    if (!bench->document)
        error_set(error, "Nobody answers.");
    return text_copy(bench->document);
}

static struct lookup *test_endpoint(void *context, const char *at, const char *url)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s", at, url);
    return found(bench, "");
}

/* One name is known, and one port open. */
static char *resolve(void *context, const char *name)
{
    (void)context;
    return text_equal(name, "mail.contoso.com") ? text_copy("192.0.2.7") : NULL;
}

static bool connects(void *context, const char *name, unsigned port)
{
    (void)context, (void)name;
    return port == 443;
}

/* No log has a line. */
static void read_logs(void *context, void (*take)(void *to, const char *path, const char *head, const char *line),
                      void *to)
{
    (void)context, (void)take, (void)to;
}

struct bench *bench_new(void)
{
    struct bench *bench = calloc(1, sizeof *bench);

    assert_non_null(bench);
    bench->store = shell_rows_store();
    bench->services = (struct shell_services){.context = bench,
                                              .mint = mint,
                                              .read = read_certificate,
                                              .fetch = fetch,
                                              .test_oauth = test_oauth,
                                              .test_relationship = test_relationship,
                                              .test_trust = test_trust,
                                              .federation_information = federation_information,
                                              .test_endpoint = test_endpoint,
                                              .resolve = resolve,
                                              .connects = connects,
                                              .read_logs = read_logs};
    return bench;
}

void bench_free(struct bench **bench)
{
    store_free(&(*bench)->store);
    free(*bench);
    *bench = NULL;
}

bool bench_run(struct bench *bench, const char *at, const char *command, FILE *output, struct error *error)
{
    const struct shell shell = {
        .store = bench->store, .output = output, .services = &bench->services, .session = bench->session};

    return shell_run(&shell, at, command, error);
}

char *bench_values(const struct bench *bench, const char *scope, const char *noun, const char *property)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(bench->store);
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    for (const struct object *object = NULL; (object = snapshot_next(snapshot, scope, noun, object));)
        for (size_t i = 0; i < object_count(object, property); i++)
            fprintf(memory, "%s|", object_item(object, property, i));
    fclose(memory);
    return text;
}
