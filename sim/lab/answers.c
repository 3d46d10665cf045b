/* SPDX-License-Identifier: MIT */
/* What a lab tells about itself: addresses, secrets, and the journal. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "verification/verify.h"
#include "vocabulary/places.h"

#include <errno.h>
#include <string.h>

enum { JOURNAL_PAGE = 1000 };

unsigned lab_port(struct lab *lab, const char *host)
{
    struct snapshot *snapshot = store_snapshot(lab->store);
    const struct object *record = snapshot_find(snapshot, SCOPE_LAB, "LabDnsRecord", "Name", host);
    const unsigned port = record ? parties_port_of(lab->parties, object_text(record, "Party"), host) : 0;

    snapshot_release(&snapshot);
    return port;
}

/* Writes a page and says where the next begins; 0: there is none. */
static uint64_t write_page(struct lab *lab, FILE *output, uint64_t after)
{
    json_t *page = journal_page(lab->journal, after, JOURNAL_PAGE), *entry;
    const json_t *entries = json_object_get(page, "entries");
    uint64_t last = 0;
    size_t index;

    json_array_foreach(entries, index, entry)
    {
        fputs(after || index ? ",\n" : "", output);
        json_dumpf(entry, output, JSON_COMPACT);
        last = (uint64_t)json_integer_value(json_object_get(entry, "sequence"));
    }
    json_decref(page);
    return last;
}

bool lab_write_journal(struct lab *lab, FILE *output, struct error *error)
{
    uint64_t after = 0;

    fputc('[', output);
    while ((after = write_page(lab, output, after)) != 0)
        continue;
    fputs("]\n", output);
    return !ferror(output) || error_set(error, "the journal cannot be written: %s", strerror(errno));
}

char *lab_verify(struct lab *lab, const char *expectations, struct error *error)
{
    CLEANUP(json_release) json_t *question = json_loads(expectations, JSON_REJECT_DUPLICATES, NULL);
    CLEANUP(expectations_free)
    struct expectations *wanted = expectations_from_json(json_object_get(question, "expectations"), error);
    CLEANUP(json_release) json_t *verdict = wanted ? verify(wanted, lab->journal, error) : NULL;

    return verdict ? json_dumps(verdict, JSON_COMPACT) : NULL;
}

unsigned long lab_take_given_up(struct lab *lab)
{
    return atomic_exchange(&lab->given_up, 0);
}

void lab_clear_journal(struct lab *lab)
{
    journal_clear(lab->journal);
}

const char *lab_ews_url(struct lab *lab)
{
    return lab->ews_url;
}

const char *lab_autodiscover_url(struct lab *lab)
{
    return lab->autodiscover_url;
}

const char *lab_admin_url(struct lab *lab)
{
    return lab->admin_url;
}

const char *lab_admin_token(struct lab *lab)
{
    return lab->admin_token;
}

const char *lab_ca_file(struct lab *lab)
{
    return lab->ca_file;
}

const char *lab_user(struct lab *lab)
{
    (void)lab;
    return LAB_USER;
}

uint64_t lab_seed(const struct lab *lab)
{
    return lab->setup.seed;
}

const char *lab_password(struct lab *lab)
{
    return lab->password;
}
