/* SPDX-License-Identifier: MIT */
/* Properties that follow from others of the same object, or from a word that is no property. */
#ifndef FBLAB_SHELL_DERIVED_PROPERTIES_H
#define FBLAB_SHELL_DERIVED_PROPERTIES_H

#include "command.h"

/* PrimarySmtpAddress and the "SMTP:" entry of EmailAddresses name the same address; Alias follows from the name. */
void complete_recipient(xmlNode *object, const struct noun *noun, const struct command *command);
/* What IIS had set up for WSSecurity goes when it is switched off, and comes back sound when it is switched on. */
void complete_virtual_directory(xmlNode *object, const struct noun *noun, const struct command *command);
/* An address space is named for its forest. */
void complete_address_space(xmlNode *object, const struct noun *noun, const struct command *command);

/* New-Mailbox -Room; with -Equipment it is refused. */
bool make_room(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
bool make_equipment(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* Set-Mailbox -Type: Regular takes away what it was. */
bool set_mailbox_type(xmlNode *object, const struct command *command, const struct value *value, struct error *error);

#endif
