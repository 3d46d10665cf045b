/* SPDX-License-Identifier: MIT */
/* bench_lookup COUNT: healthy look-ups over OAuth in a lab of this process, over real sockets, by turns with the least
 * such a look-up could cost: three new TLS 1.3 connections to the same lab with one GET each. Prints the medians in
 * milliseconds as one line of JSON. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"
#include "lab/lab.h"
#include "organization/organization.h"
#include "tls_client.h"
#include "token/token_keys.h"

#include <jansson.h>
#include <string.h>

struct bench {
    struct lab *lab;
    SSL_CTX *tls;
    json_t *ready;
    struct snapshot *organization;
    struct flow_host *hosts;
    struct token_keys *keys;
    struct flow_settings settings;
};

static const char *text_of(const struct bench *bench, const char *key)
{
    return json_string_value(json_object_get(bench->ready, key));
}

static bool prepare(struct bench *bench, struct error *error)
{
    const struct lab_options options = {0};
    CLEANUP(cleanup_string) char *ready = NULL;
    const char *name;
    json_t *address;

    if (!(bench->lab = lab_start(&options, error)))
        return false;
    ready = lab_ready_json(bench->lab);
    bench->tls = tls_client_context();
    bench->keys = token_keys_new();
    bench->ready = json_loads(ready, 0, NULL);
    bench->hosts = calloc(json_object_size(json_object_get(bench->ready, "hosts")), sizeof *bench->hosts);
    if (!bench->hosts || !(bench->organization = snapshot_load(text_of(bench, "organization"), error)))
        return false;
    bench->settings = (struct flow_settings){.organization = bench->organization,
                                             .scope = snapshot_only_scope(bench->organization),
                                             .hosts = bench->hosts,
                                             .isolated = true,
                                             .keys = bench->keys,
                                             .ca_file = text_of(bench, "ca_file")};
    json_object_foreach(json_object_get(bench->ready, "hosts"), name, address)
        bench->hosts[bench->settings.host_count++] = (struct flow_host){name, json_string_value(address)};
    return true;
}

static bool look_up(struct bench *bench, struct error *error)
{
    CLEANUP(lookup_free)
    struct lookup *lookup = flow_run(&bench->settings, text_of(bench, "requester"), text_of(bench, "target"));

    return lookup->ok || error_set(error, "the healthy look-up failed: %s", lookup->error_text);
}

static bool visit_all(struct bench *bench, struct error *error)
{
    static const char *const names[] = {"autodiscover.contoso.com", "accounts.accesscontrol.windows.net",
                                        "mail.contoso.com"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (!tls_client_visit(bench->tls, names[i], lab_port(bench->lab, names[i]), "/", error))
            return false;
    return true;
}

static bool timed(bool (*work)(struct bench *bench, struct error *error), struct bench *bench, double *elapsed,
                  struct error *error)
{
    const double began = clock_ms();
    const bool done = work(bench, error);

    *elapsed = clock_ms() - began;
    return done;
}

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

static bool take_turns(struct bench *bench, double *ours, double *reference, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!timed(look_up, bench, &ours[i], error) || !timed(visit_all, bench, &reference[i], error))
            return false;
    return true;
}

static bool measure(struct bench *bench, size_t count, struct error *error)
{
    double *ours = calloc(2 * count, sizeof *ours);
    const bool done = ours && take_turns(bench, ours, ours + count, count, error);

    if (done)
        printf("{\"ours\": %.3f, \"reference\": %.3f}\n", median(ours, count), median(ours + count, count));
    free(ours);
    return done;
}

int main(int count, char **arguments)
{
    struct bench bench = {0};
    const size_t look_ups = count == 2 ? strtoul(arguments[1], NULL, 10) : 0;
    struct error error = {"usage: bench_lookup COUNT"};
    const bool done = look_ups > 0 && prepare(&bench, &error) && measure(&bench, look_ups, &error);

    snapshot_release(&bench.organization);
    lab_stop(&bench.lab);
    SSL_CTX_free(bench.tls);
    token_keys_free(&bench.keys);
    json_decref(bench.ready);
    free(bench.hosts);
    if (!done)
        fprintf(stderr, "%s\n", error.text);
    return done ? 0 : 3;
}
