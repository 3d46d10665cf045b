/* SPDX-License-Identifier: MIT */
/* Numbered names stand in for addresses, and for their domains wherever else those stand. */
#include "pseudonyms.h"

#include "addresses.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "numbered_names.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOMAIN_BYTES = 253 }; /* RFC 1035 allows no more */

struct pseudonyms {
    struct numbered_names *people, *domains;
};

static const char *const nobodys[] = {"contoso.com",
                                      "contoso.onmicrosoft.com",
                                      "contoso.mail.onmicrosoft.com",
                                      "fabrikam.com",
                                      "adatum.com",
                                      "northwindtraders.com",
                                      "example.com",
                                      "example.net",
                                      "example.org",
                                      "example"};
static const char *const services[] = {"outlook.com",           "office365.com", "office.com",    "microsoftonline.com",
                                       "microsoftonline-p.com", "windows.net",   "microsoft.com", "live.com"};

/* Is it one of these, or below one? */
static bool is_below(const char *name, const char *const *domains, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(name), wanted = strlen(domains[i]);
        if (text_ends(name, domains[i]) && (length == wanted || name[length - wanted - 1] == '.'))
            return true;
    }
    return false;
}

struct pseudonyms *pseudonyms_new(void)
{
    struct pseudonyms *const pseudonyms = memory_new(sizeof *pseudonyms);

    pseudonyms->people = numbered_names_new();
    pseudonyms->domains = numbered_names_new();
    return pseudonyms;
}

void pseudonyms_free(struct pseudonyms **pseudonyms)
{
    if (*pseudonyms) {
        numbered_names_free(&(*pseudonyms)->people);
        numbered_names_free(&(*pseudonyms)->domains);
    }
    free(*pseudonyms);
    *pseudonyms = NULL;
}

static const char *domain_in(const char *address, const char **at)
{
    *at = strchr(address, '@') ? "@" : "%40";
    return strstr(address, *at) + strlen(*at);
}

/* NULL: it is nobody's and stays. */
static char *other_name(struct pseudonyms *pseudonyms, const char *address)
{
    const char *at, *domain = domain_in(address, &at);

    if (is_below(domain, nobodys, ARRAY_SIZE(nobodys)))
        return NULL;
    return text_format("person%zu%sdomain%zu.example", numbered_names_add(pseudonyms->people, address), at,
                       numbered_names_add(pseudonyms->domains, domain));
}

void pseudonyms_learn(struct pseudonyms *pseudonyms, const char *text, size_t length)
{
    struct address_span span;

    for (size_t at = 0; address_next(text, length, at, &span); at = span.end) {
        CLEANUP(cleanup_string) char *address = text_copy_part(text + span.start, span.end - span.start);
        free(other_name(pseudonyms, address));
    }
}

static char *replace_addresses(struct pseudonyms *pseudonyms, const char *text, size_t length, size_t *new_length,
                               size_t *count)
{
    char *replaced = NULL;
    FILE *output = text_stream(&replaced, new_length);
    struct address_span span;
    size_t at = 0;

    while (address_next(text, length, at, &span)) {
        CLEANUP(cleanup_string) char *address = text_copy_part(text + span.start, span.end - span.start);
        CLEANUP(cleanup_string) char *other = other_name(pseudonyms, address);
        fwrite(text + at, 1, span.start - at, output);
        fputs(other ? other : address, output);
        at = span.end;
        *count += other != NULL;
    }
    fwrite(text + at, 1, length - at, output);
    text_stream_close(output);
    return replaced;
}

/* How long the name is that stands at `at`, up to its end; 0: longer than a domain. */
static size_t name_length(const char *text, size_t length, size_t at)
{
    size_t end = at;

    while (end < length && end - at <= DOMAIN_BYTES &&
           (address_goes_on(text[end]) || (text[end] == '.' && end + 1 < length && address_goes_on(text[end + 1]))))
        end++;
    return end - at <= DOMAIN_BYTES ? end - at : 0;
}

/* The number of the domain that stands at `at`, as a whole name or as the end of one; 0: none does. */
static size_t domain_at(const struct pseudonyms *pseudonyms, const char *text, size_t at, size_t length)
{
    CLEANUP(cleanup_string) char *name = text_copy_part(text + at, length);

    return is_below(name, services, ARRAY_SIZE(services)) ? 0 : numbered_names_find(pseudonyms->domains, name);
}

static char *replace_domains(const struct pseudonyms *pseudonyms, const char *text, size_t length, size_t *new_length,
                             size_t *count)
{
    char *replaced = NULL;
    FILE *output = text_stream(&replaced, new_length);

    for (size_t at = 0; at < length;) {
        const bool begins = isalnum((unsigned char)text[at]) && (at == 0 || !address_goes_on(text[at - 1]));
        const size_t name = begins ? name_length(text, length, at) : 0;
        const size_t number = name ? domain_at(pseudonyms, text, at, name) : 0;
        if (number) {
            fprintf(output, "domain%zu.example", number);
            at += name;
            ++*count;
        } else {
            fputc(text[at++], output);
        }
    }
    text_stream_close(output);
    return replaced;
}

char *pseudonyms_apply(struct pseudonyms *pseudonyms, const char *text, size_t length, size_t *new_length,
                       size_t *count)
{
    size_t between = 0;
    CLEANUP(cleanup_string) char *people = replace_addresses(pseudonyms, text, length, &between, count);

    return replace_domains(pseudonyms, people, between, new_length, count);
}
