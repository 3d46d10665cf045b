/* SPDX-License-Identifier: MIT */
/* Answers of servers to the client's flow. The first line says which flow asks: ews, outlook, oauth, dauth, federation;
 * the answers follow, byte for byte, a line "%%" between them. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/checks/checks.h"
#include "flow/flow.h"
#include "input.h"
#include "support/canned_server.h"
#include "support/test_key.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

enum { LIMIT_MS = 500, MOST_ANSWERS = 6 };

struct lasting {
    char *text[2]; /* the document of the asking organisation over OAuth and over DAUTH */
    struct signing_key *key;
    char certificate[128], private_key[128];
};

static char *replace_all(char *text, const char *find, const char *put)
{
    char *out = NULL;
    size_t length;
    FILE *output = open_memstream(&out, &length);
    const char *rest = text;

    for (const char *at; (at = strstr(rest, find)); rest = at + strlen(find))
        fprintf(output, "%.*s%s", (int)(at - rest), rest, put);
    fputs(rest, output);
    fclose(output);
    free(text);
    return out;
}

static char *document(const struct lasting *lasting, bool delegated)
{
    const char *const replacements[][2] = {
        {delegated ? "<TargetAddressDomains>contoso.com</TargetAddressDomains>" : "{none}",
         "<TargetAddressDomains>fabrikam.com</TargetAddressDomains>"},
        {"{exo-auth:thumbprint}", lasting->key->thumbprint},
        {"{exo-federation:thumbprint}", lasting->key->thumbprint},
        {"{exo-auth:certificate-file}", lasting->certificate},
        {"{exo-auth:key-file}", lasting->private_key},
        {"{exo-federation:certificate-file}", lasting->certificate},
        {"{exo-federation:key-file}", lasting->private_key},
    };
    char *text = file_read(FBLAB_SOURCE "/scenarios/organizations.xml", 4u << 20, NULL, NULL);

    for (size_t i = 0; i < ARRAY_SIZE(replacements); i++)
        text = replace_all(text, replacements[i][0], replacements[i][1]);
    return text;
}

static void open_lasting(struct lasting *lasting)
{
    lasting->key = signing_key_new("Microsoft Exchange Server Auth Certificate");
    snprintf(lasting->certificate, sizeof lasting->certificate, "%s",
             input_file("own.crt", lasting->key->certificate, strlen(lasting->key->certificate)));
    snprintf(lasting->private_key, sizeof lasting->private_key, "%s",
             input_file("own.key", lasting->key->private_key, strlen(lasting->key->private_key)));
    lasting->text[0] = document(lasting, false);
    lasting->text[1] = document(lasting, true);
}

/* All that it asks, at the one server. */
static struct snapshot *organization(const struct lasting *lasting, bool delegated, const char *url)
{
    static const char *const hosts[] = {"https://autodiscover.contoso.com",
                                        "https://accounts.accesscontrol.windows.net",
                                        "https://login.microsoftonline.com", "https://mail.contoso.com"};
    char *text = text_copy(lasting->text[delegated]);
    struct snapshot *snapshot;

    for (size_t i = 0; i < ARRAY_SIZE(hosts); i++)
        text = replace_all(text, hosts[i], url);
    snapshot = snapshot_parse(text, strlen(text), "organizations.xml", NULL);
    free(text);
    return snapshot;
}

static struct lookup *look_up(const struct lasting *lasting, const char *flow, const char *url)
{
    CLEANUP(snapshot_release) struct snapshot *own = organization(lasting, text_equal(flow, "dauth"), url);
    CLEANUP(cleanup_string) char *ews = text_format("%s/EWS/Exchange.asmx", url);
    const struct flow_host host = {"autodiscover.contoso.com:80", strstr(url, "127.")};
    const struct flow_settings settings = {.organization = own,
                                           .scope = "exo",
                                           .isolated = true,
                                           .user = "joe",
                                           .hosts = &host,
                                           .host_count = 1,
                                           .password = "secret",
                                           .connect_ms = LIMIT_MS,
                                           .answer_ms = LIMIT_MS};
    struct error error;

    if (text_equal(flow, "ews"))
        return flow_ask_ews(&settings, ews, "ann", "p:w", "ann@contoso.com", "joe@contoso.com");
    if (text_equal(flow, "outlook"))
        return flow_ask_outlook(&settings, "joe@contoso.com", "ann@contoso.com");
    if (text_equal(flow, "federation"))
        free(flow_federation_information(&settings, ews, "contoso.com", &error));
    return flow_run(&settings, "ann@contoso.mail.onmicrosoft.com", "joe@contoso.com");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lasting lasting;
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    char *rest = text, *flow = input_line(&rest);
    const char *answers[CANNED_LIMIT];
    size_t count = 0;

    if (!lasting.key)
        open_lasting(&lasting);
    while (count < MOST_ANSWERS && *rest) {
        char *const end = strstr(rest, "%%\n");
        answers[count++] = rest;
        rest = end ? end + strlen("%%\n") : rest + strlen(rest);
        if (end)
            *end = '\0';
    }
    while (count < CANNED_LIMIT) /* more than it asks; a server that closes is asked no further */
        answers[count++] = "";
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(answers, count);
    CLEANUP(lookup_free) struct lookup *lookup = look_up(&lasting, flow, canned_server_url(server));
    canned_server_join(server);
    if (lookup->ok == (lookup->error_text != NULL) || lookup->evidence_count == 0)
        abort();
    return 0;
}
