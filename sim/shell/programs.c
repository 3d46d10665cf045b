/* SPDX-License-Identifier: MIT */
#include "programs.h"

#include "cleanup.h"
#include "text.h"

#include <string.h>

#define RESTARTED                                                                                                      \
    "\nAttempting stop...\nInternet services successfully stopped\nAttempting start...\n"                              \
    "Internet services successfully restarted\n\nThe lab's settings take effect at once: nothing else has changed.\n"

static const struct program {
    const char *name;
    const char *at;      /* NULL: everywhere */
    const char *says;    /* to the output; NULL: has no counterpart */
    const char *lacking; /* what the lab has not */
} programs[] = {
    {"iisreset", NULL, RESTARTED, NULL},
    {"Connect-MsolService", NULL, "", NULL},
    {"Connect-AzureAD", NULL, "", NULL},
    {"Connect-ExchangeOnline", NULL, "", NULL},
    {"Set-ADServerSettings", "onprem", "", NULL},
    {"PsExec", NULL, NULL, "no desktop to open a browser on as the system account; Test-FederationTrust asks the same"},
    {"LDP", NULL, NULL,
     "no directory that speaks LDAP; Get-Mailbox, Get-MailUser and Get-MailContact look at recipients"},
    {"ADSIEdit", NULL, NULL, "no directory that speaks LDAP; Set-Mailbox and Set-MailUser change recipients"},
    {"MFCMAPI", NULL, NULL, "no MAPI; Get-MailboxFolderPermission shows who may see a calendar"},
};

static const struct program *find(const char *name)
{
    const size_t length = strlen(name) - (text_ends(name, ".exe") ? 4 : 0);

    for (size_t i = 0; i < ARRAY_SIZE(programs); i++)
        if (strlen(programs[i].name) == length && text_starts(name, programs[i].name))
            return &programs[i];
    return NULL;
}

bool program_find(const char *name)
{
    return find(name);
}

bool program_check(const char *name, const char *at, struct error *error)
{
    const struct program *program = find(name);

    if (!program->says)
        return error_set(error, "%s has no counterpart here: the lab has %s.", program->name, program->lacking);
    if (program->at && strcmp(program->at, at) != 0)
        return error_set(error,
                         "The term '%s' is not recognized as the name of a cmdlet, function, script file, or operable "
                         "program. It runs at %s.",
                         name, program->at);
    return true;
}

bool program_run(const struct shell *shell, const char *name, const char *at, struct error *error)
{
    if (!program_check(name, at, error))
        return false;
    if (shell->output)
        fputs(find(name)->says, shell->output);
    return true;
}
