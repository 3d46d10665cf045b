/* SPDX-License-Identifier: MIT */
/* PowerShell's question, and its answers. */
#include "confirmation.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/stages/pieces.h"

#include <stdio.h>
#include <string.h>

#define QUESTION "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"): "

static bool mentions(const char *command, const char *words)
{
    for (; *command; command++)
        if (text_starts(command, words))
            return true;
    return false;
}

/* The cmdlet that removes something; NULL: none does. The caller frees it. */
static char *remover(const char *command)
{
    CLEANUP(word_list_clear) struct word_list pieces = {0};

    pieces_cut(command, &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        if (text_starts(pieces.items[i], "Remove-"))
            return text_copy(pieces.items[i]);
    return NULL;
}

static bool is_told(const char *command)
{
    return mentions(command, "-Confirm:$false") || mentions(command, "-WhatIf") || mentions(command, "-Force");
}

static void explain(void)
{
    puts("Y - Continue with this command.\nA - The same: a line is one command.\nN - Leave all as it is.\n"
         "L - The same.");
}

static bool asked(struct typing *typing)
{
    for (;;) {
        const char *const answer = typing->ask(typing->desk, QUESTION);
        if (!answer || strchr("nNlL", *answer))
            return false;
        if (strchr("yYaA\r\n", *answer))
            return true;
        explain();
    }
}

bool confirmed(struct typing *typing, const char *command)
{
    CLEANUP(cleanup_string) char *removing = typing->ask ? remover(command) : NULL;
    const char *const what = removing ? removing : command;
    const size_t cmdlet = strcspn(what, " \t");
    const char *const target = what + cmdlet + strspn(what + cmdlet, " \t");

    if (!typing->ask || is_told(command) || !(removing || mentions(command, " -Confirm")))
        return true;
    printf("\nConfirm\nAre you sure you want to perform this action?\n"
           "Performing the operation \"%.*s\" on target \"%s\".\n",
           (int)cmdlet, what, *target ? target : "what came through the pipe");
    return asked(typing);
}
