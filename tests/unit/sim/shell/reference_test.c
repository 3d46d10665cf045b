/* SPDX-License-Identifier: MIT */
/* Help and manual of cmdlets say all that the tables hold. */
#include "shell/reference/reference.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/cmdlets/cmdlets.h"
#include "shell/cmdlets/parameters.h"
#include "vocabulary/certificate_defects.h"
#include "vocabulary/wire_faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What is printed on a topic, runs of blanks as one; NULL: there is no such topic. The caller frees it. */
static char *page(const char *topic)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const struct display display = display_plain(memory);
    const bool known = shell_reference_print(&display, topic);
    char *end;

    fclose(memory);
    end = text;
    for (const char *next = text; *next; next++)
        if (!strchr(" \n", *next) || (end > text && end[-1] != ' '))
            *end++ = (char)(*next == '\n' ? ' ' : *next);
    *end = '\0';
    if (!known)
        free(TAKE(text));
    return text;
}

static void assert_says(const char *topic, const char *sentence)
{
    CLEANUP(cleanup_string) char *text = page(topic);

    assert_non_null(text);
    if (!text_contains(text, sentence))
        fail_msg("%s does not say: %s\n%s", topic, sentence, text);
}

static const struct saying {
    const char *topic, *sentence;
} sayings[] = {
    {"set-labfirewall", "Set-LabFirewall: changes what is done on the wire to connections with a party"},
    {"Set-LabFirewall", "Runs at: every place; its objects stand at lab"},
    {"Set-LabFirewall",
     "-Inbound <word> what happens to connections that somebody opens to the party; one of the words"},
    {"Set-LabFirewall", "reset-in-handshake RST after the ClientHello"},
    {"Set-LabFirewall", "[-Identity <text>]"},
    {"New-LabFirewall", "if nothing is said: allow"},
    {"Set-AuthServer", "Runs at: onprem, exo, mesh and domino"},
    {"Set-AuthServer", "-Realm <text> takes effect on premises after up to 900 seconds, or with iisreset"},
    {"Set-AuthServer", "-RefreshAuthMetadata reads the document at AuthMetadataUrl again"},
    {"Set-PartnerApplication", "-LinkedAccount <text> takes effect on premises with iisreset only"},
    {"Set-MailboxFolderPermission", "one of None, AvailabilityOnly,"},
    {"Test-OAuthConnectivity", "-Service <word> must be given; one of EWS or AutoD"},
    {"New-ExchangeCertificate", "-KeySize <number> accepted, and means nothing to the lab"},
    {"Get-MsolUser", "without a meaning here: -Confirm -ErrorAction"},
    {"*OAuth*", "Test-OAuthConnectivity does a service of the partner take a token"},
    {"cmdlets", "Remove-LabDnsRecord"},
    {"faults", "cut close_notify and FIN after -Amount bytes of the answer"},
    {"faults", "revoked the OCSP response"},
};

static void says_what_the_tables_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(sayings); i++)
        assert_says(sayings[i].topic, sayings[i].sentence);
}

static void shows_every_fault_and_defect(void **state)
{
    CLEANUP(cleanup_string) char *text = page("faults");

    (void)state;
    for (size_t i = 0; i < wire_faults.count; i++)
        assert_true(text_contains(text, wire_faults.items[i].name) &&
                    text_contains(text, wire_faults.items[i].meaning));
    for (size_t i = 0; i < certificate_defects.count; i++)
        assert_true(text_contains(text, certificate_defects.items[i].name));
}

static void refuses_what_is_no_cmdlet(void **state)
{
    CLEANUP(cleanup_string) char *near = shell_reference_near("Get-MailBoks"), *fault = shell_reference_near("fault");

    (void)state;
    assert_null(page("Get-MailBoks"));
    assert_null(page("*xyzzy*"));
    assert_null(page("Mailbox"));
    assert_string_equal(near, "Get-Mailbox");
    assert_string_equal(fault, "faults");
    assert_null(shell_reference_near("xyzzy"));
}

/* From its heading to the next. */
static char *section(const char *text, const char *name)
{
    CLEANUP(cleanup_string)
    char *heading = text_format(".SS %.*s\\-%s\n", (int)strcspn(name, "-"), name, strchr(name, '-') + 1);
    const char *start = strstr(text, heading), *end = start ? strstr(start + 1, "\n.S") : NULL;

    if (!end)
        fail_msg("%s is not in the manual", name);
    return text_format("%.*s", (int)(end - start), start);
}

static void the_manual_has_every_cmdlet_and_parameter(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    struct cmdlet cmdlet;
    struct cmdlet_parameter found;

    (void)state;
    shell_reference_manual(memory);
    fclose(memory);
    for (size_t i = 0; cmdlet_at(NULL, i, &cmdlet); i++) {
        CLEANUP(cleanup_string) char *name = cmdlet_name(&cmdlet), *part = section(text, name);
        for (size_t j = 0; cmdlet_parameter_at(&cmdlet, j, &found); j++) {
            CLEANUP(cleanup_string)
            char *bold = found.parameter ? text_format("\\fB\\-%s\\fR", found.parameter->name) : NULL;
            if (bold && !found.common && !text_contains(part, bold))
                fail_msg("-%s of %s is not in the manual", found.parameter->name, name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_the_tables_hold),
        cmocka_unit_test(shows_every_fault_and_defect),
        cmocka_unit_test(refuses_what_is_no_cmdlet),
        cmocka_unit_test(the_manual_has_every_cmdlet_and_parameter),
    };

    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
