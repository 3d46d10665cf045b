/* SPDX-License-Identifier: MIT */
/* The opening of a response message, and attributes of requests. */
#include "ews_elements.h"

#include "base/text.h"
#include "xml/xml.h"

void ews_message_begin(FILE *output, const char *name, const char *response_class, const char *code, const char *text)
{
    fprintf(output, "<m:%s ResponseClass=\"%s\">", name, response_class);
    if (text)
        xml_put_element(output, "m:MessageText", text);
    xml_put_element(output, "m:ResponseCode", code);
    if (text)
        fputs("<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>", output);
}

char *ews_attribute(const xmlNode *element, const char *name)
{
    xmlChar *value = element ? xmlGetNoNsProp(element, (const xmlChar *)name) : NULL;
    char *copy = text_copy(value ? (const char *)value : "");

    xmlFree(value);
    return copy;
}
