/* SPDX-License-Identifier: MIT */
/* Which certificate a party shows: its own, or that of a device in front of it that ends TLS. */
#include "parties.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/text.h"
#include "ntlm/channel_binding.h"
#include "parties_internal.h"
#include "vocabulary/places.h"

#include <string.h>

_Static_assert((int)ORIGIN_CHANNEL == (int)CHANNEL_BINDING_SIZE, "an origin holds a channel binding");

/* The front door is asked for by its address, too. */
static struct identity *make_identity(const struct parties *parties, size_t row, enum certificate_defect defect)
{
    const char *names[PARTY_MOST_NAMES + 2] = {NULL};
    size_t count = 0;

    for (; party_rows[row].names[count]; count++)
        names[count] = party_rows[row].names[count];
    if (party_rows[row].one_address)
        names[count] = parties_told_address(parties, party_rows[row].party, NULL);
    return identity_new(parties->authority, names, defect, NULL);
}

/* Minted when first shown. */
static const struct identity *identity_at(struct parties *parties, size_t row, enum certificate_defect defect,
                                          enum party_tls_end end)
{
    struct identity **const identity = &parties->identities[row][defect][end];
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&parties->lock);

    if (!*identity)
        *identity = make_identity(parties, row, defect);
    return *identity;
}

static const struct object *setting(const struct snapshot *snapshot, const char *noun, const char *party)
{
    return snapshot_find(snapshot, SCOPE_LAB, noun, "Party", party);
}

static enum certificate_defect defect_of(const struct snapshot *snapshot, const char *party)
{
    const struct object *tls = setting(snapshot, "LabTls", party);
    const enum certificate_defect defect =
        tls ? certificate_defect_from_name(object_text(tls, "Certificate")) : CERTIFICATE_GOOD;

    return defect == CERTIFICATE_DEFECT_COUNT ? CERTIFICATE_GOOD : defect;
}

static bool device_does(const struct snapshot *snapshot, const char *party, const char *what)
{
    const struct object *device = setting(snapshot, "LabReverseProxy", party);

    return device && object_flag(device, what, false);
}

/* Behind a device the server's own certificate is good: what is wrong with one is wrong with the one that is shown. */
void parties_channel(struct parties *parties, const struct snapshot *snapshot, const char *party,
                     unsigned char channel[ORIGIN_CHANNEL])
{
    const bool bridged = device_does(snapshot, party, "TlsBridging");
    const size_t row = party_row_of(party);
    const struct identity *identity = NULL;

    memset(channel, 0, ORIGIN_CHANNEL);
    if (row < PARTY_ROW_COUNT && !device_does(snapshot, party, "SslOffloading"))
        identity = identity_at(parties, row, bridged ? CERTIFICATE_GOOD : defect_of(snapshot, party), PARTY_ENDS_TLS);
    if (identity)
        channel_binding_of(identity_certificate(identity), channel);
}

const struct identity *parties_identity(struct parties *parties, const struct snapshot *snapshot, struct origin *origin)
{
    const bool bridged = device_does(snapshot, origin->party, "TlsBridging");
    const size_t row = party_row_of(origin->party);

    parties_channel(parties, snapshot, origin->party, origin->channel);
    return row < PARTY_ROW_COUNT ? identity_at(parties, row, defect_of(snapshot, origin->party),
                                               bridged ? PARTY_DEVICE_ENDS_TLS : PARTY_ENDS_TLS)
                                 : NULL;
}
