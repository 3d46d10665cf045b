/* SPDX-License-Identifier: MIT */
/* Reads a course and holds its tickets against the scenarios. */
#include "course.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "course_document.h"
#include "scenario/members.h"
#include "scenario/sections.h"
#include "scenario/ticket.h"
#include "xml/xml.h"

#include <glob.h>
#include <string.h>

static const struct xml_member block_members[] = {
    {"title", MEMBER_PROSE, offsetof(struct course_block, title)},
    {"ticket", MEMBER_TEXTS, offsetof(struct course_block, tickets)},
};

static const struct xml_list blocks = {
    "block",       sizeof(struct course_block), offsetof(struct course, blocks), offsetof(struct course, block_count),
    block_members, ARRAY_SIZE(block_members)};

static const struct xml_member members[] = {
    {"@name", MEMBER_TEXT, offsetof(struct course, name)},
    {"title", MEMBER_PROSE, offsetof(struct course, title)},
    {"says", MEMBER_PROSE, offsetof(struct course, says)},
    {"mixed/ticket", MEMBER_TEXTS, offsetof(struct course, mixed)},
};

static bool ticket_exists(const struct source_file *source, const xmlNode *node, const struct library *library,
                          struct error *error)
{
    CLEANUP(cleanup_string) char *id = xml_text(node);
    const struct variant *variant = NULL;
    struct error why;
    char whole[32];
    const struct scenario *const scenario = library_find(library, id, &variant, &why);

    if (!scenario || !variant)
        return source_refuse(source, node, error, "<ticket> cannot be \"%.40s\": %s", id,
                             scenario ? "the lab does not play it" : why.text);
    if (strcmp(variant_id(scenario, variant, whole), id) != 0)
        return source_refuse(source, node, error, "<ticket> cannot be \"%.40s\"; write the variant, too: %s", id,
                             whole);
    return ticket_of(scenario, variant).mail_count > 0 ||
           source_refuse(source, node, error, "%.40s has no <ticket> in %s", id, scenario->file);
}

static bool tickets_exist(const struct source_file *source, const xmlNode *parent, const struct library *library,
                          struct error *error)
{
    for (const xmlNode *child = xml_first(parent); child; child = xml_next(child, NULL)) {
        const bool good = xml_is(child, NULL, "ticket") ? ticket_exists(source, child, library, error)
                                                        : tickets_exist(source, child, library, error);
        if (!good)
            return false;
    }
    return true;
}

static bool is_named_for_its_file(const struct source_file *source, const xmlNode *root, struct error *error)
{
    CLEANUP(cleanup_string) char *name = attribute_read(root, "name");
    CLEANUP(cleanup_string) char *ending = text_format("/%s.xml", name);

    return text_ends(source->path, ending) ||
           source_refuse(source, root, error, "course %s must be in a file named %s", name, ending + 1);
}

struct course *course_load(const char *path, const struct library *library, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    CLEANUP(xml_free) xmlDoc *document = course_document_read(path, "course.rng", &text, error);
    const struct source_file source = {.path = path, .text = text};
    const xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
    struct course *course;

    if (!root || !is_named_for_its_file(&source, root, error) || !tickets_exist(&source, root, library, error))
        return NULL;
    course = memory_new(sizeof *course);
    members_read(members, ARRAY_SIZE(members), root, course);
    list_read(&blocks, root, course);
    return course;
}

void course_free(struct course **course)
{
    if (!*course)
        return;
    members_free(members, ARRAY_SIZE(members), *course);
    list_free(&blocks, *course);
    free(TAKE(*course));
}

size_t course_length(const struct course *course)
{
    size_t length = course->mixed.count;

    for (size_t i = 0; i < course->block_count; i++)
        length += course->blocks[i].tickets.count;
    return length;
}

const char *course_ticket(const struct course *course, size_t place)
{
    for (size_t i = 0; i < course->block_count; i++) {
        if (place < course->blocks[i].tickets.count)
            return course->blocks[i].tickets.items[place];
        place -= course->blocks[i].tickets.count;
    }
    return course->mixed.items[place];
}

/* glob() sorts. */
struct words course_names(void)
{
    CLEANUP(cleanup_string) char *pattern = text_format("%s/courses/*.xml", library_folder());
    struct words names = {0};
    glob_t found = {0};

    if (glob(pattern, 0, NULL, &found) == 0)
        names.items = memory_array(found.gl_pathc + 1, sizeof *names.items);
    for (; names.items && names.count < found.gl_pathc; names.count++) {
        const char *const name = strrchr(found.gl_pathv[names.count], '/') + 1;
        names.items[names.count] = text_copy_part(name, strlen(name) - strlen(".xml"));
    }
    globfree(&found);
    return names;
}

void course_names_free(struct words *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static bool refuse_name(const char *name, const struct words *names, struct error *error)
{
    char *list = text_copy("");

    for (size_t i = 0; i < names->count; i++) {
        char *const longer = text_format("%s%s%s", list, i ? ", " : "", names->items[i]);
        free(list);
        list = longer;
    }
    error_set(error, "there is no course %.40s; there are: %s", name, list);
    free(list);
    return false;
}

struct course *course_find(const char *name, const struct library *library, struct error *error)
{
    if (strchr(name, '/') || text_ends(name, ".xml"))
        return course_load(name, library, error);
    CLEANUP(course_names_free) struct words names = course_names();
    bool known = false;

    for (size_t i = 0; i < names.count; i++)
        known |= strcmp(names.items[i], name) == 0;
    if (!known && !refuse_name(name, &names, error))
        return NULL;
    CLEANUP(cleanup_string) char *path = text_format("%s/courses/%s.xml", library_folder(), name);

    return course_load(path, library, error);
}
