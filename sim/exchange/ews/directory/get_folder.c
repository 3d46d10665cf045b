/* SPDX-License-Identifier: MIT */
/* GetFolder for the distinguished folders, by which many clients log on. */
#include "base/cleanup.h"
#include "base/text.h"
#include "directory.h"
#include "exchange/common/ews_elements.h"
#include "exchange/common/soap.h"
#include "xml/xml.h"

#include <string.h>

static const struct folder {
    const char *id, *element, *class, *name;
} folders[] = {
    {"calendar", "CalendarFolder", "IPF.Appointment", "Calendar"},
    {"contacts", "ContactsFolder", "IPF.Contact", "Contacts"},
    {"deleteditems", "Folder", "IPF.Note", "Deleted Items"},
    {"drafts", "Folder", "IPF.Note", "Drafts"},
    {"inbox", "Folder", "IPF.Note", "Inbox"},
    {"journal", "Folder", "IPF.Journal", "Journal"},
    {"junkemail", "Folder", "IPF.Note", "Junk Email"},
    {"msgfolderroot", "Folder", NULL, "Top of Information Store"},
    {"notes", "Folder", "IPF.StickyNote", "Notes"},
    {"outbox", "Folder", "IPF.Note", "Outbox"},
    {"root", "Folder", NULL, "root"},
    {"sentitems", "Folder", "IPF.Note", "Sent Items"},
    {"tasks", "TasksFolder", "IPF.Task", "Tasks"},
};

static const struct folder *folder_of(const char *id)
{
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
        if (strcmp(folders[i].id, id) == 0)
            return &folders[i];
    return NULL;
}

/* Ids are Base64 to clients; ours only have to look like that and differ. */
static void write_id(FILE *output, const char *element, const char *mailbox, const char *folder)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint64_t state = 0xCBF29CE484222325u;

    for (const char *part = mailbox; *part; part++)
        state = (state ^ (unsigned char)*part) * 0x100000001B3u;
    for (const char *part = folder; *part; part++)
        state = (state ^ (unsigned char)*part) * 0x100000001B3u;
    fprintf(output, "<t:%s Id=\"AAMk", element);
    for (int i = 0; i < 20; i++, state = state * 0x5851F42D4C957F2Du + 1)
        fputc(alphabet[state >> 58], output);
    fputs("\" ChangeKey=\"AQAAAA==\"/>", output);
}

static void write_parent(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)folder;
    write_id(output, "ParentFolderId", mailbox, "msgfolderroot");
}

static void write_class(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)mailbox;
    if (folder->class)
        xml_put_element(output, "t:FolderClass", folder->class);
}

static void write_name(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)mailbox;
    xml_put_element(output, "t:DisplayName", folder->name);
}

static void write_total(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)folder, (void)mailbox;
    xml_put_element(output, "t:TotalCount", "0");
}

static void write_children(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)folder, (void)mailbox;
    xml_put_element(output, "t:ChildFolderCount", "0");
}

static void write_unread(FILE *output, const struct folder *folder, const char *mailbox)
{
    (void)mailbox;
    if (strcmp(folder->element, "Folder") == 0)
        xml_put_element(output, "t:UnreadCount", "0");
}

/* In the order of the schema. */
static const struct folder_property {
    const char *uri;
    void (*write)(FILE *output, const struct folder *folder, const char *mailbox);
} properties[] = {
    {"folder:ParentFolderId", write_parent},     {"folder:FolderClass", write_class},
    {"folder:DisplayName", write_name},          {"folder:TotalCount", write_total},
    {"folder:ChildFolderCount", write_children}, {"folder:UnreadCount", write_unread},
};

/* BaseShape IdOnly gives what AdditionalProperties name, every other shape all. */
static bool is_wanted(const xmlNode *shape, const char *uri)
{
    const xmlNode *additional = xml_child(shape, "AdditionalProperties");
    CLEANUP(cleanup_string) char *base = xml_text_at(shape, "BaseShape");

    if (!text_equal(base, "IdOnly"))
        return true;
    for (const xmlNode *field = xml_child(additional, "FieldURI"); field; field = xml_next(field, "FieldURI")) {
        CLEANUP(cleanup_string) char *name = ews_attribute(field, "FieldURI");
        if (strcmp(name, uri) == 0)
            return true;
    }
    return false;
}

static void write_folder(FILE *output, const struct folder *folder, const char *mailbox, const xmlNode *shape)
{
    fprintf(output, "<t:%s>", folder->element);
    write_id(output, "FolderId", mailbox, folder->id);
    for (size_t i = 0; i < ARRAY_SIZE(properties); i++)
        if (is_wanted(shape, properties[i].uri))
            properties[i].write(output, folder, mailbox);
    fprintf(output, "</t:%s>", folder->element);
}

/* Whose folder: the mailbox named beside the id, else the caller's. NULL: not a mailbox here. */
static const struct object *owner_of(const struct exchange_call *call, const struct caller *caller,
                                     const xmlNode *folder_id)
{
    CLEANUP(cleanup_string) char *named = xml_text_at(folder_id, "Mailbox/EmailAddress");
    const struct object *owner = recipient_next(call->snapshot, call->scope, named ? named : caller->address, NULL);

    return owner && text_equal(object_noun(owner), "Mailbox") ? owner : NULL;
}

static void write_message(const struct exchange_call *call, const struct caller *caller, const xmlNode *folder_id,
                          const xmlNode *shape, FILE *output)
{
    static const char name[] = "GetFolderResponseMessage";
    CLEANUP(cleanup_string) char *id = ews_attribute(folder_id, "Id");
    const struct object *owner = owner_of(call, caller, folder_id);
    const struct folder *folder =
        strcmp((const char *)folder_id->name, "DistinguishedFolderId") == 0 ? folder_of(id) : NULL;

    if (!owner)
        ews_message_begin(output, name, "Error", "ErrorNonExistentMailbox", SOAP_NO_MAILBOX);
    else if (!folder)
        ews_message_begin(output, name, "Error", "ErrorFolderNotFound",
                          "The specified folder could not be found in the store.");
    else
        ews_message_begin(output, name, "Success", "NoError", NULL);
    fputs("<m:Folders>", output);
    if (owner && folder)
        write_folder(output, folder, object_text(owner, "PrimarySmtpAddress"), shape);
    fprintf(output, "</m:Folders></m:%s>", name);
}

void get_folder_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer)
{
    const xmlNode *ids = xml_child(element, "FolderIds");
    struct soap_reply reply;

    if (!xml_first(ids)) {
        soap_violation(answer, (int)xmlGetLineNo(element), 1, "The element 'GetFolder' names no folder.");
        return;
    }
    soap_begin(&reply, call);
    fputs("<m:GetFolderResponse><m:ResponseMessages>", reply.output);
    for (const xmlNode *id = xml_first(ids); id; id = xml_next(id, NULL))
        write_message(call, caller, id, xml_child(element, "FolderShape"), reply.output);
    fputs("</m:ResponseMessages></m:GetFolderResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}
