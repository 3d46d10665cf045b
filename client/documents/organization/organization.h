/* SPDX-License-Identifier: MIT */
/* The organisation document: XML (RELAX NG: scenarios/organizations.rng), read as objects. Root <organizations>; below
 * it the scopes <onprem>, <exo>, <mesh> (a third organisation), <domino>, <msol>, <lab>; in a scope one element an
 * object, named for the cmdlet noun (<OrganizationRelationship>); in an object one element a property, named as
 * Microsoft names the parameter (<DomainNames>), repeated where it has several values.
 *
 * Some settings are stored before the servers go by them: <LabPendingChange> beside the object keeps what they still go
 * by (InForce), and until when on the scope's clock. Snapshots hold what is in force, store_read() what is stored.
 *
 * A snapshot is immutable and counted: any thread may read one it holds. A store holds the document; a change copies
 * it, validates the copy, compiles it and swaps the snapshot, so nobody sees half a change. */
#ifndef FBLAB_ORGANIZATION_H
#define FBLAB_ORGANIZATION_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ORGANIZATION_NAMESPACE "urn:fblab:organizations"

struct snapshot;
struct object;

/* Reads a document whose root is <organizations>, or one scope alone (<exo>: an asking organisation's own document).
 * NULL: error says file:line: sentence. The caller releases the result. */
struct snapshot *snapshot_load(const char *path, struct error *error);
struct snapshot *snapshot_parse(const char *text, size_t length, const char *name, struct error *error);
struct snapshot *snapshot_hold(struct snapshot *snapshot);
void snapshot_release(struct snapshot **snapshot);
/* The scope of a document that has only one ("exo"); NULL if it has several. */
const char *snapshot_only_scope(const struct snapshot *snapshot);

/* How far ahead the clock of a scope is (LabClock), in seconds; 0 if the document does not say. */
int64_t document_clock_offset(const xmlDoc *document, const char *scope);

/* The next object of that noun after `after` (NULL: the first), in document order; NULL: no more. Borrowed. */
const struct object *snapshot_next(const struct snapshot *snapshot, const char *scope, const char *noun,
                                   const struct object *after);
/* The first object whose property has that value (case ignored; any value of a list). NULL: none. Borrowed. */
const struct object *snapshot_find(const struct snapshot *snapshot, const char *scope, const char *noun,
                                   const char *property, const char *value);

const char *object_noun(const struct object *object);
/* Borrowed; "" if the property is absent. */
const char *object_text(const struct object *object, const char *property);
bool object_flag(const struct object *object, const char *property, bool absent);
long object_number(const struct object *object, const char *property, long absent);
/* Values of a list property, in order. */
size_t object_count(const struct object *object, const char *property);
/* NULL: there are not so many. */
const char *object_item(const struct object *object, const char *property, size_t index);
/* One of the values equals `value`, case ignored. */
bool object_lists(const struct object *object, const char *property, const char *value);
/* All properties in document order, for Format-List. */
size_t object_property_count(const struct object *object);
const char *object_property_name(const struct object *object, size_t index);

/* The address of the form "SMTP:ann@contoso.com" or "ann@contoso.com" without the type; "" if it has another type
 * ("SIP:..."). Borrowed from `address`. */
const char *address_smtp(const char *address);
/* Is this SMTP address one of the recipient's? */
bool recipient_has(const struct object *recipient, const char *address);
/* The recipient (any of Mailbox, RemoteMailbox, MailUser, MailContact) that has this SMTP address in EmailAddresses or
 * PrimarySmtpAddress. Start with after = NULL to find twins. */
const struct object *recipient_next(const struct snapshot *snapshot, const char *scope, const char *address,
                                    const struct object *after);

/* The distribution group (a room list is one) that has this SMTP address. NULL: none. Borrowed. */
const struct object *group_find(const struct snapshot *snapshot, const char *scope, const char *address);

/* AuthConfig's, which is blank in a healthy organisation; else the tenant's, if a token service is for it. "": none. Borrowed. */
const char *scope_realm(const struct snapshot *snapshot, const char *scope);
/* Seconds since 1970 on the clock of a scope's servers (LabClock). */
int64_t scope_now(const struct snapshot *snapshot, const char *scope);

/* The certificate (ExchangeCertificate) that the servers of a scope hold under that thumbprint. NULL: none; none is under "".
 * Borrowed. */
const struct object *certificate_find(const struct snapshot *snapshot, const char *scope, const char *thumbprint);
/* Is it over, by the clock of the scope? No, if there is none. */
bool certificate_is_over(const struct snapshot *snapshot, const char *scope, const char *thumbprint);

/* The server that a party's load balancer (LabLoadBalancer) gives the connection with this number: each in turn. NULL:
 * there is no balancer. Borrowed. */
const char *balancer_server(const struct snapshot *snapshot, const char *party, uint64_t turn);

struct schema;

/* Compiled, which takes a few milliseconds. NULL: the file is none. The caller frees it. */
struct schema *schema_load(const char *path, struct error *error);
void schema_free(struct schema **schema);

struct store;

/* Loads and validates. The caller frees the store. */
struct store *store_load(const char *path, const char *schema_path, struct error *error);
/* The same from a document in memory, which it takes in every case. */
struct store *store_take(xmlDoc *document, const char *schema_path, struct error *error);
/* The same with a schema that is loaded, which it takes too. */
struct store *store_new(xmlDoc *document, struct schema *schema, struct error *error);
void store_free(struct store **store);
/* The caller releases the snapshot. */
struct snapshot *store_snapshot(struct store *store);
/* Runs `change` on a copy, validates, swaps. false: nothing has changed. Changes are serialised. */
bool store_change(struct store *store, bool (*change)(xmlDoc *document, void *context, struct error *error),
                  void *context, struct error *error);
/* Lends the document to `read`, which must not change it; returns what `read` returns. */
bool store_read(struct store *store, bool (*read)(const xmlDoc *document, void *context, struct error *error),
                void *context, struct error *error);
/* Puts another document in place, which it takes in every case. */
bool store_replace(struct store *store, xmlDoc *document, struct error *error);
/* Puts a snapshot back in place that was there before, and so fits the schema. */
void store_put_back(struct store *store, struct snapshot *snapshot);
/* For the observer: is what was put in place other than what was there? Setting a value it has already is no difference. */
bool store_differs(const struct store *store);
/* Called after every swap, on the thread that made it, with the new snapshot. One observer; it must not change the
 * store. */
void store_observe(struct store *store, void (*observer)(void *context, const struct snapshot *snapshot),
                   void *context);
/* One scope as a document of its own, UTF-8. The caller frees it. */
char *store_scope_text(struct store *store, const char *scope);

#endif
