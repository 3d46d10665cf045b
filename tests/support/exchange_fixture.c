/* SPDX-License-Identifier: MIT */
/* Builds an Exchange without a network and asks it. */
#include "exchange_fixture.h"
#include "exchange/exchange.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define NAMESPACE " xmlns=\"" ORGANIZATION_NAMESPACE "\""

static const char *const names[] = {"onprem-auth",       "exo-auth",       "token-service", "federation-gateway",
                                    "onprem-federation", "exo-federation", "stranger"};

struct lab {
    struct signing_key *keys[ARRAY_SIZE(names)];
    char directory[32];
    char *document; /* filled in, without its namespace, so that XPath stays readable */
    struct exchange_setup setup;
    struct exchange *exchange;
};

static void require(bool success, const char *what)
{
    if (!success) {
        fprintf(stderr, "the lab of the test cannot be made: %s\n", what);
        abort();
    }
}

const struct signing_key *lab_key(const struct lab *lab, const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (strcmp(names[i], name) == 0)
            return lab->keys[i];
    return NULL;
}

static const char *private_key(void *context, const char *name)
{
    const struct signing_key *key = lab_key(context, name);

    return key ? key->private_key : NULL;
}

static const char *certificate(void *context, const char *name)
{
    const struct signing_key *key = lab_key(context, name);

    return key ? key->certificate : NULL;
}

/* Takes the text and gives it back with every `old` replaced. */
static char *replace(char *text, const char *old, const char *new)
{
    char *result = NULL;
    size_t length;
    FILE *output = open_memstream(&result, &length);

    require(output != NULL, "memory");
    for (char *from = text, *at; from; from = at ? at + strlen(old) : NULL) {
        at = strstr(from, old);
        fprintf(output, "%.*s%s", at ? (int)(at - from) : (int)strlen(from), from, at ? new : "");
    }
    fclose(output);
    free(text);
    return result;
}

static char *certificate_path(const struct lab *lab, size_t i)
{
    return text_format("%s/%s.pem", lab->directory, names[i]);
}

static char *key_path_of(const struct lab *lab, size_t i)
{
    return text_format("%s/%s.key", lab->directory, names[i]);
}

static void fill(struct lab *lab, size_t i)
{
    CLEANUP(cleanup_string) char *path = certificate_path(lab, i), *key_path = key_path_of(lab, i);
    const char *const fields[][2] = {
        {"thumbprint", lab->keys[i]->thumbprint},
        {"base64", lab->keys[i]->base64},
        {"certificate-file", path},
        {"key-file", key_path},
    };

    for (size_t j = 0; j < ARRAY_SIZE(fields); j++) {
        CLEANUP(cleanup_string) char *marker = text_format("{%s:%s}", names[i], fields[j][0]);
        lab->document = replace(lab->document, marker, fields[j][1]);
    }
    require(file_write(path, lab->keys[i]->certificate, strlen(lab->keys[i]->certificate), 0644, NULL), path);
    require(file_write(key_path, lab->keys[i]->private_key, strlen(lab->keys[i]->private_key), 0600, NULL), key_path);
}

struct lab *lab_new(void)
{
    struct lab *lab = calloc(1, sizeof *lab);

    require(lab != NULL, "memory");
    strcpy(lab->directory, "/tmp/fblab-test-XXXXXX");
    require(mkdtemp(lab->directory) != NULL, lab->directory);
    lab->document = file_read(FBLAB_SOURCE "/scenarios/organizations.xml", 1 << 20, NULL, NULL);
    require(lab->document != NULL, "scenarios/organizations.xml");
    lab->document = replace(lab->document, NAMESPACE, "");
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        lab->keys[i] = signing_key_new(names[i]);
        fill(lab, i);
    }
    lab->setup =
        (struct exchange_setup){.seed = 1, .context = lab, .private_key = private_key, .certificate = certificate};
    lab->exchange = exchange_new(&lab->setup);
    require(lab->exchange != NULL, "exchange_new()");
    return lab;
}

void lab_free(struct lab **lab)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CLEANUP(cleanup_string) char *path = certificate_path(*lab, i), *key_path = key_path_of(*lab, i);
        unlink(path);
        unlink(key_path);
        signing_key_free(&(*lab)->keys[i]);
    }
    rmdir((*lab)->directory);
    free((*lab)->document);
    exchange_free(&(*lab)->exchange);
    free(*lab);
    *lab = NULL;
}

static void change(xmlNode *node, const char *value)
{
    xmlNode *added = NULL;

    if (!value) {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    } else if (*value == '<') {
        require(xmlParseInNodeContext(node, value, (int)strlen(value), 0, &added) == XML_ERR_OK, value);
        xmlAddChildList(node, added);
    } else {
        xmlNodeSetContent(node, BAD_CAST value);
    }
}

static void apply(xmlDoc *document, const struct lab_edit *edit)
{
    CLEANUP(cleanup_string) char *path = text_format("/organizations/%s", edit->path);
    xmlXPathContext *context = xmlXPathNewContext(document);
    xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, context);

    require(found && found->nodesetval && found->nodesetval->nodeNr > 0, path);
    for (int i = 0; i < found->nodesetval->nodeNr; i++) {
        change(found->nodesetval->nodeTab[i], edit->value);
        found->nodesetval->nodeTab[i] = NULL;
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
}

struct snapshot *lab_snapshot(const struct lab *lab, const struct lab_edit *edits)
{
    xmlDoc *document = xmlReadMemory(lab->document, (int)strlen(lab->document), "lab", NULL, XML_PARSE_NONET);
    xmlChar *bytes = NULL;
    CLEANUP(cleanup_string) char *text = NULL;
    struct snapshot *snapshot;
    struct error error = {""};
    int size = 0;

    require(document != NULL, "organizations.xml");
    for (; edits && edits->path; edits++)
        apply(document, edits);
    xmlDocDumpMemory(document, &bytes, &size);
    text = replace(text_copy((char *)bytes), "<organizations>", "<organizations" NAMESPACE ">");
    xmlFree(bytes);
    xmlFreeDoc(document);
    snapshot = snapshot_parse(text, strlen(text), "lab", &error);
    require(snapshot != NULL, error.text);
    return snapshot;
}

struct request lab_request(const struct origin *origin, const char *path, const char *body)
{
    return (struct request){
        .origin = origin, .method = "POST", .path = path, .query = "", .body = body, .body_length = strlen(body)};
}

struct exchange_call lab_call(const struct lab *lab, const struct snapshot *snapshot, const char *scope,
                              const struct request *request, const char *virtual_directory)
{
    return (struct exchange_call){
        .exchange = lab->exchange,
        .setup = &lab->setup,
        .snapshot = snapshot,
        .scope = scope,
        .request = request,
        .virtual_directory = virtual_directory ? snapshot_next(snapshot, scope, virtual_directory, NULL) : NULL,
    };
}

const char *lab_header(const struct answer *answer, const char *name, size_t number)
{
    for (size_t i = 0; i < answer->headers.count; i++)
        if (strcasecmp(answer->headers.items[i].name, name) == 0 && number-- == 0)
            return answer->headers.items[i].value;
    return NULL;
}
