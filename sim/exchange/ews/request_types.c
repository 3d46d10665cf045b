/* SPDX-License-Identifier: MIT */
/* The requests of messages.xsd and what they are made of. */
#include "base/cleanup.h"
#include "request_schema.h"

#include <string.h>

#define CHILDREN(...)                                                                                                  \
    (const struct child[])                                                                                             \
    {                                                                                                                  \
        __VA_ARGS__,                                                                                                   \
        {                                                                                                              \
            0                                                                                                          \
        }                                                                                                              \
    }
#define WORDS(...)                                                                                                     \
    (const char *const[])                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__, NULL                                                                                              \
    }

static const struct content text = {0}, integer = {.text = TEXT_INT}, small = {.text = TEXT_SHORT},
                            boolean = {.text = TEXT_BOOLEAN}, moment = {.text = TEXT_DATE_TIME};

static const struct content weekday = {
    .text = TEXT_WORDS,
    .type = "DayOfWeekType",
    .words = WORDS("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Day", "Weekday",
                   "WeekendDay"),
};
static const struct content attendee_type = {
    .text = TEXT_WORDS,
    .type = "MeetingAttendeeType",
    .words = WORDS("Organizer", "Required", "Optional", "Room", "Resource"),
};
static const struct content view = {
    .text = TEXT_WORDS,
    .type = "FreeBusyViewType",
    .list = true,
    .words = WORDS("None", "MergedOnly", "FreeBusy", "FreeBusyMerged", "Detailed", "DetailedMerged"),
};
static const struct content quality = {
    .text = TEXT_WORDS,
    .type = "SuggestionQuality",
    .words = WORDS("Excellent", "Good", "Fair", "Poor"),
};
static const struct content base_shape = {
    .text = TEXT_WORDS,
    .type = "DefaultShapeNamesType",
    .words = WORDS("IdOnly", "Default", "AllProperties"),
};

static const struct content zone_change = {
    .elements = true,
    .children = CHILDREN({"Bias", .content = &integer}, {"Time", .content = &text}, {"DayOrder", .content = &small},
                         {"Month", .content = &small}, {"DayOfWeek", .content = &weekday},
                         {"Year", .optional = true, .content = &text}),
};
static const struct content zone = {
    .elements = true,
    .children = CHILDREN({"Bias", .content = &integer}, {"StandardTime", .content = &zone_change},
                         {"DaylightTime", .content = &zone_change}),
};
static const struct content address = {
    .elements = true,
    .children = CHILDREN({"Name", .optional = true, .content = &text}, {"Address", .content = &text},
                         {"RoutingType", .optional = true, .content = &text}),
};
static const struct content mailbox = {
    .elements = true,
    .children = CHILDREN({"Email", .content = &address}, {"AttendeeType", .content = &attendee_type},
                         {"ExcludeConflicts", .optional = true, .content = &boolean}),
};
static const struct content mailboxes = {
    .elements = true,
    .children = CHILDREN({"MailboxData", .optional = true, .repeated = true, .content = &mailbox}),
};
static const struct content duration = {
    .elements = true,
    .children = CHILDREN({"StartTime", .content = &moment}, {"EndTime", .content = &moment}),
};
static const struct content view_options = {
    .elements = true,
    .children = CHILDREN({"TimeWindow", .content = &duration},
                         {"MergedFreeBusyIntervalInMinutes", .optional = true, .content = &integer},
                         {"RequestedView", .optional = true, .content = &view}),
};
static const struct content suggestion_options = {
    .elements = true,
    .children = CHILDREN({"GoodThreshold", .optional = true, .content = &integer},
                         {"MaximumResultsByDay", .optional = true, .content = &integer},
                         {"MaximumNonWorkHourResultsByDay", .optional = true, .content = &integer},
                         {"MeetingDurationInMinutes", .optional = true, .content = &integer},
                         {"MinimumSuggestionQuality", .optional = true, .content = &quality},
                         {"DetailedSuggestionsWindow", .content = &duration},
                         {"CurrentMeetingTime", .optional = true, .content = &moment},
                         {"GlobalObjectId", .optional = true, .content = &text}),
};

static const struct content directory_address = {
    .elements = true,
    .children =
        CHILDREN({"Name", .optional = true, .content = &text}, {"EmailAddress", .optional = true, .content = &text},
                 {"RoutingType", .optional = true, .content = &text},
                 {"MailboxType", .optional = true, .content = &text}, {"ItemId", .optional = true}),
};
static const struct content distinguished_folder = {
    .elements = true,
    .attribute = "Id",
    .children = CHILDREN({"Mailbox", .optional = true, .content = &directory_address}),
};
static const struct content identifier = {.elements = true, .attribute = "Id"};
static const struct content public_folder = {.elements = true, .attribute = "FolderId"};
static const struct content folders = {
    .elements = true,
    .any_order = true,
    .children =
        CHILDREN({"FolderId", .content = &identifier}, {"DistinguishedFolderId", .content = &distinguished_folder}),
};
static const struct content folder_shape = {
    .elements = true,
    .children = CHILDREN({"BaseShape", .content = &base_shape}, {"AdditionalProperties", .optional = true}),
};
static const struct content sources = {
    .elements = true,
    .any_order = true,
    .children =
        CHILDREN({"AlternateId", .content = &identifier}, {"AlternatePublicFolderId", .content = &public_folder},
                 {"AlternatePublicFolderItemId", .content = &public_folder}),
};
static const struct content zone_ids = {
    .elements = true,
    .children = CHILDREN({"Id", .optional = true, .repeated = true, .content = &text}),
};

static const struct operation {
    const char *element;
    struct content content;
} requests[] = {
    {"GetUserAvailabilityRequest",
     {.elements = true,
      .children = CHILDREN({"TimeZone", .optional = true, .content = &zone},
                           {"MailboxDataArray", .message = true, .content = &mailboxes},
                           {"FreeBusyViewOptions", .optional = true, .content = &view_options},
                           {"SuggestionsViewOptions", .optional = true, .content = &suggestion_options})}},
    {"ResolveNames",
     {.elements = true,
      .attribute = "ReturnFullContactData",
      .children = CHILDREN({"ParentFolderIds", .message = true, .optional = true, .content = &folders},
                           {"UnresolvedEntry", .message = true, .content = &text})}},
    {"GetServerTimeZones",
     {.elements = true, .children = CHILDREN({"Ids", .message = true, .optional = true, .content = &zone_ids})}},
    {"GetFolder",
     {.elements = true,
      .children = CHILDREN({"FolderShape", .message = true, .content = &folder_shape},
                           {"FolderIds", .message = true, .content = &folders})}},
    {"ConvertId",
     {.elements = true,
      .attribute = "DestinationFormat",
      .children = CHILDREN({"SourceIds", .message = true, .content = &sources})}},
    {"GetRoomLists", {.elements = true}},
    {"GetRooms",
     {.elements = true, .children = CHILDREN({"RoomList", .message = true, .content = &directory_address})}},
};

const struct content *request_content(const char *element)
{
    for (size_t i = 0; i < ARRAY_SIZE(requests); i++)
        if (strcmp(requests[i].element, element) == 0)
            return &requests[i].content;
    return NULL;
}
