/* SPDX-License-Identifier: MIT */
/* THE list of places where commands run (`--at`, <command at="...">). Some are scopes: elements of the organisation document
 * that hold objects. */
#ifndef FBLAB_PLACES_H
#define FBLAB_PLACES_H

#include "terms.h"

#include <stdbool.h>

#define SCOPE_ONPREM "onprem"
#define SCOPE_EXO "exo"
#define SCOPE_MESH "mesh"
#define SCOPE_DOMINO "domino"
#define SCOPE_MSOL "msol"
#define SCOPE_LAB "lab"

/* The third column is the kind of objects that such a scope holds, as the schema calls it; NULL: the place is no scope. */
#define PLACES(ROW)                                                                                                    \
    ROW(ONPREM, SCOPE_ONPREM, "exchange-object", "Exchange Management Shell on the premises")                          \
    ROW(EXO, SCOPE_EXO, "exchange-object", "Exchange Online PowerShell")                                               \
    ROW(MESH, SCOPE_MESH, "exchange-object",                                                                           \
        "Exchange Online PowerShell of Adatum, a third organisation that looks up people of Contoso")                  \
    ROW(DOMINO, SCOPE_DOMINO, "exchange-object", "the Domino server that answers for some mailboxes")                  \
    ROW(MSOL, SCOPE_MSOL, "identity-object", "the directory of the tenant")                                            \
    ROW(SYNC, "sync", NULL, "the directory synchronisation server")                                                    \
    ROW(SERVER, "server", NULL, "a prompt on the Exchange server")                                                     \
    ROW(DEVICE, "device", NULL, "network devices: firewall, reverse proxy, load balancer, TLS, names, clocks")         \
    ROW(GRAPH, "graph", NULL, "Microsoft Graph PowerShell: what msol knows")                                           \
    ROW(LAB, SCOPE_LAB, "lab-object", "what no cmdlet of Microsoft reaches: names, network, devices, TLS, clocks")

#define PLACE_ENUMERATOR(id, name, objects, meaning) PLACE_##id,
enum place { PLACES(PLACE_ENUMERATOR) PLACE_COUNT };
#undef PLACE_ENUMERATOR

extern const struct terms places;
/* Those with a clock of their own (Set-LabClock). */
extern const struct terms clock_places;

/* The kind of objects in that scope ("exchange-object"); NULL: the place is none. */
const char *place_objects(enum place place);
/* Case matters, as in XML. */
bool place_is_scope(const char *name);

#endif
