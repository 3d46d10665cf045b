/* SPDX-License-Identifier: MIT */
/* What a request and its answer say together. */
#include "transaction.h"

#include "base/text.h"

#include <string.h>

char *transaction_host(const struct transaction *transaction)
{
    const char *const target = transaction->request.target ? transaction->request.target : "";
    const char *const scheme = strstr(target, "://");

    if (scheme && !memchr(target, '/', (size_t)(scheme - target)))
        return text_format("%.*s", (int)strcspn(scheme + 3, "/?#"), scheme + 3);
    return text_copy(headers_get(&transaction->request.headers, "Host"));
}
