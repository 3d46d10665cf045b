/* SPDX-License-Identifier: MIT */
/* Finds the writer for a shell, and what the value of an option is. */
#include "completion.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

enum completes completes_of_value(const char *value)
{
    static const struct {
        const char *word;
        enum completes completes;
    } words[] = {{"CMD", COMPLETES_PROGRAMS},  {"ID", COMPLETES_IDS},     {"ROWS", COMPLETES_IDS},
                 {"READY", COMPLETES_FILES},   {"FILE", COMPLETES_FILES}, {"DIR", COMPLETES_FOLDERS},
                 {"FOLDER", COMPLETES_FOLDERS}};

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strncmp(value, words[i].word, strlen(words[i].word)) == 0)
            return words[i].completes;
    return COMPLETES_NOTHING;
}

enum completes completes_of_operands(const char *arguments)
{
    CLEANUP(cleanup_string) char *copy = text_copy(arguments);
    char *rest = copy;

    for (const char *word; (word = strsep(&rest, " "));)
        if (*word != '-')
            return completes_of_value(*word == '[' ? word + 1 : word);
        else if (strcmp(word, "--") != 0)
            strsep(&rest, " ");
    return COMPLETES_NOTHING;
}

bool completion_print(const struct terminal_program *program, const char *shell, FILE *output)
{
    static const struct {
        const char *shell;
        void (*print)(const struct terminal_program *program, FILE *output);
    } writers[] = {{"bash", completion_print_bash}, {"zsh", completion_print_zsh}, {"fish", completion_print_fish}};

    for (size_t i = 0; i < ARRAY_SIZE(writers); i++)
        if (strcmp(writers[i].shell, shell) == 0) {
            writers[i].print(program, output);
            return true;
        }
    return false;
}
