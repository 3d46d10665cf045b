/* SPDX-License-Identifier: MIT */
/* Values checked against their parameter's type, with PowerShell's sentence where they do not fit. */
#include "value.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* The word as the document has it; NULL: it is no such value. The caller frees it. */
typedef char *convert_word(const struct parameter *parameter, const char *word);

static char *convert_text(const struct parameter *parameter, const char *word)
{
    (void)parameter;
    return text_copy(word);
}

static char *convert_flag(const struct parameter *parameter, const char *word)
{
    (void)parameter;
    if (text_equal(word, "true") || text_equal(word, "1"))
        return text_copy("true");
    return text_equal(word, "false") || text_equal(word, "0") ? text_copy("false") : NULL;
}

/* Nine digits are enough for every setting, and for a 32-bit number. */
static char *convert_number(const struct parameter *parameter, const char *word)
{
    const char *digits = word + ((parameter->flags & SIGNED) && *word == '-');
    const size_t length = strspn(digits, "0123456789");

    return length > 0 && length < 10 && !digits[length] ? text_copy(word) : NULL;
}

static bool is_blank(const char *word)
{
    return !word[strspn(word, " \t\r\n")];
}

static bool has_blank(const char *word)
{
    while (*word && !isspace((unsigned char)*word))
        word++;
    return *word;
}

static char *convert_url(const struct parameter *parameter, const char *word)
{
    const char *rest = strstr(word, "://");

    (void)parameter;
    if (has_blank(word) || !rest || !rest[3])
        return NULL;
    if (text_starts(word, "https://"))
        return text_format("https%s", rest);
    return text_starts(word, "http://") ? text_format("http%s", rest) : NULL;
}

static char *convert_address(const struct parameter *parameter, const char *word)
{
    const char *address = text_starts(word, "smtp:") ? word + 5 : word;
    const char *at = strchr(address, '@');

    (void)parameter;
    return at && at > address && at[1] && !strchr(at + 1, '@') && !has_blank(address) ? text_copy(address) : NULL;
}

static char *convert_proxy_address(const struct parameter *parameter, const char *word)
{
    const char *colon = strchr(word, ':');
    CLEANUP(cleanup_string) char *address = convert_address(parameter, word);

    if (!colon || text_starts(word, "smtp:"))
        return address ? text_format("%s:%s", strncmp(word, "SMTP:", 5) == 0 ? "SMTP" : "smtp", address) : NULL;
    return isalpha((unsigned char)*word) && !strpbrk(word, "\t\n") && colon[1] > ' ' ? text_copy(word) : NULL;
}

static char *convert_path(const struct parameter *parameter, const char *word)
{
    (void)parameter;
    return *word == '/' && !has_blank(word) ? text_copy(word) : NULL;
}

static char *convert_time(const struct parameter *parameter, const char *word)
{
    unsigned hour, minute, second = 0;
    int end = 0;

    (void)parameter;
    /* NOLINTNEXTLINE(cert-err34-c): two digits at most each */
    if (sscanf(word, "%2u:%2u%n:%2u%n", &hour, &minute, &end, &second, &end) < 2 || word[end])
        return NULL;
    return hour < 24 && minute < 60 && second < 60 ? text_format("%02u:%02u:%02u", hour, minute, second) : NULL;
}

static char *convert_choice(const struct parameter *parameter, const char *word)
{
    const size_t index = terms_index(parameter->words, word);

    return index < parameter->words->count ? text_copy(parameter->words->items[index].name) : NULL;
}

static const struct type {
    const char *name; /* as PowerShell calls it */
    const char *hint; /* what would be right */
    convert_word *convert;
} types[TYPE_COUNT] = {
    [TYPE_TEXT] = {"System.String", "", convert_text},
    [TYPE_FLAG] = {"System.Boolean", " Use $true or $false.", convert_flag},
    [TYPE_NUMBER] = {"System.Int32", " Use a number of up to nine digits.", convert_number},
    [TYPE_URL] = {"System.Uri", " Use a URL such as https://mail.contoso.com/EWS/Exchange.asmx.", convert_url},
    [TYPE_ADDRESS] = {"Microsoft.Exchange.Data.SmtpAddress", " Use an address such as ann@contoso.com.",
                      convert_address},
    [TYPE_PROXY_ADDRESS] = {"Microsoft.Exchange.Data.ProxyAddress", " Use an address such as SMTP:ann@contoso.com.",
                            convert_proxy_address},
    [TYPE_PATH] = {"System.String", " Use a path such as /EWS.", convert_path},
    [TYPE_TIME] = {"System.TimeSpan", " Use a time of day such as 08:00:00.", convert_time},
    [TYPE_CHOICE] = {"System.String", "", convert_choice},
    [TYPE_SWITCH] = {"System.Management.Automation.SwitchParameter", " Use $true or $false.", convert_flag},
};

static bool refuse_choice(const struct parameter *parameter, const char *word, struct error *error)
{
    char *set = NULL;
    size_t length;
    FILE *memory = text_stream(&set, &length);

    for (size_t i = 0; i < parameter->words->count; i++)
        fprintf(memory, "%s%s", i ? "," : "", parameter->words->items[i].name);
    text_stream_close(memory);
    error_set(error,
              "Cannot validate argument on parameter '%s'. The argument \"%s\" does not belong to the set \"%s\" "
              "specified by the ValidateSet attribute.",
              parameter->name, word, set);
    free(set);
    return false;
}

static bool refuse_word(const struct parameter *parameter, const char *word, struct error *error)
{
    const struct type *type = &types[parameter_typed(parameter)];

    if (is_blank(word))
        return error_set(error, "Cannot bind argument to parameter '%s' because it is an empty string.",
                         parameter->name);
    if (parameter->type == TYPE_CHOICE)
        return refuse_choice(parameter, word, error);
    return error_set(error,
                     "Cannot process argument transformation on parameter '%s'. Cannot convert value \"%s\" to type "
                     "\"%s\".%s",
                     parameter->name, word, type->name, type->hint);
}

/* Any name of a recipient will do where the primary address is kept. */
static enum parameter_type converted_type(const struct parameter *parameter)
{
    return parameter->flags & RECIPIENT ? TYPE_TEXT : parameter->type;
}

static bool convert_list(const struct parameter *parameter, struct word_list *list, struct error *error)
{
    for (size_t i = 0; i < list->count; i++) {
        char *word =
            !is_blank(list->items[i]) ? types[converted_type(parameter)].convert(parameter, list->items[i]) : NULL;
        if (!word)
            return refuse_word(parameter, list->items[i], error);
        free(list->items[i]);
        list->items[i] = word;
    }
    return true;
}

static bool refuse_kind(const struct parameter *parameter, const char *kind, struct error *error)
{
    return error_set(error,
                     "Cannot convert '%s' to the type '%s' required by parameter '%s'. Specified method is not "
                     "supported.",
                     kind, types[parameter_typed(parameter)].name, parameter->name);
}

static bool is_empty(const struct value *value)
{
    return value->kind == VALUE_LIST && value->items.count == 1 && is_blank(value->items.items[0]);
}

static bool check_kind(const struct parameter *parameter, const struct value *value, struct error *error)
{
    if (value->kind == VALUE_NONE)
        return error_set(error,
                         "Missing an argument for parameter '%s'. Specify a parameter of type '%s' and try again.",
                         parameter->name, types[parameter_typed(parameter)].name);
    if (value->kind == VALUE_NULL && (parameter->flags & REQUIRED))
        return error_set(error, "Cannot bind argument to parameter '%s' because it is null.", parameter->name);
    if (!(parameter->flags & LIST) && value->kind == VALUE_EDIT)
        return refuse_kind(parameter, "System.Collections.Hashtable", error);
    if (!(parameter->flags & LIST) && value->items.count > 1)
        return refuse_kind(parameter, "System.Object[]", error);
    return true;
}

/* "-Verbose" says what "-Verbose:$true" says. */
static void spell_out(const struct parameter *parameter, struct value *value)
{
    if (parameter_typed(parameter) != TYPE_SWITCH || value->kind != VALUE_NONE)
        return;
    value->kind = VALUE_LIST;
    word_list_add(&value->items, text_copy("true"));
}

bool value_convert(const struct parameter *parameter, struct value *value, struct error *error)
{
    if (value->kind == VALUE_CALL || value->kind == VALUE_VARIABLE) /* is only looked at, not run */
        return true;
    spell_out(parameter, value);
    if (!check_kind(parameter, value, error))
        return false;
    /* An empty text clears a setting, as $null does. */
    if (is_empty(value) && !(parameter->flags & REQUIRED)) {
        value_clear(value);
        value->kind = VALUE_NULL;
    }
    return convert_list(parameter, &value->items, error) && convert_list(parameter, &value->removed, error);
}
