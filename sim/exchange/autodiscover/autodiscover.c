/* SPDX-License-Identifier: MIT */
/* autodiscover.svc: SOAP Autodiscover. */
#include "autodiscover_operations.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "endpoints.h"
#include "exchange/common/server.h"
#include "exchange/common/soap.h"
#include "exchange/login/caller.h"
#include "exchange/login/service_page.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

static const struct autodiscover_operation {
    const char *name;
    bool anonymous;
    void (*write)(const struct exchange_call *call, const struct caller *caller, const xmlNode *request, FILE *output);
} operations[] = {
    {"GetUserSettings", false, user_settings_write},
    {"GetDomainSettings", false, domain_settings_write},
    {"GetFederationInformation", true, federation_information_write},
    {"GetOrganizationRelationshipSettings", false, relationship_settings_write},
};

static void begin(struct soap_reply *reply, const struct exchange_call *call, const char *operation)
{
    const struct exchange_build version = server_version(call);

    soap_reply_open(reply);
    fprintf(reply->output,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" NS_SOAP11 "\" xmlns:a=\"" NS_WSA
            "\"><s:Header><a:Action s:mustUnderstand=\"1\">" ACTION_AUTODISCOVER_PREFIX "%sResponse</a:Action>"
            "<h:ServerVersionInfo xmlns:h=\"" NS_AUTODISCOVER "\" xmlns:i=\"" NS_XSI "\"><h:MajorVersion>%u"
            "</h:MajorVersion><h:MinorVersion>%u</h:MinorVersion><h:MajorBuildNumber>%u</h:MajorBuildNumber>"
            "<h:MinorBuildNumber>%u</h:MinorBuildNumber><h:Version>Exchange2015</h:Version></h:ServerVersionInfo>"
            "</s:Header><s:Body><%sResponseMessage xmlns=\"" NS_AUTODISCOVER "\"><Response xmlns:i=\"" NS_XSI "\">",
            operation, version.major, version.minor, version.build, version.revision, operation);
}

static void respond(const struct exchange_call *call, const struct autodiscover_operation *operation,
                    const struct caller *caller, struct answer *answer)
{
    struct soap_reply reply;

    begin(&reply, call, operation->name);
    operation->write(call, caller, xml_child(soap_body(call), "Request"), reply.output);
    fprintf(reply.output, "</Response></%sResponseMessage></s:Body></s:Envelope>", operation->name);
    soap_reply_send(&reply, answer, 200);
}

static const struct autodiscover_operation *operation_of(const xmlNode *body)
{
    for (size_t i = 0; i < ARRAY_SIZE(operations); i++) {
        CLEANUP(cleanup_string) char *name = text_format("%sRequestMessage", operations[i].name);
        if (xml_is(body, NS_AUTODISCOVER, name))
            return &operations[i];
    }
    return NULL;
}

void autodiscover_answer(const struct exchange_call *call, struct answer *answer)
{
    const struct autodiscover_operation *operation = operation_of(soap_body(call));
    struct caller caller = {.kind = CALLER_ANONYMOUS};

    if (!text_equal(call->request->method, "POST")) {
        service_page_answer(call, answer);
    } else if (operation && operation->anonymous) {
        respond(call, operation, &caller, answer);
    } else if (text_ends(call->request->path, "/WSSecurity") && !soap_readable(call, answer)) {
        return; /* here the credentials are in the envelope */
    } else if (caller_authenticate(call, &caller, answer) && soap_readable(call, answer)) {
        if (operation)
            respond(call, operation, &caller, answer);
        else
            soap_action_not_supported(call, answer);
    }
}
