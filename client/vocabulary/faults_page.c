/* SPDX-License-Identifier: MIT */
/* Writes scenarios/faults.md from the words of faults, defects, parties and places. */
#include "faults_page.h"

#include "base/cleanup.h"
#include "certificate_defects.h"
#include "party_names.h"
#include "places.h"
#include "wire_faults.h"

static const struct chapter {
    const char *title, *before, *heading, *after;
    const struct terms *words;
} chapters[] = {
    {"Faults of connections",
     "`Set-LabFirewall PARTY -Inbound WORD` does this to connections that somebody opens to the party.", "`-Inbound`",
     "`-Outbound` takes those that need no connection, for connections that the servers of the party open to the hosts "
     "of\n"
     "`-OutboundNames`.",
     &wire_faults},
    {"Defects of certificates", "`Set-LabTls PARTY -Certificate WORD` has the party show a certificate like this.",
     "`-Certificate`", NULL, &certificate_defects},
    {"Parties", "Who listens, and can be named by `-Party`.", "party", NULL, &party_names},
    {"Places", "Where commands run: `at=\"...\"` of a `<command>`, `--at` of `fblab shell`.", "place", NULL, &places},
};

static void write_chapter(FILE *output, const struct chapter *chapter)
{
    fprintf(output, "\n## %s\n\n%s\n\n| %s | what it means |\n|---|---|\n", chapter->title, chapter->before,
            chapter->heading);
    for (size_t i = 0; i < chapter->words->count; i++)
        fprintf(output, "| `%s` | %s |\n", chapter->words->items[i].name, chapter->words->items[i].meaning);
    if (chapter->after)
        fprintf(output, "\n%s\n", chapter->after);
}

void vocabulary_faults_page_write(FILE *output)
{
    fputs("# What the network of the lab can do\n\n"
          "Written from the tables of `client/vocabulary`, not by hand: `fblab help Set-LabFirewall` says the same. "
          "What a firewall\n"
          "or a reverse proxy strikes, and what it spares, is in [README.md](README.md).\n",
          output);
    for (size_t i = 0; i < ARRAY_SIZE(chapters); i++)
        write_chapter(output, &chapters[i]);
}
