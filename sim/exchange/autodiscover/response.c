/* SPDX-License-Identifier: MIT */
/* Errors inside a response, and lists that are too long. */
#include "response.h"

#include "xml/xml.h"

enum { LIST_LIMIT = 100 };

void autodiscover_put_error(FILE *output, const char *code, const char *message)
{
    xml_put_element(output, "ErrorCode", code);
    xml_put_element(output, "ErrorMessage", message);
}

bool autodiscover_too_many(const xmlNode *list, const char *name)
{
    size_t count = 0;

    for (const xmlNode *item = xml_child(list, name); item && count <= LIST_LIMIT; item = xml_next(item, name))
        count++;
    return count > LIST_LIMIT;
}
