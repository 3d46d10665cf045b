/* SPDX-License-Identifier: MIT */
/* What is typed into the management shell. The first line says where, each other one is a command line. */
#include "base/cleanup.h"
#include "input.h"
#include "shell/candidates.h"
#include "shell/language/statements.h"
#include "shell/session.h"
#include "support/shell_bench.h"
#include "target.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

struct lasting {
    struct bench *bench;
    xmlDoc *document; /* before anything was changed */
    FILE *nowhere;
};

static bool keep(const xmlDoc *document, void *context, struct error *error)
{
    (void)error;
    ((struct lasting *)context)->document = xmlCopyDoc((xmlDoc *)document, 1);
    return true;
}

static void open_lasting(struct lasting *lasting)
{
    lasting->bench = bench_new();
    lasting->nowhere = fopen("/dev/null", "w");
    if (!lasting->nowhere || !store_read(lasting->bench->store, keep, lasting, NULL))
        abort();
}

/* A refusal has a sentence. */
static void type(struct lasting *lasting, const char *at, const char *line)
{
    struct error error = {""};

    if (!bench_run(lasting->bench, at, line, lasting->nowhere, &error) && !*error.text)
        abort();
    if (statement_length(line, true) > strlen(line))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lasting lasting;
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    char *rest = text, *at = input_line(&rest);

    if (!lasting.bench)
        open_lasting(&lasting);
    lasting.bench->session = shell_session_new();
    while (*rest)
        type(&lasting, at, input_line(&rest));
    shell_session_free(&lasting.bench->session);
    if (!store_replace(lasting.bench->store, xmlCopyDoc(lasting.document, 1), NULL))
        abort();
    return 0;
}
