/* SPDX-License-Identifier: MIT */
/* Whatever inet_pton() takes for an address, among runs of the characters that addresses have. */
#include "machine_names.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "numbered_names.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct machine_names {
    struct numbered_names *known;
};

struct machine_names *machine_names_new(void)
{
    struct machine_names *const names = memory_new(sizeof *names);

    names->known = numbered_names_new();
    return names;
}

void machine_names_free(struct machine_names **names)
{
    if (*names)
        numbered_names_free(&(*names)->known);
    free(*names);
    *names = NULL;
}

/* RFC 5737 has three networks of 254 machines; whoever comes later gets one of RFC 3849. */
static char *other_name(struct machine_names *names, const char *address, bool old)
{
    static const char *const networks[] = {"192.0.2", "198.51.100", "203.0.113"};
    enum { MACHINES = 254 };
    const size_t number = numbered_names_add(names->known, address), network = (number - 1) / MACHINES;

    return old && network < ARRAY_SIZE(networks) ? text_format("%s.%zu", networks[network], (number - 1) % MACHINES + 1)
                                                 : text_format("2001:db8::%zx", number);
}

static bool begins_with_one_of(const char *address, const char *const *beginnings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(address, beginnings[i]))
            return true;
    return false;
}

/* NULL: it is no address, or nobody's. The caller frees it. */
static char *renamed(struct machine_names *names, const char *text)
{
    static const char *const nobodys[] = {"127.", "0.0.0.0", "192.0.2.", "198.51.100.", "203.0.113.", "255."};
    static const char *const nobodys_new[] = {"::", "2001:db8:", "ff"};
    unsigned char bytes[sizeof(struct in6_addr)];
    char address[INET6_ADDRSTRLEN];
    const bool old = inet_pton(AF_INET, text, bytes) == 1;

    if (!old && inet_pton(AF_INET6, text, bytes) != 1)
        return NULL;
    inet_ntop(old ? AF_INET : AF_INET6, bytes, address, sizeof address); /* however it was written */
    if (old ? begins_with_one_of(address, nobodys, ARRAY_SIZE(nobodys))
            : begins_with_one_of(address, nobodys_new, ARRAY_SIZE(nobodys_new)) && !text_starts(address, "::ffff:"))
        return NULL;
    return other_name(names, address, old);
}

static bool is_part(char character)
{
    return isxdigit((unsigned char)character) || character == ':' || character == '.';
}

static bool is_word(char character)
{
    return isalnum((unsigned char)character) || character == '_' || character == '-';
}

/* How many characters at `text` are an address: the run of its characters, or that without a port or the end of a sentence. */
static size_t address_length(struct machine_names *names, const char *run, size_t length, char **other)
{
    CLEANUP(cleanup_string) char *text = text_copy_part(run, length);

    for (;;) {
        if ((*other = renamed(names, text)))
            return strlen(text);
        char *const colon = strrchr(text, ':'), *const end = text + strlen(text);
        if (end > text && strchr(":.", end[-1]))
            end[-1] = '\0';
        else if (colon && memchr(text, '.', (size_t)(colon - text)))
            *colon = '\0';
        else
            return 0;
    }
}

char *machine_names_apply(struct machine_names *names, const char *text, size_t length, size_t *new_length,
                          size_t *count)
{
    enum { LONGEST = INET6_ADDRSTRLEN + 8 };
    char *replaced = NULL;
    FILE *output = text_stream(&replaced, new_length);

    for (size_t at = 0, run; at < length; at += run) {
        CLEANUP(cleanup_string) char *other = NULL;
        size_t taken = 0;
        for (run = 0; at + run < length && is_part(text[at + run]);)
            run++;
        const bool whole = (at == 0 || !is_word(text[at - 1])) && (at + run == length || !is_word(text[at + run]));
        if (run > 2 && run < LONGEST && whole)
            taken = address_length(names, text + at, run, &other);
        run += !run;
        fputs(other ? other : "", output);
        fwrite(text + at + taken, 1, run - taken, output);
        *count += other != NULL;
    }
    text_stream_close(output);
    return replaced;
}
