/* SPDX-License-Identifier: MIT */
/* Every cmdlet with its places and parameters as JSON, for programs that make functions of them. */
#include "cmdlets_json.h"

#include "base/cleanup.h"
#include "shell/cmdlets/cmdlet_places.h"
#include "shell/cmdlets/cmdlets.h"
#include "shell/cmdlets/parameters.h"
#include "vocabulary/nouns.h"

/* As PowerShell's Get-Command names types. */
static const char *const type_names[TYPE_COUNT] = {
    [TYPE_TEXT] = "String",         [TYPE_FLAG] = "Boolean",
    [TYPE_NUMBER] = "Int64",        [TYPE_URL] = "Uri",
    [TYPE_ADDRESS] = "SmtpAddress", [TYPE_PROXY_ADDRESS] = "ProxyAddress",
    [TYPE_PATH] = "String",         [TYPE_TIME] = "TimeSpan",
    [TYPE_CHOICE] = "String",       [TYPE_SWITCH] = "SwitchParameter",
};

static json_t *words_of(const struct parameter *parameter)
{
    json_t *words = json_array();

    for (size_t i = 0; i < parameter->words->count; i++)
        json_array_append_new(words, json_string(parameter->words->items[i].name));
    return words;
}

static json_t *parameter_to_json(const struct cmdlet *cmdlet, const struct cmdlet_parameter *found)
{
    const struct parameter *const parameter = found->parameter;
    json_t *json =
        json_pack("{s:s, s:s, s:b, s:b, s:b}", "name", parameter->name, "type", type_names[parameter_typed(parameter)],
                  "list", (parameter->flags & LIST) != 0, "switch", parameter_typed(parameter) == TYPE_SWITCH,
                  "mandatory", (int)cmdlet_parameter_is_mandatory(cmdlet, found));

    if (cmdlet_parameter_is_first(found))
        json_object_set_new(json, "position", json_integer(0));
    if (parameter->type == TYPE_CHOICE)
        json_object_set_new(json, "values", words_of(parameter));
    return json;
}

static json_t *parameters_of(const struct cmdlet *cmdlet)
{
    json_t *list = json_array();
    struct cmdlet_parameter found;

    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &found); i++)
        if (found.parameter)
            json_array_append_new(list, parameter_to_json(cmdlet, &found));
    return list;
}

static json_t *places_of(const struct cmdlet *cmdlet, bool without_lab)
{
    json_t *list = json_array();

    for (size_t i = 0; i < PLACE_COUNT; i++)
        if (cmdlet_runs_at(cmdlet, terms_name(&places, i)) && !(without_lab && place_is_of_lab(terms_name(&places, i))))
            json_array_append_new(list, json_string(terms_name(&places, i)));
    return list;
}

static json_t *cmdlet_to_json(const struct cmdlet *cmdlet, bool without_lab)
{
    CLEANUP(cleanup_string) char *name = cmdlet_name(cmdlet);

    return json_pack("{s:s, s:o, s:s, s:s, s:o}", "name", name, "at", places_of(cmdlet, without_lab), "verb",
                     cmdlet->verb->name, "noun", cmdlet->noun->name, "parameters", parameters_of(cmdlet));
}

json_t *shell_reference_json(bool without_lab)
{
    json_t *list = json_array();
    struct cmdlet cmdlet;

    for (size_t i = 0; cmdlet_at(NULL, i, &cmdlet); i++)
        if (!without_lab || !noun_is_of_lab(cmdlet.noun))
            json_array_append_new(list, cmdlet_to_json(&cmdlet, without_lab));
    return list;
}
