/* SPDX-License-Identifier: MIT */
/* Commands that do more than change the document: they mint keys, read what the services publish, and run checks over
 * the lab's own connections, as the organisation they are typed in. */
#include "lab_commands.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/checks/checks.h"
#include "internal.h"
#include "network_commands.h"
#include "server_logs/server_logs.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>
#include <time.h>

enum { LOG_PAGE = 1000 }; /* entries */

/* "CN=Microsoft Exchange Server Auth Certificate, O=Contoso": the common name alone. */
static char *common_name(const char *subject)
{
    const char *name = text_starts(subject, "CN=") ? subject + 3 : subject;

    return text_format("%.*s", (int)strcspn(name, ","), name);
}

static bool mint(void *context, const char *subject, int64_t age, struct shell_certificate *certificate,
                 struct error *error)
{
    const struct lab *lab = context;
    CLEANUP(cleanup_string) char *name = common_name(subject);
    const char *key = keyring_mint(lab->keyring, name, age, error);
    const struct {
        char **text;
        const char *field;
    } fields[] = {
        {&certificate->thumbprint, "thumbprint"},
        {&certificate->base64, "base64"},
        {&certificate->not_before, "not-before"},
        {&certificate->not_after, "not-after"},
        {&certificate->certificate_file, "certificate-file"},
        {&certificate->key_file, "key-file"},
    };

    for (size_t i = 0; key && i < ARRAY_SIZE(fields); i++)
        *fields[i].text = text_copy(keyring_value(lab->keyring, key, fields[i].field));
    certificate->key_name = text_copy(key);
    return key != NULL;
}

static void free_certificate(X509 **certificate)
{
    X509_free(*certificate);
    *certificate = NULL;
}

/* NULL: not Base64 of a certificate. */
static X509 *decode(const char *base64)
{
    size_t size = 0;
    CLEANUP(cleanup_string) char *bytes = base64_decode(base64, strlen(base64), BASE64_LINES, &size);
    const unsigned char *at = (const unsigned char *)bytes;

    return size > 0 ? d2i_X509(NULL, &at, (long)size) : NULL;
}

static char *date_text(const ASN1_TIME *date)
{
    char buffer[32];
    struct tm parts;

    return text_copy(clock_iso(ASN1_TIME_to_tm(date, &parts) ? timegm(&parts) : 0, buffer));
}

static char *thumbprint_of(const X509 *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    char *text = NULL;
    size_t size;
    FILE *output = text_stream(&text, &size);

    if (!X509_digest(certificate, EVP_sha1(), digest, &length))
        abort();
    for (unsigned i = 0; i < length; i++)
        fprintf(output, "%02X", digest[i]);
    text_stream_close(output);
    return text;
}

static bool read_certificate(void *context, const char *base64, struct shell_certificate *certificate,
                             struct error *error)
{
    CLEANUP(free_certificate) X509 *decoded = decode(base64);

    (void)context;
    if (!decoded)
        return error_set(error, "The value is no certificate: give the Base64 text of one, as in a .cer file.");
    certificate->thumbprint = thumbprint_of(decoded);
    certificate->base64 = text_copy(base64);
    certificate->not_before = date_text(X509_get0_notBefore(decoded));
    certificate->not_after = date_text(X509_get0_notAfter(decoded));
    return true;
}

/* An organisation at work: the snapshot and the hosts that its settings borrow. */
struct asking {
    struct flow_settings settings;
    struct snapshot *snapshot;
    struct flow_host *hosts;
};

static void asking_open(struct asking *asking, struct lab *lab, const char *at)
{
    *asking = (struct asking){.snapshot = store_snapshot(lab->store)};
    asking->settings = (struct flow_settings){.organization = asking->snapshot,
                                              .scope = at,
                                              .isolated = true,
                                              .ca_file = lab->ca_file,
                                              .keys = lab->token_keys,
                                              .abandoned = &lab->stopping};
    asking->hosts = parties_hosts(lab->parties, asking->snapshot, at, &asking->settings.host_count);
    asking->settings.hosts = asking->hosts;
}

static void asking_close(struct asking *asking)
{
    parties_hosts_free(&asking->hosts, asking->settings.host_count);
    snapshot_release(&asking->snapshot);
}

static char *fetch(void *context, const char *at, const char *url, struct error *error)
{
    CLEANUP(asking_close) struct asking asking;

    asking_open(&asking, context, at);
    return flow_fetch(&asking.settings, url, error);
}

static struct lookup *test_oauth(void *context, const char *at, enum hop service, const char *url, const char *mailbox)
{
    CLEANUP(asking_close) struct asking asking;

    asking_open(&asking, context, at);
    return flow_test_oauth(&asking.settings, service, url, mailbox);
}

static struct lookup *test_relationship(void *context, const char *at, const char *name, const char *mailbox,
                                        unsigned *failed)
{
    CLEANUP(asking_close) struct asking asking;
    enum relationship_step step;
    struct lookup *lookup;

    asking_open(&asking, context, at);
    lookup = flow_test_relationship(&asking.settings, name, mailbox, &step);
    *failed = step == RELATIONSHIP_STEPS ? 0 : (unsigned)step;
    return lookup;
}

static struct lookup *test_trust(void *context, const char *at, const char *mailbox, unsigned *failed)
{
    CLEANUP(asking_close) struct asking asking;
    enum trust_step step;
    struct lookup *lookup;

    asking_open(&asking, context, at);
    lookup = flow_test_trust(&asking.settings, mailbox, &step);
    *failed = step == TRUST_STEPS ? 0 : (unsigned)step;
    return lookup;
}

static char *federation_information_of(void *context, const char *at, const char *url, const char *domain,
                                       struct error *error)
{
    CLEANUP(asking_close) struct asking asking;

    asking_open(&asking, context, at);
    return flow_federation_information(&asking.settings, url, domain, error);
}

static struct lookup *test_endpoint(void *context, const char *at, const char *url)
{
    CLEANUP(asking_close) struct asking asking;

    asking_open(&asking, context, at);
    return flow_test_endpoint(&asking.settings, url);
}

/* Who takes a line, by the shell's function. */
struct line_taker {
    void (*take)(void *to, const char *path, const char *head, const char *line);
    void *to;
};

static void give_line(void *context, const struct log_line *line)
{
    const struct line_taker *const taker = context;

    taker->take(taker->to, line->path, line->head, line->text);
}

static void read_logs(void *context, void (*take)(void *to, const char *path, const char *head, const char *line),
                      void *to)
{
    struct lab *const lab = context;
    struct line_taker taker = {take, to};
    size_t index, count = 1;

    for (uint64_t after = 0; count > 0;) {
        CLEANUP(json_release) json_t *page = journal_page(lab->journal, after, LOG_PAGE);
        const json_t *entry;

        count = json_array_size(json_object_get(page, "entries"));
        json_array_foreach(json_object_get(page, "entries"), index, entry)
        {
            server_logs_of(entry, give_line, &taker);
            after = (uint64_t)json_integer_value(json_object_get(entry, "sequence"));
        }
    }
}

struct shell_services lab_shell_services(struct lab *lab)
{
    return (struct shell_services){.context = lab,
                                   .mint = mint,
                                   .read = read_certificate,
                                   .fetch = fetch,
                                   .test_oauth = test_oauth,
                                   .test_relationship = test_relationship,
                                   .test_trust = test_trust,
                                   .federation_information = federation_information_of,
                                   .test_endpoint = test_endpoint,
                                   .resolve = network_resolve,
                                   .connects = network_connects,
                                   .read_logs = read_logs};
}
