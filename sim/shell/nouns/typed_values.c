/* SPDX-License-Identifier: MIT */
/* The table of types, and what each of their members is. */
#include "typed_values.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <string.h>

static void set_text(json_t *members, const char *name, const char *text)
{
    json_object_set_new(members, name, json_text(text));
}

static void set_part(json_t *members, const char *name, const char *text, size_t length)
{
    CLEANUP(cleanup_string) char *part = text_copy_part(text, length);

    set_text(members, name, part);
}

static void add_address(json_t *members, const char *text)
{
    const char *const domain = text_domain(text);

    set_text(members, "Address", text);
    set_text(members, "Domain", domain);
    set_part(members, "Local", text, domain ? (size_t)(domain - text) - 1 : strlen(text));
    json_object_set_new(members, "IsValidAddress", json_boolean(domain));
    json_object_set_new(members, "Length", json_integer((json_int_t)strlen(text)));
}

/* "SMTP:joe@contoso.com": capitals mark the primary address. */
static void add_proxy_address(json_t *members, const char *text)
{
    const char *const colon = strchr(text, ':');
    const char *const address = colon ? colon + 1 : text;
    const bool smtp = !colon || text_starts(text, "smtp:");

    if (smtp)
        set_text(members, "SmtpAddress", address);
    set_text(members, "AddressString", address);
    set_text(members, "ProxyAddressString", text);
    set_part(members, "PrefixString", colon ? text : "smtp", colon ? (size_t)(colon - text) : strlen("smtp"));
    set_text(members, "Prefix", smtp ? "SMTP" : NULL);
    json_object_set_new(members, "IsPrimaryAddress", json_boolean(strncmp(text, "SMTP:", 5) == 0));
}

static void add_domain(json_t *members, const char *text)
{
    set_text(members, "Domain", text);
    set_text(members, "Address", text);
    json_object_set_new(members, "IncludeSubDomains", json_boolean(text[0] == '*'));
}

/* "contoso.com/Users/Joe Hill" and "EX01\\EWS (Default Web Site)": the name is the last part. */
static void add_object_id(json_t *members, const char *text)
{
    const char *const slash = strrchr(text, '/'), *const back = strrchr(text, '\\');
    const char *const name = slash ? slash + 1 : back ? back + 1 : text;
    CLEANUP(cleanup_string) char *path = text_format("CN=%s", name);

    set_text(members, "Name", name);
    set_text(members, "Rdn", path);
    set_text(members, "DistinguishedName", path);
    json_object_set_new(members, "IsDeleted", json_false());
}

/* "Version 15.1 (Build 2507.6)" */
static void add_version(json_t *members, const char *text)
{
    static const char *const names[] = {"Major", "Minor", "Build", "Revision"};
    size_t found = 0;

    for (const char *next = text; *next && found < ARRAY_SIZE(names); found++) {
        next += strcspn(next, "0123456789");
        if (*next)
            json_object_set_new(members, names[found], json_integer(strtol(next, (char **)&next, 10)));
    }
}

static void add_full_text(json_t *members, const char *text)
{
    set_text(members, "FullId", text);
    set_text(members, "BaseId", text);
}

/* "Anonymous:CalendarSharingFreeBusyReviewer" */
static void add_shared_domain(json_t *members, const char *text)
{
    const size_t length = strcspn(text, ":");

    set_part(members, "Domain", text, length);
    set_text(members, "Actions", text[length] ? text + length + 1 : "");
}

static void add_value(json_t *members, const char *text)
{
    set_text(members, "Value", text);
}

static const struct value_type {
    const char *name;
    bool online;                                    /* does Exchange Online give it as what it is? */
    void (*add)(json_t *members, const char *text); /* NULL: PowerShell knows the type, and so its members */
} types[] = {
    {"String", true, NULL},
    {"Boolean", true, NULL},
    {"Int32", true, NULL},
    {"Guid", true, NULL},
    {"DateTime", true, NULL},
    {"X509Certificate2", true, NULL},
    {"ByteArray", true, NULL},
    {"SmtpAddress", false, add_address},
    {"ProxyAddress", false, add_proxy_address},
    {"SmtpDomain", false, add_domain},
    {"SmtpDomainWithSubdomains", false, add_domain},
    {"SharingPolicyDomain", false, add_shared_domain},
    {"ADObjectId", false, add_object_id},
    {"ServerVersion", false, add_version},
    {"LocalizedString", true, add_full_text},
    {"ResultType", true, add_value},
    {"Enum", false, NULL}, /* and every other: TimeSpan, Uri */
};

static const struct value_type *find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return &types[ARRAY_SIZE(types) - 1];
}

json_t *typed_value(const char *name, const char *text, bool online)
{
    const struct value_type *const type = find(name);
    json_t *value, *members;

    if (online && !type->online)
        return typed_string(text);
    value = json_pack("{s:s, s:o}", "type", name, "text", json_text(text));
    if (!type->add)
        return value;
    members = json_object();
    type->add(members, text);
    json_object_set_new(value, "members", members);
    return value;
}

json_t *typed_string(const char *text)
{
    return json_pack("{s:s, s:o}", "type", "String", "text", json_text(text));
}

const char *flag_spelled(const char *text)
{
    return text_equal(text, "true") ? "True" : "False";
}
