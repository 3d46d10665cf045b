/* SPDX-License-Identifier: MIT */
/* Set-ADSyncAADPasswordSyncConfiguration: switched on, Azure AD Connect brings every password to the cloud. */
#include "base/text.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/objects.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

static bool set(xmlDoc *document, const struct command *command, struct error *error)
{
    const struct noun *noun = noun_find("MsolUser");
    xmlNode *user = scope_object(scope_find(document, SCOPE_MSOL), noun, NULL, NULL);

    (void)error;
    if (text_equal(command_text(command, "Enable"), "true"))
        for (; user; user = xml_next(user, noun_element(noun)))
            property_write(user, noun, "PasswordMismatch", "false");
    return true;
}

static const struct parameter parameters[] = {
    {"SourceConnector", .type = TYPE_TEXT},
    {"TargetConnector", .type = TYPE_TEXT},
    {"Enable", .type = TYPE_FLAG, .flags = REQUIRED},
};

const struct cmdlet_action action_set_password_sync = {
    {"Set", RUN, .change = set},
    {"ADSyncAADPasswordSyncConfiguration", .says = "switched on, brings the passwords on premises to the cloud",
     .scopes = AT(SYNC), .verbs = RUN, PARAMETERS(parameters)},
};
