/* SPDX-License-Identifier: MIT */
/* Facts by name, and where evidence holds them. */
#include "facts.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/party_names.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_VALUE 400

/* Letters, digits and what addresses, URLs, thumbprints and object names need; no quote, no line end, nothing a shell would
 * read as more than a value. */
static bool is_plain_value(const char *value)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_@:/\\?&=%+~()[] ,#!*";

    return *value && strlen(value) <= LONGEST_VALUE && strspn(value, allowed) == strlen(value);
}

const char *facts_get(const struct facts *facts, const char *name, size_t length)
{
    for (size_t i = 0; i < facts->count; i++)
        if (strlen(facts->items[i].name) == length && memcmp(facts->items[i].name, name, length) == 0)
            return facts->items[i].value;
    return NULL;
}

void facts_set(struct facts *facts, const char *name, const char *value)
{
    struct evidence_header *items;

    if (!value || !is_plain_value(value) || facts_get(facts, name, strlen(name)))
        return;
    items = memory_one_more(facts->items, facts->count, sizeof *items);
    facts->items = items;
    items[facts->count++] = (struct evidence_header){text_copy(name), text_copy(value)};
}

void facts_clear(struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->items[i].name);
        free(facts->items[i].value);
    }
    free(facts->items);
    free(facts->direction);
    *facts = (struct facts){0};
}

/* "ann" of "ann@contoso.com". */
static void set_local_part(struct facts *facts, const char *name, const char *address)
{
    CLEANUP(cleanup_string) char *local = text_copy(address);

    if (local && strchr(local, '@')) {
        *strchr(local, '@') = '\0';
        facts_set(facts, name, local);
    }
}

/* "contoso.onmicrosoft.com" of "contoso.mail.onmicrosoft.com". */
static void set_initial_domain(struct facts *facts, const char *routing_domain)
{
    const size_t length = routing_domain ? strlen(routing_domain) : 0;

    if (routing_domain && text_ends(routing_domain, ROUTING_DOMAIN)) {
        CLEANUP(cleanup_string)
        char *domain = text_format("%.*s.onmicrosoft.com", (int)(length - strlen(ROUTING_DOMAIN)), routing_domain);
        facts_set(facts, "initial-domain", domain);
    }
}

static void set_address(struct facts *facts, const char *name, const char *domain_name, const char *address)
{
    facts_set(facts, name, address);
    facts_set(facts, domain_name, address ? text_domain(address) : NULL);
}

/* Without what only a way of asking adds to it. */
static void set_url(struct facts *facts, const char *name, const char *url)
{
    static const char suffix[] = "/WSSecurity";
    CLEANUP(cleanup_string) char *plain = text_copy(url);

    if (plain && text_ends(plain, suffix))
        plain[strlen(plain) - strlen(suffix)] = '\0';
    facts_set(facts, name, plain);
}

static const char *last_url(const struct lookup *lookup, enum hop step)
{
    const char *url = NULL;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        if (lookup->evidence[i].step == step && lookup->evidence[i].url)
            url = lookup->evidence[i].url;
    return url;
}

/* Who of a lab was asked, where it was not the other organization. */
static const char *party_between(const struct lookup *lookup, const struct evidence *failure)
{
    if (failure->step == HOP_TOKEN)
        return lookup->way == WAY_DAUTH ? PARTY_FEDERATION_GATEWAY : PARTY_TOKEN_SERVICE;
    if (failure->party && text_ends(failure->party, ".msappproxy.net"))
        return PARTY_HYBRID_AGENT;
    return lookup->way == WAY_ADDRESS_SPACE ? PARTY_DOMINO : NULL;
}

static void set_failure(struct facts *facts, const struct evidence *failure)
{
    CLEANUP(cleanup_string) char *address = text_copy(failure->address);
    char *const colon = address ? strrchr(address, ':') : NULL;

    if (colon)
        *colon = '\0';
    facts_set(facts, "asked-host", failure->party);
    facts_set(facts, "asked-ip", address);
    set_url(facts, "asked-url", failure->url);
    facts_set(facts, "asked-server", evidence_header(failure, "X-FEServer"));
}

static void set_asked(struct facts *facts, const struct lookup *lookup)
{
    const struct evidence *const failure = lookup_failure(lookup);

    if (failure) {
        set_failure(facts, failure);
        facts_set(facts, "asked-party", party_between(lookup, failure));
    }
    set_url(facts, "asked-ews-url", last_url(lookup, HOP_AVAILABILITY));
    set_url(facts, "asked-autodiscover-url", last_url(lookup, HOP_AUTODISCOVER));
}

/* As what the last token was asked for. */
static void set_application(struct facts *facts, const struct lookup *lookup)
{
    for (size_t i = lookup->evidence_count; i > 0; i--)
        facts_set(facts, "asking-app", lookup->evidence[i - 1].application);
}

const char *facts_direction(const struct lookup *lookup)
{
    /* What a client asked is a server of its own side. */
    return lookup->way == WAY_CLIENT ? lookup_setting(lookup, "own-direction") : lookup->direction;
}

void facts_of_lookup(struct facts *facts, const struct lookup *lookup)
{
    set_address(facts, "requester", "requester-domain", lookup->requester);
    set_address(facts, "target", "target-domain", lookup->target);
    set_local_part(facts, "requester-name", lookup->requester);
    facts->direction = text_copy(facts_direction(lookup));
    facts->era = era_of_lookup(lookup);
    if (lookup->way != WAY_CLIENT)
        set_asked(facts, lookup);
    set_application(facts, lookup);
    for (size_t i = 0; i < lookup->setting_count; i++)
        facts_set(facts, lookup->settings[i].name, lookup->settings[i].value);
    set_initial_domain(facts, lookup_setting(lookup, "routing-domain"));
    facts_set(facts, "requester-upn", lookup->requester);
    set_address(facts, "asked-address", "asked-domain", lookup_setting(lookup, "asked-address"));
    set_address(facts, "asking-address", "asking-domain", lookup_setting(lookup, "asking-address"));
    set_url(facts, "asked-ews-url", lookup_setting(lookup, "sharing-epr"));
    set_url(facts, "asked-autodiscover-url", lookup_setting(lookup, "discovery-endpoint"));
}
