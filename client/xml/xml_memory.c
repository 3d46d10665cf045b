/* SPDX-License-Identifier: MIT */
/* Where libxml2 gets its memory from in a program. */
#include "xml.h"

#include "base/memory.h"
#include "base/text.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>

static void *grow(void *memory, size_t size)
{
    return memory_grow(memory, size, 1);
}

void xml_use_memory(void)
{
    xmlMemSetup(free, memory_room, grow, text_copy);
}
