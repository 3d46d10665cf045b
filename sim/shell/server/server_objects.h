/* SPDX-License-Identifier: MIT */
/* Objects of the Exchange server on premises, whose identities begin with its name: "EX01\MSExchangeIS". */
#ifndef FBLAB_SHELL_SERVER_OBJECTS_H
#define FBLAB_SHELL_SERVER_OBJECTS_H

#include <libxml/tree.h>

/* Of the first server, at whose prompt cmdlets of Windows run. Borrowed. */
const char *first_server_name(const xmlDoc *document);
/* The object of that noun and name on that server, or on the one that the name begins with. NULL: there is none. */
xmlNode *server_object(const xmlDoc *document, const char *noun, const char *name);

#endif
