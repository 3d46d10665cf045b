/* SPDX-License-Identifier: MIT */
/* Reads the sections of a scenario that the schema has accepted. */
#include "read.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "cause.h"
#include "members.h"
#include "replies.h"
#include "sections.h"
#include "ticket_reader.h"
#include "xml/xml.h"

static const struct xml_member scenario_members[] = {
    {"documented/title", MEMBER_PROSE, offsetof(struct scenario, title)},
    {"documented/direction", MEMBER_PROSE, offsetof(struct scenario, direction)},
    {"documented/error", MEMBER_TEXTS, offsetof(struct scenario, errors)},
    {"documented/event", MEMBER_PROSE, offsetof(struct scenario, event)},
    {"documented/look", MEMBER_PROSES, offsetof(struct scenario, looks)},
    {"documented/source", MEMBER_PROSES, offsetof(struct scenario, sources)},
    {"era", MEMBER_TEXT, offsetof(struct scenario, era)},
    {"not-played", MEMBER_PROSE, offsetof(struct scenario, not_played)},
};

static const struct xml_member fact_members[] = {
    {"basis", MEMBER_TEXT, offsetof(struct scenario_fact, basis)},
    {"says", MEMBER_PROSE, offsetof(struct scenario_fact, says)},
    {"source", MEMBER_PROSE, offsetof(struct scenario_fact, source)},
};

static const struct xml_member text_members[] = {
    {"phrase", MEMBER_TEXTS, offsetof(struct sign_text, phrases)},
    {"without", MEMBER_TEXTS, offsetof(struct sign_text, without)},
    {"near", MEMBER_NUMBER, offsetof(struct sign_text, near)},
    {"confidence", MEMBER_NUMBER, offsetof(struct sign_text, confidence)},
    {"alone", MEMBER_NUMBER, offsetof(struct sign_text, alone)},
};

static const struct xml_member look_alike_members[] = {
    {"id", MEMBER_TEXT, offsetof(struct look_alike, id)},
    {"check", MEMBER_PROSE, offsetof(struct look_alike, check)},
};

static const struct xml_member variant_members[] = {
    {"title", MEMBER_PROSE, offsetof(struct variant, title)},
    {"error", MEMBER_TEXT, offsetof(struct variant, error)},
    {"era", MEMBER_TEXT, offsetof(struct variant, era)},
    {"lookup/requester", MEMBER_TEXT, offsetof(struct variant, requester)},
    {"lookup/target", MEMBER_TEXT, offsetof(struct variant, target)},
    {"lookup/client", MEMBER_TEXT, offsetof(struct variant, client)},
    {"lookup/attempts", MEMBER_NUMBER, offsetof(struct variant, attempts)},
    {"expect", MEMBER_TEXT, offsetof(struct variant, expect)},
};

static void read_facts(const xmlNode *documented, struct scenario *scenario)
{
    for (const xmlNode *node = xml_child(documented, "fact"); node; node = xml_next(node, "fact")) {
        scenario->facts = array_grow(scenario->facts, &scenario->fact_count, sizeof *scenario->facts);
        members_read(fact_members, ARRAY_SIZE(fact_members), node, &scenario->facts[scenario->fact_count - 1]);
    }
}

static void read_sign(const xmlNode *node, struct scenario *scenario)
{
    static const struct xml_member confidence[] = {{"confidence", MEMBER_NUMBER, offsetof(struct sign, confidence)}};
    struct sign *sign;

    scenario->signs = array_grow(scenario->signs, &scenario->sign_count, sizeof *scenario->signs);
    sign = &scenario->signs[scenario->sign_count - 1];
    members_read(confidence, ARRAY_SIZE(confidence), node, sign);
    conditions_read(node, sign);
}

static void read_text(const xmlNode *node, struct scenario *scenario)
{
    struct sign_text *text;

    scenario->texts = array_grow(scenario->texts, &scenario->text_count, sizeof *scenario->texts);
    text = &scenario->texts[scenario->text_count - 1];
    members_read(text_members, ARRAY_SIZE(text_members), node, text);
    text->line = (int)xmlGetLineNo(node);
    if (!xml_child(node, "alone"))
        text->alone = text->confidence;
}

static void read_signs(const xmlNode *signs, struct scenario *scenario)
{
    for (const xmlNode *node = xml_child(signs, "sign"); node; node = xml_next(node, "sign"))
        read_sign(node, scenario);
    for (const xmlNode *node = xml_child(signs, "text"); node; node = xml_next(node, "text"))
        read_text(node, scenario);
    for (const xmlNode *node = xml_child(signs, "look-alike"); node; node = xml_next(node, "look-alike")) {
        scenario->look_alikes =
            array_grow(scenario->look_alikes, &scenario->look_alike_count, sizeof *scenario->look_alikes);
        members_read(look_alike_members, ARRAY_SIZE(look_alike_members), node,
                     &scenario->look_alikes[scenario->look_alike_count - 1]);
    }
}

static void read_variant(const xmlNode *node, struct scenario *scenario)
{
    struct variant *variant;

    scenario->variants = array_grow(scenario->variants, &scenario->variant_count, sizeof *scenario->variants);
    variant = &scenario->variants[scenario->variant_count - 1];
    variant->letter = xml_is(node, NULL, "variant") ? attribute_read(node, "id") : text_copy("");
    variant->plays = attribute_read(node, "plays");
    members_read(variant_members, ARRAY_SIZE(variant_members), node, variant);
    commands_read(xml_child(node, "given"), &variant->given);
    commands_read(xml_child(node, "break"), &variant->breaking);
    commands_read(xml_child(node, "repair"), &variant->repair);
    if (xml_is(node, NULL, "variant"))
        variant->ticket = ticket_read(node);
}

struct scenario *scenario_read(const xmlNode *root, const char *path)
{
    struct scenario *scenario = memory_new(sizeof *scenario);
    const xmlNode *variant = xml_child(root, "variant");

    scenario->id = attribute_read(root, "id");
    scenario->file = text_copy(path);
    members_read(scenario_members, ARRAY_SIZE(scenario_members), root, scenario);
    causes_read(xml_child(root, "documented"), scenario);
    read_facts(xml_child(root, "documented"), scenario);
    read_signs(xml_child(root, "signs"), scenario);
    scenario->ticket = ticket_read(root);
    if (!variant && !scenario->not_played)
        read_variant(root, scenario);
    for (; variant; variant = xml_next(variant, "variant"))
        read_variant(variant, scenario);
    return scenario;
}

static void free_facts(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->fact_count; i++)
        members_free(fact_members, ARRAY_SIZE(fact_members), &scenario->facts[i]);
    free(scenario->facts);
}

static void free_variants(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->variant_count; i++) {
        struct variant *variant = &scenario->variants[i];
        free(variant->letter);
        free(variant->plays);
        members_free(variant_members, ARRAY_SIZE(variant_members), variant);
        commands_free(&variant->given);
        commands_free(&variant->breaking);
        commands_free(&variant->repair);
        replies_free(variant);
        ticket_free(&variant->ticket);
    }
    free(scenario->variants);
}

static void free_signs(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->sign_count; i++)
        conditions_free(&scenario->signs[i]);
    for (size_t i = 0; i < scenario->text_count; i++)
        members_free(text_members, ARRAY_SIZE(text_members), &scenario->texts[i]);
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        members_free(look_alike_members, ARRAY_SIZE(look_alike_members), &scenario->look_alikes[i]);
    free(scenario->signs);
    free(scenario->texts);
    free(scenario->look_alikes);
}

void scenario_free(struct scenario **scenario)
{
    if (!*scenario)
        return;
    members_free(scenario_members, ARRAY_SIZE(scenario_members), *scenario);
    causes_free(*scenario);
    free_facts(*scenario);
    free_signs(*scenario);
    free_variants(*scenario);
    ticket_free(&(*scenario)->ticket);
    free((*scenario)->id);
    free((*scenario)->file);
    free(TAKE(*scenario));
}
