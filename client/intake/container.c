/* SPDX-License-Identifier: MIT */
/* Entries of archives, mails and other files that hold some. */
#include "container.h"

#include "base/cleanup.h"
#include "intake.h"

#include <stdlib.h>

static void begin(struct container *container, const char *name)
{
    if (container->name)
        return;
    container->name = input_entry_name(container->outer, name);
    container->inner = intake_new_entry(container->outer, container->name);
}

void container_clear(struct container *container)
{
    intake_free(&container->inner);
    free(TAKE(container->name));
    container->refused = false;
}

static void tell(const struct container *container, const char *name, const char *why)
{
    if (*name || why)
        input_tell(container->outer, *container->name ? container->name : NULL, why);
}

bool container_piece(struct container *container, const char *name, const char *bytes, size_t length)
{
    struct error error = {""};
    bool fine = !container->refused;

    begin(container, name);
    if (fine)
        fine = length > 0 ? intake_push(container->inner, bytes, length, &error) : intake_end(container->inner, &error);
    if (!container->refused && (!fine || length == 0))
        tell(container, name, fine ? NULL : error.text);
    container->refused = !fine;
    if (length == 0)
        container_clear(container);
    return fine;
}

void container_refuse(struct container *container, const char *name, const char *why)
{
    begin(container, name);
    tell(container, name, why);
    container_clear(container);
}

void container_give(const struct input *outer, const char *name, const char *bytes, size_t length)
{
    CLEANUP(container_clear) struct container container = {.outer = outer};

    if (length > 0)
        container_piece(&container, name, bytes, length);
    container_piece(&container, name, "", 0);
}
