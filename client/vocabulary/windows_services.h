/* SPDX-License-Identifier: MIT */
/* THE list of Windows services of an Exchange server, and which of them Exchange Web Services cannot do without. */
#ifndef FBLAB_WINDOWS_SERVICES_H
#define FBLAB_WINDOWS_SERVICES_H

#include <stdbool.h>
#include <stddef.h>

struct windows_service {
    const char *name, *display_name;
    /* Without it no answer of Exchange Web Services holds free/busy: directory, databases and web server. */
    bool ews_needs;
};

/* The index-th; NULL: there are no more. */
const struct windows_service *windows_service_at(size_t index);
/* By name or display name, case ignored. NULL: an Exchange server has none of that name. */
const struct windows_service *windows_service_find(const char *name);

#endif
