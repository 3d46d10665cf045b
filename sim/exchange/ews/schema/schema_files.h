/* SPDX-License-Identifier: MIT */
/* The description of the web service, compiled in. */
#ifndef FBLAB_SCHEMA_FILES_H
#define FBLAB_SCHEMA_FILES_H

extern const char schema_services[]; /* Services.wsdl */
extern const char schema_messages[]; /* messages.xsd */
extern const char schema_types[];    /* types.xsd */

#endif
