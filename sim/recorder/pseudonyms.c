/* SPDX-License-Identifier: MIT */
/* Numbered names stand in for addresses, and for their domains wherever else those stand. */
#include "pseudonyms.h"

#include "addresses.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct names {
    char **items;
    size_t count;
};

struct pseudonyms {
    struct names people, domains; /* the number of a name is its place */
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
    return memory_new(sizeof(struct pseudonyms));
}

static void names_free(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

void pseudonyms_free(struct pseudonyms **pseudonyms)
{
    if (*pseudonyms) {
        names_free(&(*pseudonyms)->people);
        names_free(&(*pseudonyms)->domains);
    }
    free(*pseudonyms);
    *pseudonyms = NULL;
}

/* From 1. */
static size_t number_of(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return i + 1;
    names->items = memory_grow(names->items, names->count + 1, sizeof *names->items);
    names->items[names->count++] = text_copy(name);
    return names->count;
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
    return text_format("person%zu%sdomain%zu.example", number_of(&pseudonyms->people, address), at,
                       number_of(&pseudonyms->domains, domain));
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

/* Does the domain stand at `at` as a whole name, or as the end of one? */
static bool stands(const char *text, size_t length, size_t at, const char *domain)
{
    const size_t end = at + strlen(domain);

    if (end > length || strncasecmp(text + at, domain, strlen(domain)) != 0 ||
        (at > 0 && address_goes_on(text[at - 1])))
        return false;
    return end == length ||
           !(address_goes_on(text[end]) || (text[end] == '.' && end + 1 < length && address_goes_on(text[end + 1])));
}

static size_t domain_at(const struct pseudonyms *pseudonyms, const char *text, size_t length, size_t at)
{
    for (size_t i = 0; i < pseudonyms->domains.count; i++)
        if (stands(text, length, at, pseudonyms->domains.items[i]) &&
            !is_below(pseudonyms->domains.items[i], services, ARRAY_SIZE(services)))
            return i + 1;
    return 0;
}

static char *replace_domains(const struct pseudonyms *pseudonyms, const char *text, size_t length, size_t *new_length,
                             size_t *count)
{
    char *replaced = NULL;
    FILE *output = text_stream(&replaced, new_length);

    for (size_t at = 0; at < length;) {
        const bool begins = isalnum((unsigned char)text[at]) && (at == 0 || !address_goes_on(text[at - 1]));
        const size_t number = begins ? domain_at(pseudonyms, text, length, at) : 0;
        if (number) {
            fprintf(output, "domain%zu.example", number);
            at += strlen(pseudonyms->domains.items[number - 1]);
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
