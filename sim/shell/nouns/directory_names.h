/* SPDX-License-Identifier: MIT */
/* What an object is called in Active Directory: follows from its noun, its name and its organisation. */
#ifndef FBLAB_SHELL_DIRECTORY_NAMES_H
#define FBLAB_SHELL_DIRECTORY_NAMES_H

#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Does the directory hold its objects as ones of their own? */
bool directory_holds(const struct noun *noun);
/* Is the object one of Exchange Online, or of another tenant? */
bool directory_is_online(const xmlNode *object);

/* "CN=Joe Hill,CN=Users,DC=contoso,DC=com". The caller frees it. */
char *directory_distinguished_name(const struct noun *noun, const xmlNode *object);
/* As -Identity prints: a person's canonical name on premises, else the name. The caller frees it. */
char *directory_identity(const struct noun *noun, const xmlNode *object);
/* Is that its distinguished or canonical name, or its GUID? */
bool directory_knows(const struct noun *noun, const xmlNode *object, const char *name);
/* "contoso.com": the forest, which the first accepted domain names. Borrowed. */
const char *directory_forest(const xmlNode *object);
/* ",DC=contoso,DC=com" of "contoso.com". The caller frees it. */
char *directory_domain_path(const char *domain);
/* "contoso.com/Configuration/Sites/Default-First-Site-Name": the one site of a forest. The caller frees it. */
char *directory_site(const char *forest);
/* "9c1d...": the same for the same object of every lab; `purpose` tells several of one object apart. The caller frees it. */
char *directory_guid(const struct noun *noun, const xmlNode *object, const char *purpose);

#endif
