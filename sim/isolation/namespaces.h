/* SPDX-License-Identifier: MIT */
/* Namespaces of our own, as anybody may have: user_namespaces(7). */
#ifndef FBLAB_ISOLATION_NAMESPACES_H
#define FBLAB_ISOLATION_NAMESPACES_H

#include "base/error.h"

#include <stdbool.h>

/* The whole process, before it has a second thread: a user namespace in which everybody is who he was, and a mount namespace.
 * What it takes for the others, we may do from now on. */
bool namespaces_enter(struct error *error);
/* The calling thread, and those it starts: a network with nothing but a loopback interface. */
bool namespaces_new_network(struct error *error);

#endif
