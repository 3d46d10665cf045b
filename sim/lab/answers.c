/* SPDX-License-Identifier: MIT */
/* What a simulator tells about itself: addresses, secrets, and the journal. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "verification/verify.h"

#include <errno.h>
#include <string.h>

enum { JOURNAL_PAGE = 1000 };

unsigned simulator_port(struct simulator *simulator, const char *host)
{
    struct snapshot *snapshot = store_snapshot(simulator->store);
    const struct object *record = snapshot_find(snapshot, "lab", "LabDnsRecord", "Name", host);
    const unsigned port = record ? parties_port_of(simulator->parties, object_text(record, "Party"), host) : 0;

    snapshot_release(&snapshot);
    return port;
}

/* Writes a page and says where the next begins; 0: there is none. */
static uint64_t write_page(struct simulator *simulator, FILE *output, uint64_t after)
{
    json_t *page = journal_page(simulator->journal, after, JOURNAL_PAGE), *entry;
    const json_t *entries = json_object_get(page, "entries");
    const size_t count = json_array_size(entries);
    uint64_t last = 0;
    size_t index;

    json_array_foreach(entries, index, entry)
    {
        fputs(after || index ? ",\n" : "", output);
        json_dumpf(entry, output, JSON_COMPACT);
        last = (uint64_t)json_integer_value(json_object_get(entry, "sequence"));
    }
    json_decref(page);
    return count == JOURNAL_PAGE ? last : 0;
}

bool simulator_write_journal(struct simulator *simulator, FILE *output, struct error *error)
{
    uint64_t after = 0;

    fputc('[', output);
    while ((after = write_page(simulator, output, after)) != 0)
        continue;
    fputs("]\n", output);
    return !ferror(output) || error_set(error, "the journal cannot be written: %s", strerror(errno));
}

static void free_json(json_t **json)
{
    json_decref(*json);
}

char *simulator_verify(struct simulator *simulator, const char *expectations, struct error *error)
{
    CLEANUP(free_json) json_t *question = json_loads(expectations, JSON_REJECT_DUPLICATES, NULL);
    CLEANUP(expectations_free)
    struct expectations *wanted = expectations_from_json(json_object_get(question, "expectations"), error);
    CLEANUP(free_json) json_t *verdict = wanted ? verify(wanted, simulator->journal, error) : NULL;

    return verdict ? json_dumps(verdict, JSON_COMPACT) : NULL;
}

void simulator_clear_journal(struct simulator *simulator)
{
    journal_clear(simulator->journal);
}

const char *simulator_ews_url(struct simulator *simulator)
{
    return simulator->ews_url;
}

const char *simulator_autodiscover_url(struct simulator *simulator)
{
    return simulator->autodiscover_url;
}

const char *simulator_admin_url(struct simulator *simulator)
{
    return simulator->admin_url;
}

const char *simulator_admin_token(struct simulator *simulator)
{
    return simulator->admin_token;
}

const char *simulator_ca_file(struct simulator *simulator)
{
    return simulator->ca_file;
}

const char *simulator_user(struct simulator *simulator)
{
    (void)simulator;
    return SIMULATOR_USER;
}

uint64_t simulator_seed(const struct simulator *simulator)
{
    return simulator->setup.seed;
}

const char *simulator_password(struct simulator *simulator)
{
    return simulator->password;
}
