/* SPDX-License-Identifier: MIT */
/* What a look-up over DAUTH really sends, read by a program that shares no code with ours: the xmlsec1 command line. It
 * believes the messages as they are, and none in which a byte is changed. */
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/call.h"
#include "exchange/dauth/dauth.h"
#include "flow/flow.h"
#include "origin/origin.h"
#include "support/canned_server.h"
#include "support/exchange_fixture.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD(status, type) "HTTP/1.1 " status "\r\nConnection: close\r\nContent-Type: " type "\r\n\r\n"
#define REFUSAL HEAD("403 Forbidden", "text/html")
#define EPR "exo/OrganizationRelationship[Name='O365 to On-premises - 8f4e2a1c']/TargetAutodiscoverEpr"
#define VERIFY_DEMAND                                                                                                  \
    "xmlsec1 --verify --pubkey-cert-pem exo.crt --id-attr:Id '" NS_WSU ":Timestamp' --id-attr:Id '" NS_WSA ":To' "     \
    "--id-attr:AssertionID '" NS_SAML ":Assertion' "
#define USER_SIGNATURE "--node-xpath \"//*[local-name()='Assertion']/*[local-name()='Signature']\" "
#define VERIFY_ASSERTION "xmlsec1 --verify --pubkey-cert-pem gateway.crt --id-attr:AssertionID '" NS_SAML ":Assertion' "
#define DECRYPT "xmlsec1 --decrypt --privkey-pem onprem.key --output opened.xml "

static struct lab *lab;
static char directory[32];

static void put(const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", directory, name);

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

static char *get(const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", directory, name);
    char *text = file_read(path, 1 << 20, NULL, NULL);

    assert_non_null(text);
    return text;
}

static bool runs(const char *command, const char *file)
{
    CLEANUP(cleanup_string) char *line = text_format("cd %s && %s%s >/dev/null 2>&1", directory, command, file);
    const int status = system(line); /* NOLINT(cert-env33-c): the programs are the test's own choice */

    assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 127);
    return WEXITSTATUS(status) == 0;
}

/* The last question of a look-up by Ann for Joe that gets these answers. */
static char *ask(const char *const *answers, size_t count)
{
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(answers, count);
    CLEANUP(cleanup_string) char *gateway = text_format("%s" PATH_EXTSTS, canned_server_url(server));
    CLEANUP(cleanup_string) char *discovery = text_format("%s" PATH_AUTODISCOVER_WSSECURITY, canned_server_url(server));
    const struct lab_edit edits[] = {
        {"exo/IntraOrganizationConnector", NULL},
        {"exo/FederationTrust/TokenIssuerEpr", gateway},
        {EPR, discovery},
        {0},
    };
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, edits);
    const struct flow_settings settings = {.organization = snapshot, .scope = "exo", .isolated = true};
    CLEANUP(lookup_free) struct lookup *lookup = flow_run(&settings, "ann@contoso.com", "joe@contoso.com");
    const char *question;

    canned_server_join(server);
    question = canned_server_request(server, count - 1);
    assert_non_null(question);
    return text_copy(strstr(question, "\r\n\r\n") + 4);
}

/* What the gateway of the lab answers. */
static char *issue(const char *demand)
{
    const struct origin origin = {.party = "federation-gateway"};
    const struct request request = lab_request(&origin, PATH_EXTSTS, demand);
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    CLEANUP(xml_free) xmlDoc *envelope = xml_parse(demand, strlen(demand), "demand", NULL);
    struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    struct answer answer = {0};
    char *text;

    call.envelope = envelope;
    sts_answer(&call, &answer);
    assert_int_equal(answer.status, 200);
    text = text_format(HEAD("200 OK", "application/soap+xml") "%s", answer.body);
    answer_clear(&answer);
    return text;
}

/* The character behind a text becomes another of the same kind. */
static void change_behind(char *text, const char *where)
{
    char *at = strstr(text, where);

    assert_non_null(at);
    at += strlen(where);
    *at = (char)(*at == '2' ? '3' : *at == 'A' ? 'B' : *at == 'a' ? 'b' : *at == 'j' ? 'k' : 'A');
}

static void demand_is_signed(void **state)
{
    const char *const answers[] = {REFUSAL};
    CLEANUP(cleanup_string) char *demand = ask(answers, 1), *changed = text_copy(demand);

    (void)state;
    put("demand.xml", demand);
    assert_true(runs(VERIFY_DEMAND, "demand.xml"));
    assert_true(runs(VERIFY_DEMAND USER_SIGNATURE, "demand.xml"));
    change_behind(changed, "<u:Created>");
    put("demand.xml", changed);
    assert_false(runs(VERIFY_DEMAND, "demand.xml"));
    assert_true(runs(VERIFY_DEMAND USER_SIGNATURE, "demand.xml"));
    change_behind(changed, "<saml:AttributeValue>");
    put("demand.xml", changed);
    assert_false(runs(VERIFY_DEMAND USER_SIGNATURE, "demand.xml"));
}

static void message_carries_a_signed_assertion(void **state)
{
    const char *const refused[] = {REFUSAL};
    CLEANUP(cleanup_string) char *demand = ask(refused, 1), *answer = issue(demand), *message = NULL, *opened = NULL;
    const char *const answers[] = {answer, REFUSAL};

    (void)state;
    message = ask(answers, 2);
    put("message.xml", message);
    assert_true(runs(DECRYPT, "message.xml"));
    assert_true(runs(VERIFY_ASSERTION, "opened.xml"));
    opened = get("opened.xml");
    assert_non_null(strstr(opened, "<saml:Audience>FYDIBOHF25SPDLT.contoso.com</saml:Audience>"));
    change_behind(opened, "<saml:AttributeValue>");
    put("opened.xml", opened);
    assert_false(runs(VERIFY_ASSERTION, "opened.xml"));
    change_behind(message, "CipherValue>");
    put("message.xml", message);
    assert_false(runs(DECRYPT, "message.xml"));
}

static int set_up(void **state)
{
    (void)state;
    lab = lab_new();
    strcpy(directory, "/tmp/fblab-messages-XXXXXX");
    if (!mkdtemp(directory))
        return -1;
    put("exo.crt", lab_key(lab, "exo-federation")->certificate);
    put("gateway.crt", lab_key(lab, "federation-gateway")->certificate);
    put("onprem.key", lab_key(lab, "onprem-federation")->private_key);
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"exo.crt",    "gateway.crt", "onprem.key",
                                        "demand.xml", "message.xml", "opened.xml"};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", directory, names[i]);
        unlink(path);
    }
    lab_free(&lab);
    return rmdir(directory);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(demand_is_signed),
        cmocka_unit_test(message_carries_a_signed_assertion),
    };

    return cmocka_run_group_tests_name("federation_messages", tests, set_up, tear_down);
}
