/* SPDX-License-Identifier: MIT */
/* The table of repetitions, and the measure of what they cost: processor time, as others may be at work. */
#include "repetitions.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/sanitizer.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define SOAP                                                                                                           \
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "                                               \
    "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\">"
#define IN_BODY SOAP "<s:Body><m:GetUserAvailabilityRequest>"

enum { SMALL = 64 << 10, LARGE = 1 << 20, TRIES = 5 };

/* A linear reader takes 16 times as long for the large one, and one that grows with the square 256 times. */
static const double most_times = 64;
#if SANITIZED_ADDRESSES || SANITIZED_THREADS
/* Their realloc() copies each array that grows, and all takes its time. */
static const double always_fast_enough = 2.5;
#else
static const double always_fast_enough = 0.5;
#endif

const struct repetition repetitions[] = {
    {"comments that begin", "", "<!--", ""},
    {"comments that begin, in an element", "<a>", "<!--", "</a>"},
    {"comments that nearly end", "<a>", "<!--a--", "</a>"},
    {"comments", "<a>", "<!-- a -->", "</a>"},
    {"hyphens in a comment", "<a><!--", "-- ", "--></a>"},
    {"less-than signs", "", "<", ""},
    {"less-than signs in an element", "<a>", "<", "</a>"},
    {"less-than signs in a body", IN_BODY, "<", ""},
    {"elements that begin", "", "<a>", ""},
    {"start tags that do not end", "", "<a ", ""},
    {"end tags", "", "</a>", ""},
    {"empty elements", "<a>", "<b/>", "</a>"},
    {"elements of ever new names", "<a>", "<b@/>", "</a>"},
    {"elements with prefixes that nobody declared", "<a>", "<x@:b/>", "</a>"},
    {"a long name", "<", "a", "/>"},
    {"a long name of Body", SOAP "<s:", "Body", ">"},
    {"bodies", SOAP, "<s:Body/>", "</s:Envelope>"},
    {"bodies that begin", SOAP, "<s:Body ", "</s:Envelope>"},
    {"headers", SOAP "<s:Header>", "<h@/>", "</s:Header><s:Body/></s:Envelope>"},
    {"attributes", "<a ", "b@='' ", "/>"},
    {"attributes of many elements", "<a>", "<b c='1' d='2'/>", "</a>"},
    {"attributes without values", "<a ", "b ", "/>"},
    {"attributes with prefixes that nobody declared", "<a ", "b@:c='' ", "/>"},
    {"declarations of namespaces", "<a ", "xmlns:b@='u' ", "/>"},
    {"quotes", "", "\"", ""},
    {"quotes in a tag", "<a b=", "\"'", "/>"},
    {"a long value", "<a b='", "c", "'/>"},
    {"references in a value", "<a b='", "&lt;", "'/>"},
    {"ampersands", "<a>", "&", "</a>"},
    {"references by number that begin", "<a>", "&#", "</a>"},
    {"references by number", "<a>", "&#65;", "</a>"},
    {"references", "<a>", "&amp;", "</a>"},
    {"references to nothing", "<a>", "&x@;", "</a>"},
    {"instructions that begin", "", "<?", ""},
    {"instructions of ever new names", "<a>", "<?b@ c?>", "</a>"},
    {"instructions", "<a>", "<?b c?>", "</a>"},
    {"declarations", "", "<?xml version='1.0'?>", ""},
    {"sections that begin", "<a>", "<![CDATA[", "</a>"},
    {"sections", "<a>", "<![CDATA[x]]>", "</a>"},
    {"ends of sections", "<a>", "]]>", "</a>"},
    {"brackets in a section", "<a><![CDATA[", "]]", "]]></a>"},
    {"document types", "", "<!DOCTYPE a [", ""},
    {"exclamations", "<a>", "<!", "</a>"},
    {"blanks", "", " ", ""},
    {"blanks in an element", "<a>", " ", "</a>"},
    {"line ends", "<a>", "\r\n", "</a>"},
    {"carriage returns", "<a>", "\r", "</a>"},
    {"base64", "<a>", "QUJD", "</a>"},
    {"bytes that are no UTF-8", "<a>", "\xFF", "</a>"},
    {"arrays that begin", "", "[", ""},
    {"objects that begin", "", "{\"a\":", ""},
    {"members", "{\"z\":0", ",\"a@\":1", "}"},
    {"members that begin", "", "{\"", ""},
    {"numbers", "[0", ",1", "]"},
    {"escapes", "[\"", "\\u0041", "\"]"},
    {"backslashes", "[\"", "\\", "\"]"},
    {"fields of a form", "a=b", "&a@=b", ""},
    {"percent signs", "a=", "%", ""},
    {"dots", "", ".", ""},
};
const size_t repetition_count = ARRAY_SIZE(repetitions);

static int put_unit(FILE *output, const char *unit, size_t number)
{
    const int place = (int)strcspn(unit, "@");

    return unit[place] ? fprintf(output, "%.*s%zu%s", place, unit, number, unit + place + 1)
                       : fprintf(output, "%s", unit);
}

char *repetition_make(const struct repetition *repetition, size_t bytes)
{
    char *text = NULL;
    size_t size, used = strlen(repetition->before) + strlen(repetition->unit) + strlen(repetition->after) + 6;
    FILE *output = text_stream(&text, &size);

    fputs(repetition->before, output);
    for (size_t i = 0; used < bytes; i++)
        used += (size_t)put_unit(output, repetition->unit, i);
    fputs(repetition->after, output);
    text_stream_close(output);
    return text;
}

static double processor_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_for(const struct repetition *repetition, size_t bytes, void (*read)(const char *, size_t))
{
    CLEANUP(cleanup_string) char *text = repetition_make(repetition, bytes);
    const double began = processor_seconds();

    read(text, strlen(text));
    return processor_seconds() - began;
}

/* A processor that others share, with its caches, takes longer for the same; not each time. */
void repetition_expect_linear(const struct repetition *repetition, void (*read)(const char *text, size_t length))
{
    double small = 0, large = 0;

    for (int i = 0; i < TRIES; i++) {
        small = seconds_for(repetition, SMALL, read);
        large = seconds_for(repetition, LARGE, read);
        if (large <= always_fast_enough || large <= most_times * small)
            return;
    }
    fail_msg("%s: %.3f s of the processor for 64 KB, %.3f s for 1 MB", repetition->name, small, large);
}

static void (*reader)(const char *text, size_t length);

static void is_linear(void **state)
{
    repetition_expect_linear(*state, reader);
}

int repetitions_run(const char *group, void (*read)(const char *text, size_t length))
{
    struct CMUnitTest tests[ARRAY_SIZE(repetitions)];

    reader = read;
    for (size_t i = 0; i < ARRAY_SIZE(repetitions); i++)
        tests[i] = (struct CMUnitTest){
            .name = repetitions[i].name, .test_func = is_linear, .initial_state = (void *)(uintptr_t)&repetitions[i]};
    return _cmocka_run_group_tests(group, tests, ARRAY_SIZE(repetitions), NULL, NULL);
}
