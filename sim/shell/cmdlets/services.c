/* SPDX-License-Identifier: MIT */
/* Certificates as the lab's services hand them over. */
#include "services.h"

#include "base/cleanup.h"

void shell_certificate_clear(struct shell_certificate *certificate)
{
    char *const texts[] = {certificate->thumbprint, certificate->base64,           certificate->not_before,
                           certificate->not_after,  certificate->certificate_file, certificate->key_file,
                           certificate->key_name};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
    *certificate = (struct shell_certificate){0};
}
