/* SPDX-License-Identifier: MIT */
/* Nouns for mailboxes and what hangs on them: groups, permissions, calendars. */
#include "noun_lists.h"
#include "noun_rows.h"

TERMS(access_rights, "access-rights", {"None", NULL}, {"AvailabilityOnly", NULL}, {"LimitedDetails", NULL},
      {"Reviewer", NULL}, {"Contributor", NULL}, {"NonEditingAuthor", NULL}, {"Author", NULL},
      {"PublishingAuthor", NULL}, {"Editor", NULL}, {"PublishingEditor", NULL}, {"Owner", NULL})
TERMS(day, "day", {"Monday", NULL}, {"Tuesday", NULL}, {"Wednesday", NULL}, {"Thursday", NULL}, {"Friday", NULL},
      {"Saturday", NULL}, {"Sunday", NULL})
TERMS(busy_type, "busy-type", {"Free", NULL}, {"Tentative", NULL}, {"Busy", NULL}, {"OOF", NULL},
      {"WorkingElsewhere", NULL}, {"NoData", NULL})

TERMS(resource_type, "resource-type", {"Room", NULL}, {"Equipment", NULL})
TERMS(mailbox_type, "mailbox-type", {"Regular", NULL}, {"Room", NULL}, {"Equipment", NULL})

/* What Get- and Set-CASMailbox see of a mailbox, and the lab's word for the licence that decides it in Exchange Online. */
#define CLIENT_ACCESS(flag)                                                                                            \
    {"EwsEnabled", .type = TYPE_FLAG, .flags = (flag)},                                                                \
        {"EwsApplicationAccessPolicy", .type = TYPE_CHOICE, .words = &ews_access_policy, .flags = (flag)},             \
        {"EwsAllowList", .type = TYPE_TEXT, .flags = LIST | (flag)},                                                   \
        {"EwsBlockList", .type = TYPE_TEXT, .flags = LIST | (flag)},                                                   \
    {                                                                                                                  \
        "License", .type = TYPE_TEXT, .flags = (flag),                                                                 \
                   .says = "of the user: F1, F3, Kiosk without EWS, None without a mailbox"                            \
    }

static const struct parameter mailbox[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = ALIAS},
    {"SipAddress", .type = TYPE_TEXT},
    {"ImmutableId", .type = TYPE_TEXT},
    {"AccountDisabled", .type = TYPE_FLAG},
    {"ResourceType", .type = TYPE_CHOICE, .words = &resource_type, .flags = READ_ONLY},
    {"ServerName", .type = TYPE_TEXT, .flags = READ_ONLY},
    CLIENT_ACCESS(READ_ONLY | HIDDEN),
};

static const struct directive mailbox_directives[] = {
    {{"Room", .type = TYPE_SWITCH, .says = "a mailbox of a room"}, NEW},
    {{"Equipment", .type = TYPE_SWITCH, .says = "a mailbox of something that is lent"}, NEW},
    {{"Type", .type = TYPE_CHOICE, .words = &mailbox_type, .says = "what it is from now on"}, SET},
};

/* The same mailboxes, and what their clients may use. */
static const struct parameter cas_mailbox[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED | READ_ONLY},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED | READ_ONLY},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST | READ_ONLY | HIDDEN},
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = ALIAS | READ_ONLY | HIDDEN},
    {"SipAddress", .type = TYPE_TEXT, .flags = READ_ONLY | HIDDEN},
    {"ImmutableId", .type = TYPE_TEXT, .flags = READ_ONLY | HIDDEN},
    {"AccountDisabled", .type = TYPE_FLAG, .flags = READ_ONLY | HIDDEN},
    {"ResourceType", .type = TYPE_CHOICE, .words = &resource_type, .flags = READ_ONLY | HIDDEN},
    {"ServerName", .type = TYPE_TEXT, .flags = READ_ONLY},
    CLIENT_ACCESS(0),
};

static const struct parameter remote_mailbox[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"RemoteRoutingAddress", .type = TYPE_ADDRESS},
    {"GrantSendOnBehalfTo", .type = TYPE_ADDRESS, .flags = LIST, .says = "delegates of the mailbox"},
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = ALIAS},
    {"SipAddress", .type = TYPE_TEXT},
    {"ImmutableId", .type = TYPE_TEXT},
    {"AccountDisabled", .type = TYPE_FLAG},
};

static const struct parameter mail_user[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"ExternalEmailAddress", .type = TYPE_ADDRESS},
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = ALIAS},
    {"SipAddress", .type = TYPE_TEXT},
    {"ImmutableId", .type = TYPE_TEXT},
};

static const struct parameter distribution_group[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"RoomList", .type = TYPE_FLAG, .flags = BARE},
};

static const struct parameter distribution_group_member[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED | RECIPIENT},
    {"Member", .type = TYPE_ADDRESS, .flags = KEY | REQUIRED | PIPED | RECIPIENT},
};

static const struct parameter mailbox_folder_permission[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED | RECIPIENT},
    {"User", .type = TYPE_TEXT, .flags = KEY | REQUIRED | RECIPIENT},
    {"AccessRights", .type = TYPE_CHOICE, .flags = REQUIRED, .words = &access_rights},
};

static const struct parameter mailbox_calendar_configuration[] = {
    {"Identity", .type = TYPE_ADDRESS, .flags = IDENTITY | KEY | REQUIRED | RECIPIENT},
    {"WorkDays", .type = TYPE_CHOICE, .flags = LIST, .words = &day},
    {"WorkingHoursStartTime", .type = TYPE_TIME},
    {"WorkingHoursEndTime", .type = TYPE_TIME},
    {"WorkingHoursTimeZone", .type = TYPE_TEXT},
};

static const struct parameter calendar_item[] = {
    {"Mailbox", .type = TYPE_ADDRESS, .flags = IDENTITY | KEY | REQUIRED | RECIPIENT},
    {"Subject", .type = TYPE_TEXT, .flags = KEY},
    {"Location", .type = TYPE_TEXT},
    {"DaysOfWeek", .type = TYPE_CHOICE, .flags = LIST, .words = &day},
    {"StartTime", .type = TYPE_TIME, .flags = REQUIRED},
    {"EndTime", .type = TYPE_TIME, .flags = REQUIRED},
    {"BusyType", .type = TYPE_CHOICE, .words = &busy_type, .initial = "Busy"},
    {"Copies", .type = TYPE_NUMBER, .says = "how often it stands there"},
};

const struct noun recipients_nouns[] = {
    {"Mailbox", .says = "a mailbox of this organization", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(mailbox),
     DIRECTIVES(mailbox_directives)},
    {"CASMailbox", .says = "the same mailboxes, and what their clients may use", .scopes = EXCHANGE, .verbs = GET | SET,
     PARAMETERS(cas_mailbox), .element = "Mailbox"},
    {"RemoteMailbox", .says = "a user here whose mailbox is in the cloud", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(remote_mailbox)},
    {"MailUser", .says = "a user here whose mailbox is elsewhere", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(mail_user)},
    {"MailContact", .says = "an address elsewhere, without a user here", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(mail_user)},
    {"DistributionGroup", .says = "a group, or a list of rooms", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(distribution_group)},
    {"DistributionGroupMember", .says = "who is in a group", .scopes = EXCHANGE, .verbs = GET | ADD | REMOVE,
     PARAMETERS(distribution_group_member)},
    {"MailboxFolderPermission", .says = "who may see what of a calendar", .scopes = EXCHANGE, .verbs = ANY | ADD,
     PARAMETERS(mailbox_folder_permission)},
    {"MailboxCalendarConfiguration", .says = "working hours and time zone of a mailbox", .scopes = EXCHANGE,
     .verbs = ANY, PARAMETERS(mailbox_calendar_configuration)},
    {"LabCalendarItem", .says = "what stands in a calendar on some days of every week", .scopes = EXCHANGE,
     .verbs = ANY, PARAMETERS(calendar_item), .element = "CalendarItem", .flags = MANY},
    {0},
};
