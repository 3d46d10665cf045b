/* SPDX-License-Identifier: MIT */
/* The results of a verification, for people. */
#include "verdict.h"

#include "base/json_text.h"

#include <stdbool.h>
#include <string.h>

/* "GetUserAvailability" of a SOAPAction. */
static const char *short_operation(const json_t *entry)
{
    const char *operation = json_member_text(entry, "operation"), *slash = strrchr(operation, '/');

    return slash ? slash + 1 : operation;
}

/* "request 41, POST mail.contoso.com /EWS/Exchange.asmx, GetUserAvailability, fbcheck/0.1, answered 401" */
static void print_request(const json_t *entry, FILE *output)
{
    const char *const more[] = {short_operation(entry), json_member_text(entry, "user_agent")};
    const json_int_t status = json_integer_value(json_object_get(entry, "status"));

    fprintf(output, "request %lld, %s %s %s", (long long)json_integer_value(json_object_get(entry, "sequence")),
            json_member_text(entry, "method"), json_member_text(entry, "host"), json_member_text(entry, "path"));
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        if (*more[i])
            fprintf(output, ", %s", more[i]);
    if (status)
        fprintf(output, ", answered %lld", (long long)status);
    fputc('\n', output);
}

static void print_difference(const json_t *difference, FILE *output)
{
    const char *seen = json_member_text(difference, "seen");

    fprintf(output, "        differs   %s: expected \"%s\", ", json_member_text(difference, "field"),
            json_member_text(difference, "expected"));
    fprintf(output, *seen ? "seen \"%s\"\n" : "there is none%s\n", seen);
}

static void print_result(const json_t *result, FILE *output)
{
    const bool holds = json_is_true(json_object_get(result, "holds"));
    const json_t *nearest = json_object_get(result, "nearest");
    const json_t *difference = json_object_get(result, "difference");

    fprintf(output, "%s  %s: %s\n", holds ? "holds " : "misses", json_member_text(result, "id"),
            json_member_text(result, "sentence"));
    if (nearest) {
        fprintf(output, "        %s  ", difference ? "nearest " : "surplus ");
        print_request(nearest, output);
    }
    if (difference)
        print_difference(difference, output);
}

void verdict_print(const json_t *verdict, FILE *output)
{
    const json_t *result;
    size_t index;

    json_array_foreach(json_object_get(verdict, "results"), index, result)
    {
        print_result(result, output);
        fflush(output); /* who reads a pipe sees them one by one */
    }
}
