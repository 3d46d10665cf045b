/* SPDX-License-Identifier: MIT */
/* The map, and whether it matters yet. */
#include "retired_cmdlets.h"

#include "base/text.h"
#include "shell/nouns/objects.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <stdio.h>
#include <string.h>

static const struct successor {
    const char *verb; /* NULL: any */
    const char *noun, *now;
} successors[] = {
    {"Get", "MsolServicePrincipal", "Get-MgServicePrincipal -Filter \"AppId eq '...'\""},
    {"New", "MsolServicePrincipal", "New-MgServicePrincipal"},
    {"Set", "MsolServicePrincipal", "Update-MgServicePrincipal -ServicePrincipalNames ..."},
    {"Remove", "MsolServicePrincipal", "Remove-MgServicePrincipal"},
    {"Get", "MsolServicePrincipalCredential", "(Get-MgServicePrincipal -Filter \"AppId eq '...'\").KeyCredentials"},
    {NULL, "MsolServicePrincipalCredential", "Update-MgServicePrincipal -KeyCredentials ..."},
    {"Get", "MsolUser", "Get-MgUser"},
    {"New", "MsolUser", "New-MgUser"},
    {"Remove", "MsolUser", "Remove-MgUser"},
    {NULL, "MsolUser", "Update-MgUser"},
    {"Get", "AzureADUser", "Get-MgUser"},
    {NULL, "AzureADUser", "Update-MgUser"},
    {NULL, "MsolUserPrincipalName", "Update-MgUser -UserPrincipalName ..."},
    {NULL, "MsolUserPassword", "Reset-MgUserAuthenticationMethodPassword"},
};

static const struct successor *successor_of(const struct command *command)
{
    for (size_t i = 0; i < sizeof successors / sizeof *successors; i++) {
        const struct successor *const row = &successors[i];
        if (strcmp(row->noun, command->noun->name) == 0 && (!row->verb || strcmp(row->verb, command->verb->name) == 0))
            return row;
    }
    return NULL;
}

static bool are_retired(const xmlDoc *document, void *context, struct error *error)
{
    const xmlNode *const cloud = scope_find(document, SCOPE_EXO);
    const xmlNode *const service = xml_child(cloud, "LabCloudService");

    (void)context, (void)error;
    return text_equal(property_read(service, "OldModulesRetired"), "true");
}

void retired_cmdlets_tell(const struct shell *shell, const struct command *command)
{
    const struct successor *const row = successor_of(command);
    struct error error;

    if (row && shell->output && store_read(shell->store, are_retired, NULL, &error))
        fprintf(shell->output, RETIRED_CMDLET("%s-%s", "%s", "%s"), command->verb->name, row->noun,
                text_starts(row->noun, "Msol") ? "MSOnline" : "AzureAD", row->now);
}
