/* SPDX-License-Identifier: MIT */
#include "options.h"
#include "base/cleanup.h"
#include "base/text.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define HELP_COLUMN 26

static void print_option(const char *name, const char *value, const char *help)
{
    CLEANUP(cleanup_string) char *left = text_format("--%s%s%s", name, value ? " " : "", value ? value : "");

    printf("  %-*s%s\n", HELP_COLUMN, left, help);
}

static void print_help(const struct command_line *line)
{
    printf("Usage: fbcheck %s\n\n%s\n\n", line->usage, line->summary);
    for (size_t i = 0; i < line->option_count; i++)
        print_option(line->options[i].name, line->options[i].value, line->options[i].help);
    print_option("help", NULL, "print this");
}

/* getopt's form of the table, --help last. The caller frees it. */
static struct option *long_options(const struct command_line *line)
{
    struct option *const options = calloc(line->option_count + 2, sizeof *options);

    if (!options)
        abort();
    for (size_t i = 0; i < line->option_count; i++)
        options[i] =
            (struct option){line->options[i].name, line->options[i].value ? required_argument : no_argument, NULL, 0};
    options[line->option_count] = (struct option){"help", no_argument, NULL, 0};
    return options;
}

static void set_value(const struct option_row *row, void *values)
{
    char *const at = (char *)values + row->offset;

    if (row->value)
        *(const char **)at = optarg;
    else
        *(bool *)at = true;
}

static enum parsed say_wrong(int code, char **argv, struct error *error)
{
    const char *const option = optind > 1 && argv[optind - 1] ? argv[optind - 1] : "";

    error_set(error,
              code == ':' ? "%s needs a value; see fbcheck %s --help" : "there is no option %s; see fbcheck %s --help",
              option, argv[0]);
    return PARSED_WRONG;
}

enum parsed options_parse(const struct command_line *line, int argc, char **argv, void *values, int *first,
                          struct error *error)
{
    struct option *const options = long_options(line);
    enum parsed parsed = PARSED_RUN;
    int code, index = 0;

    optind = 0; /* start anew: main has read the program's own options */
    while (parsed == PARSED_RUN && (code = getopt_long(argc, argv, ":", options, &index)) != -1) {
        if (code != 0)
            parsed = say_wrong(code, argv, error);
        else if ((size_t)index == line->option_count)
            parsed = PARSED_HELP;
        else
            set_value(&line->options[index], values);
    }
    free(options);
    *first = optind;
    if (parsed == PARSED_HELP)
        print_help(line);
    return parsed;
}

int complain(int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("fbcheck: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return status;
}
