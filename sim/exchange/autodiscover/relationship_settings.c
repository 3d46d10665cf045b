/* SPDX-License-Identifier: MIT */
/* GetOrganizationRelationshipSettings: what Test-OrganizationRelationship of another organisation compares with its own.
 * Microsoft documents the names of its elements and nothing more, "for internal use only". */
#include "autodiscover_operations.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "response.h"
#include "xml/xml.h"

static bool is_asked_for(const struct object *relationship, const xmlNode *domains)
{
    for (const xmlNode *domain = xml_child(domains, "Domain"); domain; domain = xml_next(domain, "Domain")) {
        CLEANUP(cleanup_string) char *name = xml_text(domain);
        if (object_lists(relationship, "DomainNames", name))
            return true;
    }
    return false;
}

static void write_settings(const struct object *relationship, FILE *output)
{
    static const char *const properties[] = {"FreeBusyAccessEnabled", "FreeBusyAccessLevel",   "Name",
                                             "TargetApplicationUri",  "TargetAutodiscoverEpr", "TargetSharingEpr"};

    fputs("<OrganizationRelationshipSettings><DomainNames>", output);
    for (size_t i = 0; i < object_count(relationship, "DomainNames"); i++)
        xml_put_element(output, "Domain", object_item(relationship, "DomainNames", i));
    fputs("</DomainNames>", output);
    for (size_t i = 0; i < ARRAY_SIZE(properties); i++)
        if (*object_text(relationship, properties[i]))
            xml_put_element(output, properties[i], object_text(relationship, properties[i]));
    fputs("</OrganizationRelationshipSettings>", output);
}

void relationship_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                                 FILE *output)
{
    const xmlNode *domains = xml_child(request, "Domains");

    (void)caller;
    if (!xml_child(domains, "Domain") || autodiscover_too_many(domains, "Domain")) {
        autodiscover_put_error(output, "InvalidRequest", "The request must name domains, and not too many.");
        return;
    }
    autodiscover_put_error(output, "NoError", "No error.");
    fputs("<OrganizationRelationshipSettingsCollection>", output);
    for (const struct object *relationship = NULL;
         (relationship = snapshot_next(call->snapshot, call->scope, "OrganizationRelationship", relationship));)
        if (object_flag(relationship, "Enabled", true) && is_asked_for(relationship, domains))
            write_settings(relationship, output);
    fputs("</OrganizationRelationshipSettingsCollection>", output);
}
