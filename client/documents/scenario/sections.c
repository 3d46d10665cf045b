/* SPDX-License-Identifier: MIT */
/* Reads the lists that several sections of a scenario file share. */
#include "sections.h"

#include "base/text.h"
#include "members.h"
#include "names.h"
#include "xml/xml.h"

#include <stdlib.h>

char *attribute_read(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    char *text = text_copy(value ? (const char *)value : "");

    xmlFree(value);
    return text;
}

static void read_condition(const xmlNode *node, struct sign *sign)
{
    struct sign_condition *condition;

    sign->conditions = array_grow(sign->conditions, &sign->condition_count, sizeof *sign->conditions);
    condition = &sign->conditions[sign->condition_count - 1];
    condition->field = sign_field_from_name((const char *)node->name);
    condition->value = xml_text(node);
}

void conditions_read(const xmlNode *node, struct sign *sign)
{
    sign->line = (int)xmlGetLineNo(node);
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child, NULL))
        if (sign_field_from_name((const char *)child->name) != SIGN_FIELD_COUNT)
            read_condition(child, sign);
}

void conditions_free(struct sign *sign)
{
    for (size_t i = 0; i < sign->condition_count; i++)
        free(sign->conditions[i].value);
    free(sign->conditions);
}

void commands_read(const xmlNode *section, struct commands *commands)
{
    for (const xmlNode *node = xml_child(section, "command"); node; node = xml_next(node, "command")) {
        commands->items = array_grow(commands->items, &commands->count, sizeof *commands->items);
        commands->items[commands->count - 1] = (struct scenario_command){
            .at = attribute_read(node, "at"), .command = xml_text(node), .line = (int)xmlGetLineNo(node)};
    }
}

void commands_free(struct commands *commands)
{
    for (size_t i = 0; i < commands->count; i++) {
        free(commands->items[i].at);
        free(commands->items[i].command);
    }
    free(commands->items);
}
