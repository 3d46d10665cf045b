/* SPDX-License-Identifier: MIT */
/* Nothing is keyed on the scenario: a broken lab whose document is edited by hand, without any repair command, so that the
 * cause is gone, answers as a healthy one. */
#include "base/cleanup.h"
#include "base/text.h"
#include "lab/internal.h"
#include "support/running_lab.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *id;
    const char *path;  /* XPath with the prefix o: of what is changed */
    const char *value; /* its new text; NULL: the nodes are removed */
};

/* The paths name causes, not scenarios. */
static const struct row rows[] = {
    {"03a", "/o:organizations/o:onprem/o:AutodiscoverVirtualDirectory/o:WSSecurityAuthentication", "true"},
    {"03b", "/o:organizations/o:onprem/o:LabWSSecurity", NULL},
    {"03d", "/o:organizations/o:lab/o:LabClock/o:OffsetSeconds", "0"},
    {"03f", "/o:organizations/o:exo/o:OrganizationRelationship/o:TargetApplicationUri", "FYDIBOHF25SPDLT.contoso.com"},
    {"15c", "/o:organizations/o:lab/o:LabClock[o:Scope='msol']/o:OffsetSeconds", "0"},
    {"19a", "/o:organizations/o:msol/o:MsolUser/o:PasswordMismatch", "false"},
    {"20b", "/o:organizations/o:msol/o:MsolUser/o:PasswordExpired", NULL},
    {"21a", "/o:organizations/o:msol/o:MsolUser/o:Provisioned", "true"},
    {"23a", "/o:organizations/o:exo/o:Mailbox/o:ImmutableId", NULL},
    {"23e", "/o:organizations/o:msol/o:LabFederationService", NULL},
    {"28a", "/o:organizations/o:lab/o:LabFirewall/o:OutboundNames", NULL},
    {"06a", "/o:organizations/o:onprem/o:Mailbox[contains(o:Name, 'merged')]", NULL},
    {"06b", "/o:organizations/o:onprem/o:Mailbox[contains(o:Name, 'old account')]/o:UserPrincipalName",
     "other@contoso.com"},
    {"06c", "/o:organizations/o:onprem/o:Mailbox[contains(o:Name, 'telephony')]/o:SipAddress", "sip:other@contoso.com"},
    {"01a", "/o:organizations/o:onprem/o:ExchangeServer/o:AdminDisplayVersion", "Version 15.1 (Build 2507.6)"},
    {"04a", "/o:organizations/o:lab/o:LabFirewall[o:Inbound!='allow']/o:Inbound", "allow"},
    {"07a", "/o:organizations/o:lab/o:LabFirewall[o:Inbound!='allow']/o:Inbound", "allow"},
    {"10a", "/o:organizations/o:lab/o:LabReverseProxy[o:Party='onprem']/o:PreAuthenticatedPaths", NULL},
    {"12a", "/o:organizations/o:onprem/o:MailboxFolderPermission/o:AccessRights", "AvailabilityOnly"},
    {"34a", "/o:organizations/o:lab/o:LabReverseProxy[o:Party='onprem']/o:SslOffloading", "false"},
    {"13", "/o:organizations/o:lab/o:LabReverseProxy[o:Party='onprem']/o:PreAuthenticatedPaths", NULL},
    {"13c", "/o:organizations/o:lab/o:LabReverseProxy[o:Party='onprem']/o:PublishedPaths", NULL},
    {"05b", "/o:organizations/o:exo/o:IntraOrganizationConnector/o:DiscoveryEndpoint",
     "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"},
    {"10g", "/o:organizations/o:onprem/o:LabIisAuthentication/o:Anonymous", "true"},
    {"11d", "/o:organizations/o:exo/o:FederationTrust/o:ApplicationIdentifier", "260563"},
    {"14c", "/o:organizations/o:mesh/o:OrganizationRelationship/o:Enabled", "true"},
    {"18e", "/o:organizations/o:onprem/o:LabPendingChange", NULL},
    {"25d", "/o:organizations/o:onprem/o:LabPendingChange/o:Until", "2001-01-01T00:00:00Z"},
    {"27b", "/o:organizations/o:onprem/o:LabApplicationPool/o:Status", "Started"},
    {"27", "/o:organizations/o:lab/o:LabReverseProxy[o:Party='onprem']/o:InjectedPagePaths", NULL},
    {"31a", "/o:organizations/o:exo/o:IntraOrganizationConnector/o:TargetSharingEpr",
     "https://mail.contoso.com/EWS/Exchange.asmx"},
    {"31b", "/o:organizations/o:exo/o:OrganizationRelationship/o:TargetSharingEpr", NULL},
    {"32a", "/o:organizations/o:lab/o:LabTls[o:Party='onprem']/o:MaximumProtocol", "Tls13"},
    {"32b", "/o:organizations/o:lab/o:LabTls[o:Party='onprem']/o:CipherList", NULL},
    {"xTrusta", "/o:organizations/o:lab/o:LabTls[o:Party='onprem']/o:Certificate", "good"},
    {"xTrustb", "/o:organizations/o:lab/o:LabTls[o:Party='onprem']/o:Certificate", "good"},
};

static struct running_lab lab;

static void change_node(xmlNode *node, const char *value)
{
    if (value) {
        xmlNodeSetContent(node, (const xmlChar *)value);
    } else {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

static bool change(xmlDoc *document, void *context, struct error *error)
{
    const struct row *row = context;
    xmlXPathContext *paths = xmlXPathNewContext(document);
    xmlXPathObject *found;
    bool done;

    xmlXPathRegisterNs(paths, (const xmlChar *)"o", (const xmlChar *)ORGANIZATION_NAMESPACE);
    found = xmlXPathEvalExpression((const xmlChar *)row->path, paths);
    done = found && found->nodesetval && found->nodesetval->nodeNr > 0;
    for (int i = 0; done && i < found->nodesetval->nodeNr; i++)
        change_node(found->nodesetval->nodeTab[i], row->value);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(paths);
    return done || error_set(error, "%s leads nowhere", row->path);
}

static void heals_without_a_command(void **state)
{
    struct row row = *(const struct row *)*state;
    struct error error = {""};

    running_lab_arm(&lab, row.id);
    CLEANUP(lookup_free) struct lookup *broken = running_lab_look_up(&lab, NULL);
    assert_false(broken->ok);
    if (!store_change(lab.running->store, change, &row, &error) || !ready_publish(lab.running, &error))
        fail_msg("%s", error.text);
    CLEANUP(lookup_free) struct lookup *healed = running_lab_look_up(&lab, NULL);
    if (!healed->ok)
        fail_msg("%s", healed->error_text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].id, .test_func = heals_without_a_command, .initial_state = (void *)(uintptr_t)&rows[i]};
    running_lab_start(&lab);
    failed = _cmocka_run_group_tests("mutation", tests, ARRAY_SIZE(tests), NULL, NULL);
    running_lab_stop(&lab);
    return failed;
}
