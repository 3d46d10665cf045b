/* SPDX-License-Identifier: MIT */
/* The manual of cmdlets, pages of help and cmdlets as JSON, byte for byte: kept in reference.txt. Where that is meant to change,
 * `reference_pages_test write` writes down what is printed now; read the difference. */
#include "shell/reference/reference.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "shell/reference/cmdlets_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEPT FBLAB_SOURCE "/tests/unit/sim/shell/reference.txt"

/* One of each kind of page. */
static const char *const topics[] = {"cmdlets",
                                     "faults",
                                     "FAULTS",
                                     "get-mailbox",
                                     "Set-LabFirewall",
                                     "Set-AuthServer",
                                     "New-ExchangeCertificate",
                                     "Test-OAuthConnectivity",
                                     "New-MsolServicePrincipalCredential",
                                     "Remove-Mailbox",
                                     "Set-PartnerApplication",
                                     "Start-ADSyncSyncCycle",
                                     "*Trust*",
                                     "*xyzzy*",
                                     "Get-Nothing",
                                     ""};

/* One of each kind of parameter. */
static const char *const cmdlets[] = {"Set-Mailbox",
                                      "Get-Mailbox",
                                      "Set-LabFirewall",
                                      "Set-LabReverseProxy",
                                      "Set-MailboxCalendarConfiguration",
                                      "New-MailContact",
                                      "Test-OAuthConnectivity",
                                      "Set-FederationTrust",
                                      "Get-MgApplicationByAppId"};

static void print_page(FILE *output, const char *topic)
{
    const struct display display = display_plain(output);

    fprintf(output, "> %s\n", topic);
    if (!shell_reference_print(&display, topic))
        fputs("there is no such topic\n", output);
    fputc('\n', output);
}

static bool is_wanted(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(cmdlets); i++)
        if (strcmp(cmdlets[i], name) == 0)
            return true;
    return false;
}

static void print_json(FILE *output, bool without_lab)
{
    CLEANUP(json_release) json_t *list = shell_reference_json(without_lab);
    size_t index;
    json_t *cmdlet;

    json_array_foreach(list, index, cmdlet)
    {
        const char *const name = json_member_text(cmdlet, "name");
        CLEANUP(cleanup_string)
        char *text = json_dumps(is_wanted(name) ? cmdlet : json_object_get(cmdlet, "at"), JSON_COMPACT);
        fprintf(output, "%s %s\n", name, text);
    }
    fputc('\n', output);
}

static char *printed(void)
{
    char *text = NULL;
    size_t length = 0;
    FILE *const output = open_memstream(&text, &length);

    for (size_t i = 0; i < ARRAY_SIZE(topics); i++)
        print_page(output, topics[i]);
    print_json(output, false);
    print_json(output, true);
    shell_reference_manual(output);
    fclose(output);
    return text;
}

/* The first line that differs is shown, for the whole is long. */
static void is_as_it_was(void **state)
{
    CLEANUP(cleanup_string) char *kept = file_read(KEPT, 1u << 20, NULL, NULL), *text = printed();
    const char *line = text;

    (void)state;
    assert_non_null(kept);
    for (size_t i = 0; text[i] && text[i] == kept[i]; i++)
        if (text[i] == '\n')
            line = text + i + 1;
    if (strcmp(text, kept) != 0)
        fail_msg("it begins to differ at: %.*s", (int)strcspn(line, "\n"), line);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_as_it_was)};

    if (count > 1 && strcmp(arguments[1], "write") == 0) {
        CLEANUP(cleanup_string) char *text = printed();
        return file_write(KEPT, text, strlen(text), 0644, NULL) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    return cmocka_run_group_tests_name("reference pages", tests, NULL, NULL);
}
