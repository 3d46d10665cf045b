/* SPDX-License-Identifier: MIT */
/* What a connection to a party meets: which protocols, at which port and address. */
#include "parties.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "firewall.h"
#include "origin/origin.h"
#include "parties_internal.h"
#include "vocabulary/party_names.h"
#include "vocabulary/places.h"

struct parties *parties_new(struct authority *authority, const char *ca_file, struct strike_counts *strike_counts,
                            struct error *error)
{
    struct parties *parties = memory_new(sizeof *parties);

    pthread_mutex_init(&parties->lock, NULL);
    parties->strike_counts = strike_counts;
    parties->authority = authority;
    if (!parties->authority || !authority_write(parties->authority, ca_file, error))
        parties_free(&parties);
    return parties;
}

void parties_free(struct parties **parties)
{
    if (!*parties)
        return;
    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; j < CERTIFICATE_DEFECT_COUNT; j++)
            for (size_t k = 0; k < PARTY_TLS_ENDS; k++)
                identity_free(&(*parties)->identities[i][j][k]);
    authority_free(&(*parties)->authority);
    pthread_mutex_destroy(&(*parties)->lock);
    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; j < PARTY_MOST_NAMES; j++)
            free((*parties)->addresses[i][j]);
    free((*parties)->outward);
    free(*parties);
    *parties = NULL;
}

static int protocol(const char *name)
{
    static const struct {
        const char *name;
        int version;
    } protocols[] = {
        {"Tls10", TLS1_VERSION},
        {"Tls11", TLS1_1_VERSION},
        {"Tls12", TLS1_2_VERSION},
        {"Tls13", TLS1_3_VERSION},
    };

    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++)
        if (text_equal(protocols[i].name, name))
            return protocols[i].version;
    return 0;
}

static const char *name_of(const struct parties *parties, const struct listener *listener)
{
    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; j < PARTY_MOST_NAMES; j++)
            if (parties->listeners[i][j] == listener)
                return party_row_name(i, j);
    return NULL;
}

void parties_policy(const struct parties *parties, const struct snapshot *snapshot, const struct listener *listener,
                    struct origin *origin, struct wire_policy *policy)
{
    const struct object *tls = snapshot_find(snapshot, SCOPE_LAB, "LabTls", "Party", origin->party);

    origin->name = name_of(parties, listener);
    origin->turn = strike_counts_turn(parties->strike_counts, origin->name ? origin->name : origin->party);
    firewall_policy(parties->strike_counts, snapshot, origin, policy);
    if (tls) {
        policy->minimum_tls = protocol(object_text(tls, "MinimumProtocol"));
        policy->resets_old = object_flag(tls, "ResetsOld", false);
        policy->maximum_tls = protocol(object_text(tls, "MaximumProtocol"));
        policy->ciphers = object_text(tls, "CipherList")[0] ? object_text(tls, "CipherList") : NULL;
    }
}

unsigned parties_port(const struct parties *parties, const char *party)
{
    return parties_port_of(parties, party, NULL);
}

unsigned parties_port_of(const struct parties *parties, const char *party, const char *name)
{
    const size_t index = party_row_of(party);
    const struct listener *listener =
        index < PARTY_ROW_COUNT ? parties->listeners[index][party_row_address_of(index, name)] : NULL;

    return listener ? listener_port(listener) : 0;
}

const char *parties_address_of(const struct parties *parties, const char *party, const char *name)
{
    const size_t index = party_row_of(party);

    return parties->addresses[index][party_row_address_of(index, name)];
}

const char *parties_told_address(const struct parties *parties, const char *party, const char *name)
{
    return parties->outward ? parties->outward : parties_address_of(parties, party, name);
}
