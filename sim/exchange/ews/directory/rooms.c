/* SPDX-License-Identifier: MIT */
/* GetRoomLists and GetRooms: how a client that books rooms comes by the addresses it asks the availability of. */
#include "base/cleanup.h"
#include "base/text.h"
#include "directory.h"
#include "exchange/common/ews_elements.h"
#include "exchange/common/soap.h"
#include "xml/xml.h"

static void write_address(FILE *output, const char *element, const struct object *who, const char *type)
{
    fprintf(output, "<t:%s>", element);
    xml_put_element(output, "t:Name", object_text(who, "Name"));
    xml_put_element(output, "t:EmailAddress", object_text(who, "PrimarySmtpAddress"));
    xml_put_element(output, "t:RoutingType", "SMTP");
    xml_put_element(output, "t:MailboxType", type);
    fprintf(output, "</t:%s>", element);
}

static bool is_room_list(const struct object *group)
{
    return group && object_flag(group, "RoomList", false);
}

void get_room_lists_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                           struct answer *answer)
{
    struct soap_reply reply;

    (void)caller, (void)element;
    soap_begin(&reply, call);
    ews_message_begin(reply.output, "GetRoomListsResponse", "Success", "NoError", NULL);
    fputs("<m:RoomLists>", reply.output);
    for (const struct object *group = NULL;
         (group = snapshot_next(call->snapshot, call->scope, "DistributionGroup", group));)
        if (is_room_list(group))
            write_address(reply.output, "Address", group, "PublicDL");
    fputs("</m:RoomLists></m:GetRoomListsResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}

static void write_rooms(const struct exchange_call *call, const struct object *list, FILE *output)
{
    fputs("<m:Rooms>", output);
    for (const struct object *member = NULL;
         (member = snapshot_next(call->snapshot, call->scope, "DistributionGroupMember", member));) {
        const struct object *room = recipient_next(call->snapshot, call->scope, object_text(member, "Member"), NULL);
        if (!room || !text_equal(object_text(member, "Identity"), object_text(list, "Name")))
            continue;
        fputs("<t:Room>", output);
        write_address(output, "Id", room, "Mailbox");
        fputs("</t:Room>", output);
    }
    fputs("</m:Rooms>", output);
}

void get_rooms_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                      struct answer *answer)
{
    CLEANUP(cleanup_string) char *address = xml_text_at(element, "RoomList/EmailAddress");
    const struct object *list = group_find(call->snapshot, call->scope, address);
    struct soap_reply reply;

    (void)caller;
    soap_begin(&reply, call);
    if (is_room_list(list)) {
        ews_message_begin(reply.output, "GetRoomsResponse", "Success", "NoError", NULL);
        write_rooms(call, list, reply.output);
    } else {
        ews_message_begin(reply.output, "GetRoomsResponse", "Error", "ErrorNameResolutionNoResults",
                          "No results were found.");
    }
    fputs("</m:GetRoomsResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}
