/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "organization/organization.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ROOT "<organizations xmlns='urn:fblab:organizations'>"

static const char contoso[] = ROOT
    "\n"
    "<onprem>\n"
    "  <AuthServer><Name> ACS </Name><Enabled>true</Enabled></AuthServer>\n"
    "  <Mailbox><Name>Joe</Name><PrimarySmtpAddress>joe@contoso.com</PrimarySmtpAddress>\n"
    "    <EmailAddresses>SMTP:joe@contoso.com</EmailAddresses><EmailAddresses>smtp:j@contoso.com</EmailAddresses>\n"
    "    <EmailAddresses>X500:/o=contoso/cn=joe</EmailAddresses></Mailbox>\n"
    "  <AuthServer><Name>Evo</Name><Enabled/></AuthServer>\n"
    "  <MailUser><Name>Twin</Name><EmailAddresses>smtp:J@Contoso.com</EmailAddresses></MailUser>\n"
    "</onprem>\n"
    "<lab><LabFirewall><Party>onprem</Party><Inbound>cut</Inbound><Amount>17</Amount></LabFirewall></lab>\n"
    "</organizations>";

static struct snapshot *parse(const char *text)
{
    struct error error;
    struct snapshot *snapshot = snapshot_parse(text, strlen(text), "t.xml", &error);

    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static void next_walks_one_noun_in_order(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(contoso);
    const struct object *first = snapshot_next(snapshot, "onprem", "AuthServer", NULL);
    const struct object *second = snapshot_next(snapshot, "onprem", "AuthServer", first);

    (void)state;
    assert_string_equal(object_text(first, "Name"), "ACS");
    assert_string_equal(object_text(second, "Name"), "Evo");
    assert_null(snapshot_next(snapshot, "onprem", "AuthServer", second));
    assert_null(snapshot_next(snapshot, "onprem", "MailContact", NULL));
    assert_null(snapshot_next(snapshot, "exo", "AuthServer", NULL));
}

static void find_ignores_case_and_looks_at_every_value(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(contoso);
    const struct object *joe = snapshot_find(snapshot, "onprem", "Mailbox", "EmailAddresses", "SMTP:J@CONTOSO.COM");

    (void)state;
    assert_non_null(joe);
    assert_string_equal(object_noun(joe), "Mailbox");
    assert_string_equal(object_text(joe, "Name"), "Joe");
    assert_null(snapshot_find(snapshot, "onprem", "Mailbox", "Name", "Kim"));
}

static void properties_have_types(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(contoso);
    const struct object *firewall = snapshot_next(snapshot, "lab", "LabFirewall", NULL);
    const struct object *acs = snapshot_find(snapshot, "onprem", "AuthServer", "Name", "acs");
    const struct object *evo = snapshot_find(snapshot, "onprem", "AuthServer", "Name", "evo");

    (void)state;
    assert_int_equal(object_number(firewall, "Amount", 5), 17);
    assert_int_equal(object_number(firewall, "Delay", 5), 5);
    assert_true(object_flag(acs, "Enabled", false));
    assert_true(object_flag(evo, "Enabled", true));
    assert_false(object_flag(evo, "Enabled", false));
    assert_string_equal(object_text(evo, "Realm"), "");
}

static void lists_keep_their_order(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(contoso);
    const struct object *joe = snapshot_next(snapshot, "onprem", "Mailbox", NULL);

    (void)state;
    assert_int_equal(object_count(joe, "EmailAddresses"), 3);
    assert_string_equal(object_item(joe, "EmailAddresses", 1), "smtp:j@contoso.com");
    assert_null(object_item(joe, "EmailAddresses", 3));
    assert_int_equal(object_count(joe, "SipAddress"), 0);
    assert_int_equal(object_property_count(joe), 5);
    assert_string_equal(object_property_name(joe, 1), "PrimarySmtpAddress");
    assert_null(object_property_name(joe, 5));
}

static void twins_are_found_over_all_recipients(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(contoso);
    const struct object *one = recipient_next(snapshot, "onprem", "j@contoso.com", NULL);
    const struct object *two = recipient_next(snapshot, "onprem", "j@contoso.com", one);

    (void)state;
    assert_string_equal(object_noun(one), "Mailbox");
    assert_string_equal(object_noun(two), "MailUser");
    assert_null(recipient_next(snapshot, "onprem", "j@contoso.com", two));
    assert_null(recipient_next(snapshot, "onprem", "", NULL));
    assert_null(recipient_next(snapshot, "onprem", "/o=contoso/cn=joe", NULL));
}

static void addresses_lose_their_type(void **state)
{
    (void)state;
    assert_string_equal(address_smtp("SMTP:ann@contoso.com"), "ann@contoso.com");
    assert_string_equal(address_smtp("ann@contoso.com"), "ann@contoso.com");
    assert_string_equal(address_smtp("SIP:ann@contoso.com"), "");
}

static void one_scope_may_stand_alone(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *whole = parse(contoso);
    CLEANUP(snapshot_release)
    struct snapshot *alone =
        parse("<exo xmlns='urn:fblab:organizations'><AcceptedDomain><Name>a</Name></AcceptedDomain></exo>");

    (void)state;
    assert_null(snapshot_only_scope(whole));
    assert_string_equal(snapshot_only_scope(alone), "exo");
    assert_non_null(snapshot_find(alone, "exo", "AcceptedDomain", "Name", "a"));
}

static void lives_as_long_as_somebody_holds_it(void **state)
{
    struct snapshot *first = parse(contoso), *second = snapshot_hold(first);

    (void)state;
    snapshot_release(&first);
    assert_null(first);
    assert_non_null(snapshot_next(second, "lab", "LabFirewall", NULL));
    snapshot_release(&second);
    snapshot_release(&second);
}

static const char dated[] = ROOT
    "<onprem>"
    "<ExchangeCertificate><Thumbprint>OLD</Thumbprint><NotAfter>2001-01-01T00:00:00Z</NotAfter></ExchangeCertificate>"
    "<ExchangeCertificate><Thumbprint>NEW</Thumbprint><NotAfter>8999-01-01T00:00:00Z</NotAfter></ExchangeCertificate>"
    "<ExchangeCertificate><Thumbprint>ODD</Thumbprint><NotAfter>some day</NotAfter></ExchangeCertificate>"
    "<ExchangeCertificate><Thumbprint>NONE</Thumbprint></ExchangeCertificate>"
    "</onprem>"
    "<exo><ExchangeCertificate><Thumbprint>NEW</Thumbprint><NotAfter>8999-01-01T00:00:00Z</NotAfter>"
    "</ExchangeCertificate></exo>"
    "<lab><LabClock><Scope>exo</Scope><OffsetSeconds>300000000000</OffsetSeconds></LabClock></lab></organizations>";

static void certificates_are_over_by_the_clock_of_their_scope(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = parse(dated);

    (void)state;
    assert_true(certificate_is_over(snapshot, "onprem", "OLD"));
    assert_false(certificate_is_over(snapshot, "onprem", "NEW"));
    assert_false(certificate_is_over(snapshot, "onprem", "ODD"));
    assert_false(certificate_is_over(snapshot, "onprem", "NONE"));
    assert_false(certificate_is_over(snapshot, "onprem", ""));
    assert_string_equal(object_text(certificate_find(snapshot, "onprem", "old"), "Thumbprint"), "OLD");
    assert_null(certificate_find(snapshot, "exo", "OLD"));
    assert_null(certificate_find(snapshot, "onprem", ""));
    assert_true(certificate_is_over(snapshot, "exo", "NEW"));
    assert_true(scope_now(snapshot, "exo") - scope_now(snapshot, "onprem") >= 300000000000);
}

struct refusal {
    const char *name, *text, *sentence;
};

static const struct refusal refusals[] = {
    {"refuses what is not XML", "<onprem", "t.xml:1:8: Couldn't find end of Start Tag onprem line 1"},
    {"refuses another namespace", "\n<onprem xmlns='urn:x'/>",
     "t.xml:2: <onprem> is not in the namespace urn:fblab:organizations"},
    {"refuses no namespace", "<onprem/>", "t.xml:1: <onprem> is not in the namespace urn:fblab:organizations"},
    {"refuses an unknown root", "<company xmlns='urn:fblab:organizations'/>",
     "t.xml:1: <company> is no scope: use onprem, exo, mesh, domino, msol or lab"},
    {"refuses an unknown scope", ROOT "\n\n<exchange/></organizations>",
     "t.xml:3: <exchange> is no scope: use onprem, exo, mesh, domino, msol or lab"},
    {"refuses text beside elements", ROOT "\n<lab><LabTls>\n<Party>exo</Party>hello</LabTls></lab></organizations>",
     "t.xml:2: <LabTls> holds text beside its elements"},
    {"refuses elements in a property", ROOT "\n<lab><LabTls>\n<Party><b>exo</b></Party></LabTls></lab></organizations>",
     "t.xml:3: <Party> is a property and holds an element"},
};

static void refuses(void **state)
{
    const struct refusal *row = *state;
    struct error error = {""};

    assert_null(snapshot_parse(row->text, strlen(row->text), "t.xml", &error));
    assert_string_equal(error.text, row->sentence);
}

static void names_a_file_that_is_not_there(void **state)
{
    struct error error;

    (void)state;
    assert_null(snapshot_load("/nowhere/lab.xml", &error));
    assert_string_equal(error.text, "/nowhere/lab.xml cannot be read: No such file or directory");
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(next_walks_one_noun_in_order),
        cmocka_unit_test(find_ignores_case_and_looks_at_every_value),
        cmocka_unit_test(properties_have_types),
        cmocka_unit_test(lists_keep_their_order),
        cmocka_unit_test(twins_are_found_over_all_recipients),
        cmocka_unit_test(addresses_lose_their_type),
        cmocka_unit_test(one_scope_may_stand_alone),
        cmocka_unit_test(lives_as_long_as_somebody_holds_it),
        cmocka_unit_test(names_a_file_that_is_not_there),
        cmocka_unit_test(certificates_are_over_by_the_clock_of_their_scope),
    };
    struct CMUnitTest rows[ARRAY_SIZE(refusals)];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        rows[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    return cmocka_run_group_tests_name("snapshot", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("snapshot refusals", rows, NULL, NULL);
}
