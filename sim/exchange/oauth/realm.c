/* SPDX-License-Identifier: MIT */
/* The realm is part of the path, which clients write. */
#include "realm.h"

#include <stdio.h>
#include <string.h>

void realm_of_path(const struct request *request, char realm[128])
{
    const char *path = request->path + (*request->path == '/');
    const size_t length = strspn(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    snprintf(realm, 128, "%.*s", path[length] == '/' ? (int)length : 0, path);
}
