/* SPDX-License-Identifier: MIT */
/* Grows and frees look-ups and their records. */
#include "evidence.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A list one item longer, the new item zeroed. */
static void *grow(void *items, size_t count, size_t size)
{
    char *grown = memory_one_more(items, count, size);

    memset(grown + count * size, 0, size);
    return grown;
}

struct lookup *lookup_new(const char *requester, const char *target)
{
    struct lookup *lookup = grow(NULL, 0, sizeof *lookup);

    lookup->requester = text_copy(requester);
    lookup->target = text_copy(target);
    return lookup;
}

static void header_clear(struct evidence_header *header)
{
    free(header->name);
    free(header->value);
}

static void evidence_clear(struct evidence *evidence)
{
    char *const owned[] = {evidence->party,      evidence->url,        evidence->address,       evidence->reason,
                           evidence->fault_code, evidence->fault_text, evidence->fault_setting, evidence->body,
                           evidence->os_error,   evidence->application};

    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        free(owned[i]);
    for (size_t i = 0; i < evidence->header_count; i++)
        header_clear(&evidence->headers[i]);
    free(evidence->headers);
}

static void event_clear(struct evidence_event *event)
{
    free(event->start);
    free(event->end);
    free(event->busy_type);
    free(event->subject);
}

static void lookup_clear(struct lookup *lookup)
{
    char *const owned[] = {lookup->requester,      lookup->target,     lookup->direction,     lookup->merged,
                           lookup->view,           lookup->error_text, lookup->response_code, lookup->exception_class,
                           lookup->response_source};

    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        free(owned[i]);
    for (size_t i = 0; i < lookup->evidence_count; i++)
        evidence_clear(&lookup->evidence[i]);
    for (size_t i = 0; i < lookup->event_count; i++)
        event_clear(&lookup->events[i]);
    for (size_t i = 0; i < lookup->setting_count; i++)
        header_clear(&lookup->settings[i]);
    free(lookup->settings);
    free(lookup->evidence);
    free(lookup->events);
}

void lookup_free(struct lookup **lookup)
{
    if (*lookup)
        lookup_clear(*lookup);
    free(*lookup);
    *lookup = NULL;
}

struct evidence *lookup_add(struct lookup *lookup, enum hop hop, enum hop step)
{
    struct evidence *evidence;

    lookup->evidence = grow(lookup->evidence, lookup->evidence_count, sizeof *lookup->evidence);
    evidence = &lookup->evidence[lookup->evidence_count++];
    evidence->hop = hop;
    evidence->step = step;
    evidence->tls_alert = -1;
    return evidence;
}

struct evidence_event *lookup_add_event(struct lookup *lookup)
{
    lookup->events = grow(lookup->events, lookup->event_count, sizeof *lookup->events);
    return &lookup->events[lookup->event_count++];
}

const struct evidence *lookup_failure(const struct lookup *lookup)
{
    for (size_t i = lookup->evidence_count; i > 0; i--)
        if (lookup->evidence[i - 1].outcome != OUTCOME_OK)
            return &lookup->evidence[i - 1];
    return NULL;
}

const char *lookup_setting(const struct lookup *lookup, const char *name)
{
    for (size_t i = 0; i < lookup->setting_count; i++)
        if (text_equal(lookup->settings[i].name, name))
            return lookup->settings[i].value;
    return NULL;
}

void lookup_set_setting(struct lookup *lookup, const char *name, const char *value)
{
    if (!value || !*value || lookup_setting(lookup, name))
        return;
    lookup->settings = grow(lookup->settings, lookup->setting_count, sizeof *lookup->settings);
    lookup->settings[lookup->setting_count++] =
        (struct evidence_header){.name = text_copy(name), .value = text_copy(value)};
}

void evidence_add_header(struct evidence *evidence, const char *name, const char *value)
{
    evidence->headers = grow(evidence->headers, evidence->header_count, sizeof *evidence->headers);
    evidence->headers[evidence->header_count++] =
        (struct evidence_header){.name = text_copy(name), .value = text_copy(value)};
}

const char *evidence_header(const struct evidence *evidence, const char *name)
{
    for (size_t i = 0; i < evidence->header_count; i++)
        if (text_equal(evidence->headers[i].name, name))
            return evidence->headers[i].value;
    return NULL;
}

void evidence_set(char **field, const char *value)
{
    char *const copy = text_copy(value);

    free(*field);
    *field = copy;
}
