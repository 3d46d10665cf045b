/* SPDX-License-Identifier: MIT */
/* Elements that several operations of EWS write or read. */
#ifndef FBLAB_EWS_ELEMENTS_H
#define FBLAB_EWS_ELEMENTS_H

#include <libxml/tree.h>
#include <stdio.h>

/* Opens <m:name ResponseClass=...> with its response code; code "NoError" is a success, text may then be NULL. */
void ews_message_begin(FILE *output, const char *name, const char *response_class, const char *code, const char *text);
/* An attribute of the element; "" if absent. The caller frees it. */
char *ews_attribute(const xmlNode *element, const char *name);

#endif
