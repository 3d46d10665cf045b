/* SPDX-License-Identifier: MIT */
/* fblab-cmdlets(7): the same as the help pages, in the language of man. */
#include "base/cleanup.h"
#include "base/text.h"
#include "description.h"
#include "reference.h"
#include "shell/cmdlets/cmdlets.h"

/* Hyphens are to be copied, a backslash is itself, and no line begins with a request. */
static void write_text(FILE *output, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", output);
    for (; *text; text++)
        if (*text == '\\')
            fputs("\\e", output);
        else if (*text == '-')
            fputs("\\-", output);
        else
            fputc(*text, output);
}

static void write_line(FILE *output, const char *request, const char *text)
{
    fputs(request, output);
    write_text(output, text);
    fputc('\n', output);
}

static void write_words(FILE *output, const struct terms *words)
{
    fputs(".RS\n", output);
    for (size_t i = 0; i < words->count; i++) {
        write_line(output, ".TP\n.B ", words->items[i].name);
        write_line(output, "", words->items[i].meaning);
    }
    fputs(".RE\n", output);
}

static void write_parameter(FILE *output, const struct cmdlet *cmdlet, const struct cmdlet_parameter *found)
{
    const struct parameter *parameter = found->parameter;
    CLEANUP(cleanup_string) char *text = describe_parameter(cmdlet, found);
    CLEANUP(cleanup_string) char *name = text_format("-%s", parameter->name);

    fputs(".TP\n\\fB", output);
    write_text(output, name);
    fputs("\\fR ", output);
    write_line(output, "", describe_type(parameter));
    if (*text)
        write_line(output, "", text);
    else
        fputs("\\&\n", output);
    if (describe_has_meanings(parameter))
        write_words(output, parameter->words);
}

static void write_cmdlet(FILE *output, const struct cmdlet *cmdlet)
{
    CLEANUP(cleanup_string) char *name = cmdlet_name(cmdlet), *purpose = describe_purpose(cmdlet);
    CLEANUP(cleanup_string) char *at = describe_places(cmdlet);
    struct cmdlet_parameter found;

    write_line(output, ".SS ", name);
    write_line(output, "", purpose);
    write_line(output, ".br\nRuns at: ", at);
    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &found); i++)
        if (cmdlet_parameter_shown(&found) && !found.common)
            write_parameter(output, cmdlet, &found);
}

static void write_common(FILE *output)
{
    CLEANUP(cleanup_string) char *ignored = describe_ignored();
    const struct parameter *parameter;

    fputs(".SH COMMON PARAMETERS\n", output);
    for (size_t i = 0; (parameter = common_parameter(i)); i++)
        if (!(parameter->flags & IGNORED)) {
            CLEANUP(cleanup_string) char *name = text_format("-%s", parameter->name);
            write_line(output, ".TP\n.B ", name);
            write_line(output, "", parameter->says);
        }
    write_line(output, ".PP\nTaken besides, and without a meaning here: ", ignored);
}

void shell_reference_manual(FILE *output)
{
    struct cmdlet cmdlet;

    fputs(
        ".TH FBLAB\\-CMDLETS 7 \"\" \"fblab " FBLAB_VERSION "\" \"fblab\"\n"
        ".SH NAME\nfblab\\-cmdlets \\- the cmdlets of the lab's management shell\n"
        ".SH DESCRIPTION\nWhat can be typed in\n.BR \"fblab shell\" ,\nand stands in the commands of scenario files."
        "\n.B fblab help\n.I CMDLET\nprints the same for one of them. Names of parameters may be cut short as long as "
        "only one begins so.\n",
        output);
    write_common(output);
    fputs(".SH CMDLETS\n", output);
    for (size_t i = 0; cmdlet_at(NULL, i, &cmdlet); i++)
        write_cmdlet(output, &cmdlet);
    fputs(".SH SEE ALSO\n.BR fblab (1),\n.BR fbcheck (1)\n", output);
}
