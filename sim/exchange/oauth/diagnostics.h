/* SPDX-License-Identifier: MIT */
/* The values of x-ms-diagnostics: why Exchange refuses a token. */
#ifndef FBLAB_DIAGNOSTICS_H
#define FBLAB_DIAGNOSTICS_H

enum diagnostic {
    DIAGNOSTIC_NONE, /* nothing to complain about */
    DIAGNOSTIC_UNREADABLE,
    DIAGNOSTIC_SIGNATURE,
    DIAGNOSTIC_AUDIENCE,
    DIAGNOSTIC_HOST,   /* meant for another host */
    DIAGNOSTIC_SCHEME, /* meant for https, and something in front took TLS away */
    DIAGNOSTIC_TENANT,
    DIAGNOSTIC_LIFETIME,
    DIAGNOSTIC_PARTNER,
    DIAGNOSTIC_ISSUER, /* no AuthServer stands for it */
    DIAGNOSTIC_AMBIGUOUS_USER,
    DIAGNOSTIC_UNKNOWN_USER,
    DIAGNOSTIC_COUNT
};

/* `2000005;reason="...";error_category="invalid_user"`; detail is put where the reason has room for it (NULL: ""). The
 * caller frees it. Not for DIAGNOSTIC_NONE. */
char *diagnostic_text(enum diagnostic diagnostic, const char *detail);

#endif
