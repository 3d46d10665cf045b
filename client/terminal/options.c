/* SPDX-License-Identifier: MIT */
/* Reads a command line by the table of its options, on getopt_long(). */
#include "options.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <string.h>

enum { FIRST_LONG = 256, HELP_LETTER = 'h' }; /* getopt's code of a row: its letter, or FIRST_LONG and its index */

struct reading {
    const struct option_row *rows;
    size_t count;
    const char *command;
    void *values;
    struct error *error;
};

unsigned long option_number_or(struct option_number number, unsigned long otherwise)
{
    return number.given ? number.value : otherwise;
}

static bool is_letter(const struct option_row *row)
{
    return row->name[1] == '\0';
}

/* NULL: the code is that of --help. */
static const struct option_row *row_of(const struct reading *reading, int code)
{
    for (size_t i = 0; i < reading->count; i++)
        if (code == (is_letter(&reading->rows[i]) ? reading->rows[i].name[0] : FIRST_LONG + (int)i))
            return &reading->rows[i];
    return NULL;
}

/* getopt's form of the table, --help last. The caller frees it. */
static struct option *long_options(const struct reading *reading)
{
    struct option *const options = memory_array(reading->count + 2, sizeof *options);
    size_t known = 0;

    for (size_t i = 0; i < reading->count; i++)
        if (!is_letter(&reading->rows[i]))
            options[known++] =
                (struct option){reading->rows[i].name, reading->rows[i].value ? required_argument : no_argument, NULL,
                                FIRST_LONG + (int)i};
    options[known] = (struct option){"help", no_argument, NULL, HELP_LETTER};
    return options;
}

/* ":hc:"; the caller frees it. */
static char *short_options(const struct reading *reading)
{
    char *letters = text_format(":%c", HELP_LETTER);

    for (size_t i = 0; i < reading->count; i++)
        if (is_letter(&reading->rows[i])) {
            CLEANUP(cleanup_string) char *before = letters;
            letters = text_format("%s%s%s", before, reading->rows[i].name, reading->rows[i].value ? ":" : "");
        }
    return letters;
}

static const char *hyphens(const struct option_row *row)
{
    return is_letter(row) ? "-" : "--";
}

static bool put_text(const struct reading *reading, const struct option_row *row, const char **texts)
{
    size_t count = 0;

    while (texts[count])
        count++;
    if (count == OPTION_MOST_TEXTS)
        return error_set(reading->error, "%s%s may be given %d times at most", hyphens(row), row->name,
                         OPTION_MOST_TEXTS);
    texts[count] = optarg;
    return true;
}

static bool put_number(const struct reading *reading, const struct option_row *row, struct option_number *number)
{
    char *end = NULL;

    errno = 0;
    *number = (struct option_number){true, strtoul(optarg, &end, 10)};
    if (!errno && *optarg >= '0' && *optarg <= '9' && !*end && number->value >= row->least &&
        number->value <= row->most)
        return true;
    return error_set(reading->error, "%s%s must be a number from %lu to %lu, not \"%s\"", hyphens(row), row->name,
                     row->least, row->most, optarg);
}

static bool put_seconds(const struct reading *reading, const struct option_row *row, double *seconds)
{
    char *end = NULL;

    *seconds = strtod(optarg, &end);
    if (end != optarg && !*end && *seconds >= 0.001 && *seconds <= 3600)
        return true;
    return error_set(reading->error, "%s%s must be a number of seconds from 0.001 to 3600, not \"%s\"", hyphens(row),
                     row->name, optarg);
}

/* An empty value is mostly a variable of a script that is not set, and a path with nothing in front is another folder's. */
static bool is_name(const char *value)
{
    return *value;
}

static bool is_ip_address(const char *value)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, value, address) == 1 || inet_pton(AF_INET6, value, address) == 1;
}

/* What the help calls a value says what it must be. */
static bool is_sound(const struct reading *reading, const struct option_row *row)
{
    static const struct {
        const char *value, *what;
        bool (*fits)(const char *value);
    } kinds[] = {
        {"FILE", "the name of a file", is_name},  {"READY", "the name of a file", is_name},
        {"DIR", "the name of a folder", is_name}, {"FOLDER", "the name of a folder", is_name},
        {"IP", "an IP address", is_ip_address},
    };

    for (size_t i = 0; row->value && i < ARRAY_SIZE(kinds); i++)
        if (strcmp(row->value, kinds[i].value) == 0 && !kinds[i].fits(optarg))
            return error_set(reading->error, "%s%s needs %s, not \"%s\"", hyphens(row), row->name, kinds[i].what,
                             optarg);
    return true;
}

static bool put_value(const struct reading *reading, const struct option_row *row)
{
    void *const at = (char *)reading->values + row->offset;

    if (!is_sound(reading, row))
        return false;
    switch (row->kind) {
    case OPTION_FLAG: *(bool *)at = true; return true;
    case OPTION_TEXT: *(const char **)at = optarg; return true;
    case OPTION_TEXTS: return put_text(reading, row, at);
    case OPTION_NUMBER: return put_number(reading, row, at);
    case OPTION_SECONDS: return put_seconds(reading, row, at);
    }
    return false;
}

/* "--jsno" is near "--json". NULL: nothing is near. */
static const char *nearest_name(const struct reading *reading, const char *option)
{
    CLEANUP(cleanup_string) char *name = text_format("%.*s", (int)strcspn(option + 2, "="), option + 2);
    unsigned away = nearest_limit(name);
    const char *nearest = nearer(name, "help", &away) ? "help" : NULL;

    for (size_t i = 0; i < reading->count; i++)
        if (!is_letter(&reading->rows[i]) && nearer(name, reading->rows[i].name, &away))
            nearest = reading->rows[i].name;
    return nearest;
}

static bool say_unknown(const struct reading *reading, const char *option)
{
    const char *const nearest = strncmp(option, "--", 2) == 0 ? nearest_name(reading, option) : NULL;

    if (nearest)
        return error_set(reading->error, "there is no option %s; did you mean --%s?", option, nearest);
    return error_set(reading->error, "there is no option %s; see %s --help", option, reading->command);
}

/* optopt: the code of the row that is used in a wrong way, or the letter that is none. */
static bool say_wrong(const struct reading *reading, int answer, const char *typed)
{
    const struct option_row *const row = row_of(reading, optopt);
    const char letter[] = {'-', (char)optopt, '\0'};

    if (answer == ':' && row)
        return error_set(reading->error, "%s%s needs a value; see %s --help", hyphens(row), row->name,
                         reading->command);
    if (optopt >= FIRST_LONG || (optopt == HELP_LETTER && typed[1] == '-'))
        return error_set(reading->error, "--%s takes no value; see %s --help", row ? row->name : "help",
                         reading->command);
    return say_unknown(reading, optopt ? letter : typed);
}

enum options_result options_read(const struct option_row *rows, size_t count, int argc, char **argv, void *values,
                                 int *first, struct error *error)
{
    const struct reading reading = {rows, count, argv[0], values, error};
    struct option *const options = long_options(&reading);
    CLEANUP(cleanup_string) char *letters = short_options(&reading);
    enum options_result result = OPTIONS_READ;
    int code;

    optind = 0; /* start anew */
    opterr = 0;
    while (result == OPTIONS_READ && (code = getopt_long(argc, argv, letters, options, NULL)) != -1) {
        if (code == HELP_LETTER)
            result = OPTIONS_HELP;
        else if (code == '?' || code == ':')
            result = say_wrong(&reading, code, argv[optind - 1]) ? OPTIONS_READ : OPTIONS_WRONG;
        else
            result = put_value(&reading, row_of(&reading, code)) ? OPTIONS_READ : OPTIONS_WRONG;
    }
    free(options);
    *first = optind;
    return result;
}
