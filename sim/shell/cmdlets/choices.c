/* SPDX-License-Identifier: MIT */
/* Who belongs to whom. */
#include "choices.h"

#include "base/text.h"
#include "shell/nouns/objects.h"

static const char *text_of(const struct value *value)
{
    return value->items.count > 0 ? value->items.items[0] : "";
}

/* "EX01" and "ex01.contoso.com" are one server. */
bool stands_on_server(const xmlNode *object, const struct value *value)
{
    const char *const server = property_read(object, "Server"), *const wanted = text_of(value);
    size_t i = 0;

    while (wanted[i] && wanted[i] != '.')
        i++;
    return text_equal(server, wanted) || (wanted[i] == '.' && text_starts(wanted, server) && !server[i]);
}

bool belongs_to_organization(const xmlNode *object, const struct value *value)
{
    return scope_object(object->parent, noun_find("OnPremisesOrganization"), "OrganizationGuid", text_of(value));
}

bool has_principal_name(const xmlNode *object, const struct value *value)
{
    for (const xmlNode *name = property_first(object, "ServicePrincipalNames"); name; name = property_next(name))
        if (text_equal(property_text(name), text_of(value)))
            return true;
    return text_equal(property_read(object, "AppPrincipalId"), text_of(value));
}

bool belongs_to_application(const xmlNode *object, const struct value *value)
{
    return text_equal(property_read(object, "ServicePrincipalName"), text_of(value));
}

bool belongs_to_principal(const xmlNode *object, const struct value *value)
{
    const xmlNode *const principal =
        scope_object(object->parent, noun_find("MsolServicePrincipal"), "ObjectId", text_of(value));

    return principal &&
           text_equal(property_read(principal, "AppPrincipalId"), property_read(object, "ServicePrincipalName"));
}
