/* SPDX-License-Identifier: MIT */
/* The operations by which clients log on: names, zones, folders, identifiers. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NAMES(full, entry)                                                                                             \
    "<m:ResolveNames ReturnFullContactData=\"" full "\"><m:UnresolvedEntry>" entry                                     \
    "</m:UnresolvedEntry></m:ResolveNames>"
#define ZONES(full, ids)                                                                                               \
    "<m:GetServerTimeZones ReturnFullTimeZoneData=\"" full "\"><m:Ids>" ids "</m:Ids></m:GetServerTimeZones>"
#define FOLDER(shape, id)                                                                                              \
    "<m:GetFolder><m:FolderShape><t:BaseShape>" shape "</t:BaseShape></m:FolderShape><m:FolderIds>" id                 \
    "</m:FolderIds></m:GetFolder>"
#define WISHES(uri)                                                                                                    \
    "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:FieldURI FieldURI=\"" uri \
    "\"/></t:AdditionalProperties></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:FolderIds>"  \
    "</m:GetFolder>"
#define ROOMS(list) "<m:GetRooms><m:RoomList><t:EmailAddress>" list "</t:EmailAddress></m:RoomList></m:GetRooms>"
#define CONVERT(id, mailbox)                                                                                           \
    "<m:ConvertId DestinationFormat=\"EntryId\"><m:SourceIds><t:AlternateId Format=\"EwsId\" Id=\"" id                 \
    "\" Mailbox=\"" mailbox "\"/></m:SourceIds></m:ConvertId>"

static const struct row {
    const char *name, *element, *find, *text; /* contained in the element's text, or in its XML as an attribute */
    size_t count;                             /* of that element */
} rows[] = {
    {"a name", NAMES("true", "Ann"), "EmailAddress", "ann@contoso.com", 1},
    {"a surname", NAMES("false", "berg"), "EmailAddress", "ann@contoso.com", 1},
    {"an address with its type", NAMES("false", "SMTP:bob@contoso.mail.onmicrosoft.com"), "Name", "Bob Lind", 1},
    {"the contact on request", NAMES("true", "Ann"), "DisplayName", "Ann Berg", 1},
    {"a contact of the address book", NAMES("false", "dora"), "MailboxType", "Contact", 1},
    {"no name", NAMES("false", "zzz"), "ResponseCode", "ErrorNameResolutionNoResults", 1},
    {"an empty name", NAMES("false", ""), "ResponseCode", "ErrorNameResolutionNoResults", 1},
    {"a type without an address", NAMES("false", "smtp:"), "ResponseCode", "ErrorNameResolutionNoResults", 1},
    {"several names", NAMES("false", "b"), "ResponseCode", "ErrorNameResolutionMultipleResults", 1},
    {"a zone", ZONES("false", "<t:Id>Greenwich Standard Time</t:Id>"), "TimeZoneDefinition", "", 1},
    {"a zone by its ids only", ZONES("false", "<t:Id>Eastern Standard Time</t:Id>"), "Period", "", 0},
    {"a zone in full", ZONES("true", "<t:Id>Eastern Standard Time</t:Id>"), "RecurringDayTransition", "PT2H3Sunday2",
     2},
    {"the last Sunday", ZONES("true", "<t:Id>W. Europe Standard Time</t:Id>"), "Occurrence", "-1", 2},
    {"a zone without changes", ZONES("true", "<t:Id>UTC</t:Id>"), "Period", "", 1},
    {"a zone asked for twice", ZONES("true", "<t:Id>UTC</t:Id><t:Id>UTC</t:Id>"), "TimeZoneDefinition", "", 1},
    {"no such zone", ZONES("true", "<t:Id>Mars Standard Time</t:Id>"), "TimeZoneDefinition", "", 0},
    {"the calendar", FOLDER("Default", "<t:DistinguishedFolderId Id=\"calendar\"/>"), "FolderClass", "IPF.Appointment",
     1},
    {"two folders", FOLDER("IdOnly", "<t:DistinguishedFolderId Id=\"root\"/><t:DistinguishedFolderId Id=\"inbox\"/>"),
     "FolderId", "", 2},
    {"ids only", FOLDER("IdOnly", "<t:DistinguishedFolderId Id=\"inbox\"/>"), "DisplayName", "", 0},
    {"what else is wanted", WISHES("folder:DisplayName"), "DisplayName", "Inbox", 1},
    {"and nothing that is not", WISHES("folder:DisplayName"), "FolderClass", "", 0},
    {"a wish nobody knows", WISHES("item:Subject"), "FolderId", "", 1},
    {"another's folder",
     FOLDER("IdOnly",
            "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress>"
            "</t:Mailbox></t:DistinguishedFolderId>"),
     "FolderId", "", 1},
    {"a folder of a mailbox elsewhere",
     FOLDER("IdOnly",
            "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>joe@contoso.com</t:EmailAddress>"
            "</t:Mailbox></t:DistinguishedFolderId>"),
     "ResponseCode", "ErrorNonExistentMailbox", 1},
    {"no such folder", FOLDER("IdOnly", "<t:DistinguishedFolderId Id=\"attic\"/>"), "ResponseCode",
     "ErrorFolderNotFound", 1},
    {"a group of the address book", NAMES("false", "rooms"), "MailboxType", "PublicDL", 1},
    {"the room lists", "<m:GetRoomLists/>", "EmailAddress", "rooms@contoso.com", 1},
    {"the rooms of a list", ROOMS("rooms@contoso.com"), "Room", "Room 1room1@contoso.com", 2},
    {"the rooms of a person", ROOMS("ann@contoso.com"), "ResponseCode", "ErrorNameResolutionNoResults", 1},
    {"the rooms of no list", "<m:GetRooms><m:RoomList/></m:GetRooms>", "ResponseCode", "ErrorNameResolutionNoResults",
     1},
    {"an identifier", CONVERT("AAMkAAMkAAMkAAMk", "x"), "AlternateId", "", 1},
    {"a malformed identifier", CONVERT("DUMMY", "DUMMY"), "ResponseCode", "ErrorInvalidIdMalformed", 1},
};

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *body = servers_envelope("", row->element);
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers.answer.status, 200);
    assert_int_equal(servers_count(&servers, row->find), row->count);
    text = servers_text(&servers, row->find);
    assert_true(text_contains(text, row->text));
    servers_stop(&servers);
}

/* Gateways learn the address of the account from it. */
static void names_the_mailbox(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", CONVERT("AAMkAAMkAAMkAAMk", "nobody"));
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_non_null(strstr(servers.answer.body, "Mailbox=\"ann@contoso.com\""));
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {cmocka_unit_test(names_the_mailbox)};
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
