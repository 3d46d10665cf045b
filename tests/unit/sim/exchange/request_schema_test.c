/* SPDX-License-Identifier: MIT */
/* Requests held against the tables, and the tables against our own messages.xsd: libxml2's validator has to agree. */
#include "exchange/ews/request_schema.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/xmlschemas.h>

#define CHANGE                                                                                                         \
    "<t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month>"                        \
    "<t:DayOfWeek>Sunday</t:DayOfWeek>"
#define ZONE(more)                                                                                                     \
    "<t:TimeZone><t:Bias>-60</t:Bias><t:StandardTime>" CHANGE more "</t:StandardTime><t:DaylightTime>" CHANGE          \
    "</t:DaylightTime></t:TimeZone>"
#define ADDRESS "<t:Address>joe@contoso.com</t:Address>"
#define MAILBOX(address, more) "<t:MailboxData><t:Email>" address "</t:Email>" more "</t:MailboxData>"
#define REQUIRED "<t:AttendeeType>Required</t:AttendeeType>"
#define JOE "<m:MailboxDataArray>" MAILBOX(ADDRESS, REQUIRED) "</m:MailboxDataArray>"
#define START "<t:StartTime>2026-01-05T00:00:00</t:StartTime>"
#define END "<t:EndTime>2026-01-06T00:00:00.000+01:00</t:EndTime>"
#define WINDOW(times) "<t:TimeWindow>" times "</t:TimeWindow>"
#define VIEW(content) "<t:FreeBusyViewOptions>" content "</t:FreeBusyViewOptions>"
#define PLAIN_VIEW VIEW(WINDOW(START END))
#define SUGGESTIONS(before)                                                                                            \
    "<t:SuggestionsViewOptions>" before "<t:DetailedSuggestionsWindow>" START END "</t:DetailedSuggestionsWindow>"     \
    "</t:SuggestionsViewOptions>"
#define ASK(content) "<m:GetUserAvailabilityRequest>" content "</m:GetUserAvailabilityRequest>"
#define SHAPE "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>"
#define FOLDERS(ids) "<m:GetFolder>" SHAPE "<m:FolderIds>" ids "</m:FolderIds></m:GetFolder>"
#define OWNER(content)                                                                                                 \
    "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox>" content "</t:Mailbox></t:DistinguishedFolderId>"
#define NAMES(attribute) "<m:ResolveNames " attribute "><m:UnresolvedEntry>Ann</m:UnresolvedEntry></m:ResolveNames>"
#define SOURCE "<t:AlternateId Format=\"EwsId\" Id=\"A\" Mailbox=\"x\"/>"

static const struct row {
    const char *name, *request;
    const char *violation; /* part of the sentence; NULL: nothing is wrong */
} rows[] = {
    {"a mailbox and a view", ASK(JOE PLAIN_VIEW), NULL},
    {"everything there can be",
     ASK(ZONE("<t:Year>2026</t:Year>") "<m:MailboxDataArray>" MAILBOX(
         "<t:Name>Joe</t:Name>" ADDRESS "<t:RoutingType>SMTP</t:RoutingType>",
         REQUIRED "<t:ExcludeConflicts>1</t:ExcludeConflicts>")
             MAILBOX(ADDRESS, "<t:AttendeeType>Room</t:AttendeeType>") "</m:MailboxDataArray>" VIEW(
                 WINDOW(START END) "<t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes>"
                                   "<t:RequestedView>DetailedMerged</t:RequestedView>")
                 SUGGESTIONS("<t:GoodThreshold>25</t:GoodThreshold><t:MinimumSuggestionQuality>Fair"
                             "</t:MinimumSuggestionQuality>")),
     NULL},
    {"no mailboxes in the array", ASK("<m:MailboxDataArray/>" PLAIN_VIEW), NULL},
    {"comments and space between", ASK("\n <!-- who -->\n" JOE " " PLAIN_VIEW "\r\n"), NULL},
    {"several views", ASK(JOE VIEW(WINDOW(START END) "<t:RequestedView> MergedOnly\nFreeBusy </t:RequestedView>")),
     NULL},
    {"no array", ASK(PLAIN_VIEW),
     "has invalid child element 'FreeBusyViewOptions' in namespace '" NS_TYPES
     "'. List of possible elements expected: 'TimeZone' in namespace '" NS_TYPES
     "' as well as 'MailboxDataArray' in namespace '" NS_MESSAGES "'."},
    {"nothing", ASK(""), "has incomplete content. List of possible elements expected: 'TimeZone' in"},
    {"the zone behind the mailboxes", ASK(JOE ZONE("") PLAIN_VIEW), "has invalid child element 'TimeZone'"},
    {"an array of the wrong namespace", ASK("<t:MailboxDataArray/>" PLAIN_VIEW),
     "invalid child element 'MailboxDataArray' in namespace '" NS_TYPES "'"},
    {"options of the wrong namespace", ASK(JOE "<m:FreeBusyViewOptions/>"),
     "invalid child element 'FreeBusyViewOptions'"},
    {"an element nobody knows", ASK(JOE PLAIN_VIEW "<t:Colour/>"),
     "invalid child element 'Colour' in namespace '" NS_TYPES
     "'. List of possible elements expected: 'SuggestionsViewOptions'"},
    {"an element behind the last", ASK(JOE SUGGESTIONS("") "<t:Colour/>"),
     "has invalid child element 'Colour' in namespace '" NS_TYPES "'.<"},
    {"the same twice", ASK(JOE JOE PLAIN_VIEW), "invalid child element 'MailboxDataArray'"},
    {"text between", ASK(JOE "x" PLAIN_VIEW), "cannot contain text."},
    {"no type of attendee", ASK("<m:MailboxDataArray>" MAILBOX(ADDRESS, "") "</m:MailboxDataArray>" PLAIN_VIEW),
     "The element 'MailboxData' in namespace '" NS_TYPES
     "' has incomplete content. List of possible elements expected: 'AttendeeType' in namespace '" NS_TYPES "'."},
    {"a type of attendee there is not",
     ASK("<m:MailboxDataArray>" MAILBOX(ADDRESS,
                                        "<t:AttendeeType>Boss</t:AttendeeType>") "</m:MailboxDataArray>" PLAIN_VIEW),
     "The '" NS_TYPES
     ":AttendeeType' element is invalid - The value 'Boss' is invalid according to its datatype '" NS_TYPES
     ":MeetingAttendeeType' - The Enumeration constraint failed."},
    {"the name behind the address",
     ASK("<m:MailboxDataArray>" MAILBOX(ADDRESS "<t:Name>Joe</t:Name>", REQUIRED) "</m:MailboxDataArray>" PLAIN_VIEW),
     "invalid child element 'Name'"},
    {"no truth",
     ASK("<m:MailboxDataArray>" MAILBOX(
         ADDRESS, REQUIRED "<t:ExcludeConflicts>TRUE</t:ExcludeConflicts>") "</m:MailboxDataArray>" PLAIN_VIEW),
     "The string 'TRUE' is not a valid Boolean value."},
    {"an element in an address",
     ASK("<m:MailboxDataArray>" MAILBOX("<t:Address><t:b/></t:Address>", REQUIRED) "</m:MailboxDataArray>" PLAIN_VIEW),
     "because the parent element's content model is text only."},
    {"the end first", ASK(JOE VIEW(WINDOW(END START))), "invalid child element 'EndTime'"},
    {"no end", ASK(JOE VIEW(WINDOW(START))),
     "The element 'TimeWindow' in namespace '" NS_TYPES "' has incomplete content."},
    {"no time", ASK(JOE VIEW(WINDOW("<t:StartTime>soon</t:StartTime>" END))),
     "datatype 'http://www.w3.org/2001/XMLSchema:dateTime' - The string 'soon' is not a valid DateTime value."},
    {"a day that is none", ASK(JOE VIEW(WINDOW("<t:StartTime>2026-02-30T00:00:00</t:StartTime>" END))), "DateTime"},
    {"an interval in words",
     ASK(JOE VIEW(WINDOW(START END) "<t:MergedFreeBusyIntervalInMinutes>half</t:MergedFreeBusyIntervalInMinutes>")),
     "The string 'half' is not a valid Int32 value."},
    {"an interval that is too large for a number",
     ASK(JOE VIEW(
         WINDOW(START END) "<t:MergedFreeBusyIntervalInMinutes>3000000000</t:MergedFreeBusyIntervalInMinutes>")),
     "is not a valid Int32 value."},
    {"a view there is not", ASK(JOE VIEW(WINDOW(START END) "<t:RequestedView>Everything</t:RequestedView>")),
     ":FreeBusyViewType' - The Enumeration constraint failed."},
    {"one of several views there is not",
     ASK(JOE VIEW(WINDOW(START END) "<t:RequestedView>FreeBusy All</t:RequestedView>")), "Enumeration"},
    {"a quality in other letters",
     ASK(JOE SUGGESTIONS("<t:MinimumSuggestionQuality>fair</t:MinimumSuggestionQuality>")), ":SuggestionQuality' - "},
    {"markup in a value", ASK(JOE VIEW(WINDOW("<t:StartTime>&lt;x&gt;</t:StartTime>" END))), "'&lt;x&gt;'"},
    {"a zone without summer",
     ASK("<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime>" CHANGE "</t:StandardTime></t:TimeZone>" JOE PLAIN_VIEW),
     "List of possible elements expected: 'DaylightTime'"},

    {"a folder", FOLDERS("<t:DistinguishedFolderId Id=\"inbox\"/>"), NULL},
    {"folders of all kinds",
     FOLDERS("<t:DistinguishedFolderId Id=\"inbox\"/><t:FolderId Id=\"A\" ChangeKey=\"B\"/>"
             "<t:DistinguishedFolderId Id=\"root\"/>"),
     NULL},
    {"somebody's folder", FOLDERS(OWNER("<t:EmailAddress>a@b</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType>")),
     NULL},
    {"the address in disorder",
     FOLDERS(OWNER("<t:RoutingType>SMTP</t:RoutingType><t:EmailAddress>a@b</t:EmailAddress>")),
     "invalid child element 'EmailAddress'"},
    {"no folder", FOLDERS(""),
     "has incomplete content. List of possible elements expected: 'FolderId, DistinguishedFolderId' in namespace "
     "'" NS_TYPES "'."},
    {"a folder that is none", FOLDERS("<t:Folder/>"), "invalid child element 'Folder'"},
    {"a folder without its id", FOLDERS("<t:FolderId/>"), "The required attribute 'Id' is missing."},
    {"the shape behind the folders",
     "<m:GetFolder><m:FolderIds><t:FolderId Id=\"A\"/></m:FolderIds>" SHAPE "</m:GetFolder>",
     "List of possible elements expected: 'FolderShape' in namespace '" NS_MESSAGES "'."},
    {"a name", NAMES("ReturnFullContactData=\"true\""), NULL},
    {"a name, and not how much of it", NAMES(""), "The required attribute 'ReturnFullContactData' is missing."},
    {"all zones", "<m:GetServerTimeZones/>", NULL},
    {"some zones", "<m:GetServerTimeZones><m:Ids><t:Id>UTC</t:Id><t:Id>x</t:Id></m:Ids></m:GetServerTimeZones>", NULL},
    {"an identifier",
     "<m:ConvertId DestinationFormat=\"EwsId\"><m:SourceIds>" SOURCE SOURCE "</m:SourceIds></m:ConvertId>", NULL},
    {"no identifiers", "<m:ConvertId DestinationFormat=\"EwsId\"><m:SourceIds/></m:ConvertId>",
     "has incomplete content."},
    {"room lists", "<m:GetRoomLists/>", NULL},
    {"room lists of something", "<m:GetRoomLists><m:Of/></m:GetRoomLists>", "invalid child element 'Of'"},
    {"rooms", "<m:GetRooms><m:RoomList><t:EmailAddress>a@b</t:EmailAddress></m:RoomList></m:GetRooms>", NULL},
    {"rooms of no list", "<m:GetRooms/>", "List of possible elements expected: 'RoomList'"},
};

static bool schema_agrees(xmlSchema *schema, xmlNode *request, bool valid)
{
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    bool agrees;

    xmlSchemaSetValidErrors(context, NULL, NULL, NULL);
    agrees = (xmlSchemaValidateOneElement(context, request) == 0) == valid;
    xmlSchemaFreeValidCtxt(context);
    return agrees;
}

static void quiet(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

static xmlSchema *read_schema(void)
{
    xmlSchemaParserCtxt *parser = xmlSchemaNewParserCtxt(FBLAB_SOURCE "/sim/exchange/ews/schema/messages.xsd");
    xmlSchema *schema = xmlSchemaParse(parser);

    xmlSchemaFreeParserCtxt(parser);
    xmlSetGenericErrorFunc(NULL, quiet);
    return schema;
}

static void is_judged(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string)
    char *text = text_format("<x xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\">%s</x>", row->request);
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "request", NULL);
    xmlNode *request = xml_first(xmlDocGetRootElement(document));
    xmlSchema *schema = read_schema();
    struct answer answer = {0};

    assert_non_null(schema);
    assert_int_equal(request_schema_holds(request, request_content((const char *)request->name), &answer),
                     row->violation == NULL);
    if (row->violation) {
        assert_int_equal(answer.status, 500);
        assert_non_null(strstr(answer.body, "<e:ResponseCode>ErrorSchemaValidation<"));
        assert_non_null(strstr(answer.body, "<t:Violation>"));
        assert_non_null(strstr(answer.body, row->violation));
    }
    assert_true(schema_agrees(schema, request, row->violation == NULL));
    answer_clear(&answer);
    xmlSchemaFree(schema);
}

static void knows_no_other_request(void **state)
{
    (void)state;
    assert_null(request_content("FindItem"));
    assert_null(request_content(""));
}

int main(void)
{
    static const struct CMUnitTest first[] = {cmocka_unit_test(knows_no_other_request)};
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_judged, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
