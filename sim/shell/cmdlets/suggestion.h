/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_SHELL_SUGGESTION_H
#define FBLAB_SHELL_SUGGESTION_H

/* " Did you mean Set-OrganizationRelationship?", or "" where nothing is near. The caller frees it. */
char *suggest_cmdlet(const char *name, const char *at);

#endif
