/* SPDX-License-Identifier: MIT */
/* Reads scenarios/training.xml by tables. */
#include "course_common.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "course_document.h"
#include "scenario/ticket_reader.h"
#include "xml/xml.h"

static const struct xml_member decoy_members[] = {
    {"@name", MEMBER_TEXT, offsetof(struct course_decoy, name)},
    {"@at", MEMBER_TEXT, offsetof(struct course_decoy, at)},
    {"command", MEMBER_TEXT, offsetof(struct course_decoy, command)},
    {"says", MEMBER_PROSE, offsetof(struct course_decoy, says)},
};

static const struct xml_list lists[] = {
    {"forbidden", sizeof(struct ticket_check), offsetof(struct course_common, forbidden),
     offsetof(struct course_common, forbidden_count), ticket_check_members, TICKET_CHECK_MEMBERS},
    {"decoy", sizeof(struct course_decoy), offsetof(struct course_common, decoys),
     offsetof(struct course_common, decoy_count), decoy_members, ARRAY_SIZE(decoy_members)},
};

static const struct xml_member members[] = {
    {"colleague", MEMBER_PROSES, offsetof(struct course_common, colleagues)},
    {"ask-yourself", MEMBER_PROSES, offsetof(struct course_common, questions)},
};

struct course_common *course_common_load(const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *shipped = path ? NULL : text_format("%s/training.xml", library_folder());
    CLEANUP(cleanup_string) char *text = NULL;
    CLEANUP(xml_free) xmlDoc *document = course_document_read(path ? path : shipped, "training.rng", &text, error);
    struct course_common *common;

    if (!document)
        return NULL;
    common = memory_new(sizeof *common);
    members_read(members, ARRAY_SIZE(members), xmlDocGetRootElement(document), common);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        list_read(&lists[i], xmlDocGetRootElement(document), common);
    return common;
}

void course_common_free(struct course_common **common)
{
    if (!*common)
        return;
    members_free(members, ARRAY_SIZE(members), *common);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        list_free(&lists[i], *common);
    free(TAKE(*common));
}
