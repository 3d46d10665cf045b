/* SPDX-License-Identifier: MIT */
/* Pending changes made, described and ended. */
#include "delays.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "objects.h"
#include "organization/organization.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <string.h>
#include <time.h>

#define PREMISES SCOPE_ONPREM /* Exchange Online has nobody waiting */

static bool are_equal(const xmlNode *object, const char *property, const xmlNode *other, const char *other_property)
{
    const xmlNode *a = property_first(object, property), *b = property_first(other, other_property);

    for (; a && b && strcmp(property_text(a), property_text(b)) == 0; a = property_next(a), b = property_next(b))
        continue;
    return !a && !b;
}

static xmlNode *next_pending(const xmlNode *object, const struct noun *noun, xmlNode *after)
{
    const char *identity = property_read(object, noun_identity(noun)->name);
    xmlNode *pending = after ? xml_next(after, "LabPendingChange") : xml_child(object->parent, "LabPendingChange");

    while (pending && !(text_equal(property_read(pending, "Noun"), noun_element(noun)) &&
                        text_equal(property_read(pending, "Identity"), identity)))
        pending = xml_next(pending, "LabPendingChange");
    return pending;
}

static xmlNode *find(const xmlNode *object, const struct noun *noun, const char *property)
{
    xmlNode *pending = next_pending(object, noun, NULL);

    while (pending && !text_equal(property_read(pending, "Property"), property))
        pending = next_pending(object, noun, pending);
    return pending;
}

static xmlNode *make(const xmlNode *object, const struct noun *noun, const char *property, const xmlNode *before)
{
    const struct noun *kind = noun_find("LabPendingChange");
    xmlNode *pending = scope_add(object->parent, kind);

    property_write(pending, kind, "Identity", property_read(object, noun_identity(noun)->name));
    property_write(pending, kind, "Noun", noun_element(noun));
    property_write(pending, kind, "Property", property);
    for (const xmlNode *old = property_first(before, property); old; old = property_next(old))
        property_add(pending, kind, noun_parameter(kind, "InForce"), property_text(old));
    return pending;
}

/* Of several changes the last one counts; one that goes back to what is in force ends the matter. */
static void note(xmlNode *object, const xmlNode *before, const struct noun *noun, const struct parameter *parameter)
{
    xmlNode *pending = find(object, noun, parameter->name);
    char until[32];

    if (!pending)
        pending = make(object, noun, parameter->name, before);
    if (parameter->delay != AFTER_RESTART)
        property_write(pending, noun_find("LabPendingChange"), "Until",
                       clock_iso(time(NULL) + document_clock_offset(object->doc, PREMISES) + parameter->delay, until));
    if (are_equal(object, parameter->name, pending, "InForce")) {
        xmlUnlinkNode(pending);
        xmlFreeNode(pending);
    }
}

/* "IssuerIdentifier, Realm of AuthServer 'ACS'". The caller frees it. */
static char *list(const xmlNode *object, const struct noun *noun)
{
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);
    const char *separator = "";

    for (xmlNode *pending = NULL; (pending = next_pending(object, noun, pending)); separator = ", ")
        fprintf(memory, "%s%s", separator, property_read(pending, "Property"));
    fprintf(memory, " of %s '%s'", noun->name, property_read(object, noun_identity(noun)->name));
    text_stream_close(memory);
    return text;
}

/* What is pending of an object has one cause, and so one end. */
static void say(const xmlNode *object, const struct noun *noun, FILE *output)
{
    const xmlNode *pending = next_pending(object, noun, NULL);
    CLEANUP(cleanup_string) char *what = pending ? list(object, noun) : NULL;
    long delay = 0;

    if (!pending || !output)
        return;
    delay = noun->parameters[noun_parameter(noun, property_read(pending, "Property"))].delay;
    fprintf(output, "WARNING: The servers go on with the old %s ", what);
    if (delay == AFTER_RESTART)
        fputs("until IIS is restarted: iisreset or Restart-Computer ends that.\n", output);
    else
        fprintf(output,
                "until %s on the clock of " PREMISES ": iisreset ends that at once, Set-LabClock " PREMISES
                " -OffsetSeconds %ld passes the time.\n",
                property_read(pending, "Until"), (long)document_clock_offset(object->doc, PREMISES) + delay);
}

void delays_note(xmlNode *object, const xmlNode *before, const struct noun *noun, FILE *output)
{
    if (!xml_is(object->parent, NULL, PREMISES))
        return;
    for (size_t i = 0; i < noun->count; i++)
        if (noun->parameters[i].delay && !are_equal(object, noun->parameters[i].name, before, noun->parameters[i].name))
            note(object, before, noun, &noun->parameters[i]);
    say(object, noun, output);
}

static void remove_all(xmlNode *scope, const char *noun, const char *property, const char *value)
{
    for (xmlNode *object = xml_child(scope, noun), *next; object; object = next) {
        next = xml_next(object, noun);
        if (!property || text_equal(property_read(object, property), value)) {
            xmlUnlinkNode(object);
            xmlFreeNode(object);
        }
    }
}

void delays_end(xmlDoc *document, FILE *output)
{
    xmlNode *scope = scope_find(document, PREMISES);

    for (const xmlNode *pending = xml_child(scope, "LabPendingChange"); output && pending;
         pending = xml_next(pending, "LabPendingChange"))
        fprintf(output, "The servers now use the new %s of %s '%s'.\n", property_read(pending, "Property"),
                property_read(pending, "Noun"), property_read(pending, "Identity"));
    remove_all(scope, "LabPendingChange", NULL, NULL);
    remove_all(scope, "LabWSSecurity", "State", "Stuck");
}
