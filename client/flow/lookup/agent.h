/* SPDX-License-Identifier: MIT */
/* The User-Agent under which an Exchange asks another. */
#ifndef FBLAB_AGENT_H
#define FBLAB_AGENT_H

/* User agent of an Exchange: "ASProxy/CrossForest/EmailDomain//15.01.2507.006" for AdminDisplayVersion
 * "Version 15.1 (Build 2507.6)". The caller frees it. */
char *agent_name(const char *kind, const char *display_version);

#endif
