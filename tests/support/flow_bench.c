/* SPDX-License-Identifier: MIT */
/* Puts keys and addresses into the document. */
#include "flow_bench.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "test_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct flow_bench {
    struct signing_key *key;
    char directory[32], *certificate, *private_key;
};

static char *replace_all(char *text, const char *find, const char *put)
{
    char *out = NULL;
    size_t length;
    FILE *output = open_memstream(&out, &length);
    const char *rest = text;

    for (const char *at; (at = strstr(rest, find)); rest = at + strlen(find))
        fprintf(output, "%.*s%s", (int)(at - rest), rest, put);
    fputs(rest, output);
    fclose(output);
    free(text);
    return out;
}

struct snapshot *flow_bench_load(const struct flow_bench *bench, const char *const (*replacements)[2], size_t count,
                                 const char *url)
{
    const char *const always[][2] = {
        {"{exo-auth:thumbprint}", bench->key->thumbprint},
        {"{exo-federation:thumbprint}", bench->key->thumbprint},
        {"{exo-auth:certificate-file}", bench->certificate},
        {"{exo-auth:key-file}", bench->private_key},
        {"{exo-federation:certificate-file}", bench->certificate},
        {"{exo-federation:key-file}", bench->private_key},
        {"https://autodiscover.contoso.com", url},
        {"https://accounts.accesscontrol.windows.net", url},
        {"https://login.microsoftonline.com", url},
        {"{url}", url},
    };
    size_t length;
    char *text = file_read(FBLAB_SOURCE "/scenarios/organizations.xml", 1 << 20, &length, NULL);
    struct error error = {""};
    struct snapshot *snapshot;

    for (size_t i = 0; i < count; i++)
        text = replace_all(text, replacements[i][0], replacements[i][1]);
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        text = replace_all(text, always[i][0], always[i][1]);
    snapshot = snapshot_parse(text, strlen(text), "organizations.xml", &error);
    free(text);
    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

struct flow_bench *flow_bench_new(void)
{
    struct flow_bench *bench = calloc(1, sizeof *bench);

    assert_non_null(bench);
    strcpy(bench->directory, "/tmp/flow_bench_XXXXXX");
    assert_non_null(mkdtemp(bench->directory));
    bench->key = signing_key_new("Microsoft Exchange Server Auth Certificate");
    bench->certificate = text_format("%s/certificate.pem", bench->directory);
    bench->private_key = text_format("%s/key.pem", bench->directory);
    assert_true(file_write(bench->certificate, bench->key->certificate, strlen(bench->key->certificate), 0644, NULL));
    assert_true(file_write(bench->private_key, bench->key->private_key, strlen(bench->key->private_key), 0600, NULL));
    return bench;
}

const char *flow_bench_directory(const struct flow_bench *bench)
{
    return bench->directory;
}

void flow_bench_free(struct flow_bench **bench)
{
    if (!*bench)
        return;
    unlink((*bench)->certificate);
    unlink((*bench)->private_key);
    rmdir((*bench)->directory);
    free((*bench)->certificate);
    free((*bench)->private_key);
    signing_key_free(&(*bench)->key);
    free(*bench);
    *bench = NULL;
}
