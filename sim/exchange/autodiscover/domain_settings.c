/* SPDX-License-Identifier: MIT */
/* GetDomainSettings */
#include "autodiscover_operations.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/server.h"
#include "response.h"
#include "xml/xml.h"

#include <string.h>

/* NULL: no such setting, or it has no value. */
static char *value_of(const struct exchange_call *call, const char *name)
{
    const struct exchange_build version = server_version(call);

    if (strcmp(name, "ExternalEwsUrl") == 0)
        return server_ews_url(call, "ExternalUrl");
    if (strcmp(name, "ExternalEwsVersion") == 0)
        return text_format("%u.%02u.%04u.%03u", version.major, version.minor, version.build, version.revision);
    return NULL;
}

static void write_setting(const struct exchange_call *call, const char *name, FILE *errors, FILE *values)
{
    CLEANUP(cleanup_string) char *value = value_of(call, name);

    if (!value || !*value) {
        fputs("<DomainSettingError>", errors);
        autodiscover_put_error(errors, "SettingIsNotAvailable", "The requested setting is not available.");
        xml_put_element(errors, "SettingName", name);
        fputs("</DomainSettingError>", errors);
        return;
    }
    fputs("<DomainSetting i:type=\"DomainStringSetting\">", values);
    xml_put_element(values, "Name", name);
    xml_put_element(values, "Value", value);
    fputs("</DomainSetting>", values);
}

static void write_settings(const struct exchange_call *call, const xmlNode *settings, FILE *output)
{
    CLEANUP(cleanup_string) char *values = NULL;
    size_t length;
    FILE *list = text_stream(&values, &length);

    fputs("<DomainSettingErrors>", output);
    for (const xmlNode *setting = xml_child(settings, "Setting"); setting; setting = xml_next(setting, "Setting")) {
        CLEANUP(cleanup_string) char *name = xml_text(setting);
        write_setting(call, name, output, list);
    }
    text_stream_close(list);
    fprintf(output, "</DomainSettingErrors><DomainSettings>%s</DomainSettings>", values);
}

static void write_domain(const struct exchange_call *call, const char *domain, const xmlNode *settings, FILE *output)
{
    const bool accepted = snapshot_find(call->snapshot, call->scope, "AcceptedDomain", "DomainName", domain) != NULL;
    CLEANUP(cleanup_string) char *message = text_format("Invalid domain: '%s'.", domain);

    fputs("<DomainResponse>", output);
    autodiscover_put_error(output, accepted ? "NoError" : "InvalidDomain", accepted ? "No error." : message);
    if (accepted)
        write_settings(call, settings, output);
    else
        fputs("<DomainSettingErrors/><DomainSettings/>", output);
    fputs("<RedirectTarget i:nil=\"true\"/></DomainResponse>", output);
}

void domain_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                           FILE *output)
{
    const xmlNode *domains = xml_child(request, "Domains"), *settings = xml_child(request, "RequestedSettings");
    const bool usable = xml_child(domains, "Domain") && xml_child(settings, "Setting") &&
                        !autodiscover_too_many(domains, "Domain") && !autodiscover_too_many(settings, "Setting");

    (void)caller;
    autodiscover_put_error(output, usable ? "NoError" : "InvalidRequest",
                           usable ? "No error." : "The request must name 1 to 100 domains and settings.");
    fputs("<DomainResponses>", output);
    for (const xmlNode *domain = xml_child(domains, "Domain"); domain && usable; domain = xml_next(domain, "Domain")) {
        CLEANUP(cleanup_string) char *name = xml_text(domain);
        write_domain(call, name, settings, output);
    }
    fputs("</DomainResponses>", output);
}
