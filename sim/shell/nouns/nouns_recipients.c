/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const access_rights[] = {"None",        "AvailabilityOnly", "LimitedDetails", "Reviewer",
                                            "Contributor", "NonEditingAuthor", "Author",         "PublishingAuthor",
                                            "Editor",      "PublishingEditor", "Owner",          NULL};
static const char *const day[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", NULL};
static const char *const busy_type[] = {"Free", "Tentative", "Busy", "OOF", "WorkingElsewhere", "NoData", NULL};

static const char *const resource_type[] = {"Room", "Equipment", NULL};

static const struct parameter mailbox[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = ALIAS},
    {"SipAddress", .type = TYPE_TEXT},
    {"ImmutableId", .type = TYPE_TEXT},
    {"AccountDisabled", .type = TYPE_FLAG},
    {"ResourceType", .type = TYPE_CHOICE, .words = resource_type},
    {"ServerName", .type = TYPE_TEXT, .flags = READ_ONLY},
};

static const struct parameter remote_mailbox[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Alias", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = ALIAS | REQUIRED | PIPED},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = ALIAS | LIST},
    {"RemoteRoutingAddress", .type = TYPE_ADDRESS},
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
    {"RoomList", .type = TYPE_FLAG},
};

static const struct parameter distribution_group_member[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Member", .type = TYPE_ADDRESS, .flags = KEY | REQUIRED | PIPED},
};

static const struct parameter mailbox_folder_permission[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"User", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"AccessRights", .type = TYPE_CHOICE, .flags = REQUIRED, .words = access_rights},
};

static const struct parameter mailbox_calendar_configuration[] = {
    {"Identity", .type = TYPE_ADDRESS, .flags = IDENTITY | KEY | REQUIRED},
    {"WorkDays", .type = TYPE_CHOICE, .flags = LIST, .words = day},
    {"WorkingHoursStartTime", .type = TYPE_TIME},
    {"WorkingHoursEndTime", .type = TYPE_TIME},
    {"WorkingHoursTimeZone", .type = TYPE_TEXT},
};

static const struct parameter calendar_item[] = {
    {"Mailbox", .type = TYPE_ADDRESS, .flags = IDENTITY | KEY | REQUIRED},
    {"Subject", .type = TYPE_TEXT, .flags = KEY},
    {"Location", .type = TYPE_TEXT},
    {"DaysOfWeek", .type = TYPE_CHOICE, .flags = LIST, .words = day},
    {"StartTime", .type = TYPE_TIME, .flags = REQUIRED},
    {"EndTime", .type = TYPE_TIME, .flags = REQUIRED},
    {"BusyType", .type = TYPE_CHOICE, .words = busy_type, .initial = "Busy"},
    {"Copies", .type = TYPE_NUMBER},
};

const struct noun recipients_nouns[] = {
    {"Mailbox", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(mailbox), .complete = complete_recipient},
    {"RemoteMailbox", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(remote_mailbox), .complete = complete_recipient},
    {"MailUser", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(mail_user), .complete = complete_recipient},
    {"MailContact", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(mail_user), .complete = complete_recipient},
    {"DistributionGroup", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(distribution_group),
     .complete = complete_recipient},
    {"DistributionGroupMember", .scopes = EXCHANGE, .verbs = GET | ADD | REMOVE, PARAMETERS(distribution_group_member)},
    {"MailboxFolderPermission", .scopes = EXCHANGE, .verbs = ANY | ADD, PARAMETERS(mailbox_folder_permission)},
    {"MailboxCalendarConfiguration", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(mailbox_calendar_configuration)},
    {"LabCalendarItem", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(calendar_item), .element = "CalendarItem",
     .flags = MANY},
    {0},
};
