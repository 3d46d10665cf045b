/* SPDX-License-Identifier: MIT */
/* Objects with their types and members, lines of text, warnings and errors, as programs get them. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "shell/error_records.h"
#include "shell/nouns/recording.h"
#include "support/shell_bench.h"

#include <string.h>

static const struct recorded {
    const char *name, *at, *command, *has; /* part of the JSON; after `!`: what it has not */
} recorded[] = {
    {"an address and its parts", "onprem", "Get-Mailbox joe",
     "\"PrimarySmtpAddress\":{\"type\":\"SmtpAddress\",\"text\":\"joe@contoso.com\",\"members\":{\"Address\":"
     "\"joe@contoso.com\",\"Domain\":\"contoso.com\",\"Local\":\"joe\""},
    {"a proxy address and its parts", "onprem", "Get-Mailbox joe",
     "{\"SmtpAddress\":\"joe@contoso.com\",\"AddressString\":\"joe@contoso.com\",\"ProxyAddressString\":"
     "\"SMTP:joe@contoso.com\",\"PrefixString\":\"SMTP\",\"Prefix\":\"SMTP\",\"IsPrimaryAddress\":true}"},
    {"a routing address has its prefix", "onprem", "Get-RemoteMailbox ann",
     "\"RemoteRoutingAddress\":{\"type\":\"ProxyAddress\",\"text\":\"SMTP:ann@contoso.mail.onmicrosoft.com\""},
    {"Exchange Online gives strings", "exo", "Get-Mailbox ann",
     "\"PrimarySmtpAddress\":{\"type\":\"String\",\"text\":\"ann@contoso.com\"}"},
    {"a list of domains", "onprem", "Get-IntraOrganizationConnector",
     "\"TargetAddressDomains\":[{\"type\":\"SmtpDomain\",\"text\":\"contoso.mail.onmicrosoft.com\",\"members\":{"
     "\"Domain\":\"contoso.mail.onmicrosoft.com\""},
    {"an object of the directory", "onprem", "Get-Mailbox joe",
     "\"DistinguishedName\":\"CN=Joe Hill,CN=Users,DC=contoso,DC=com\""},
    {"a version", "onprem", "Get-ExchangeServer",
     "\"members\":{\"Major\":15,\"Minor\":1,\"Build\":2507,\"Revision\":6}"},
    {"methods follow from the flags", "onprem", "Get-WebServicesVirtualDirectory 'EX01\\EWS (Exchange Back End)'",
     "\"InternalAuthenticationMethods\":[{\"type\":\"Enum\",\"text\":\"Ntlm\"},{\"type\":\"Enum\",\"text\":"
     "\"WindowsIntegrated\"},{\"type\":\"Enum\",\"text\":\"WSSecurity\"},{\"type\":\"Enum\",\"text\":\"OAuth\"}]"},
    {"nothing is null", "onprem", "Get-FederationTrust", "\"OrgNextCertificate\":null"},
    {"a certificate by its thumbprint", "onprem", "Get-FederationTrust",
     "\"OrgCertificate\":{\"type\":\"X509Certificate2\",\"text\":\"{onprem-federation:base64}\"}"},
    {"no key of anybody", "onprem", "Get-ExchangeCertificate", "!KeyFile"},
    {"no password of anybody", "domino", "Get-AvailabilityAddressSpace", "!Kiosk"},
    {"a result", "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx "
     "-Mailbox ann",
     "\"ResultType\":{\"type\":\"ResultType\",\"text\":\"Success\",\"members\":{\"Value\":\"Success\"}}"},
    {"a line of text", "onprem", "Get-Date", "{\"type\":\"String\",\"text\":\"2"},
    {"a value in parentheses", "onprem", "(Get-Mailbox joe).Alias", "[{\"type\":\"String\",\"text\":\"joe\"}]"},
    {"a pipe", "onprem", "Get-Mailbox joe | Get-MailboxCalendarConfiguration",
     "[{\"type\":\"MailboxCalendarConfiguration\","},
    {"what a change says is a warning", "onprem", "Set-AuthServer ACS* -IssuerIdentifier x",
     "\"warnings\":[\"The servers go on with the old IssuerIdentifier"},
    {"what is made", "exo", "New-AcceptedDomain Fabrikam -DomainName fabrikam.com",
     "\"objects\":[{\"type\":\"AcceptedDomain\","},
    {"what is not made after all", "exo", "New-AcceptedDomain contoso.com -DomainName contoso.com", "\"objects\":[]"},
    {"what is only said", "exo", "Remove-Mailbox ann -WhatIf", "What if: Performing the operation"},
};

static void records(void **state)
{
    const struct recorded *row = *state;
    CLEANUP(bench_free) struct bench *bench = bench_new();
    CLEANUP(recording_free) struct recording *recording = recording_new();
    struct error error = {""};
    CLEANUP(json_release) json_t *json = NULL;
    CLEANUP(cleanup_string) char *text = NULL;

    shell_run(&(struct shell){.store = bench->store,
                              .output = recording_output(recording),
                              .recording = recording,
                              .services = &bench->services},
              row->at, row->command, &error);
    json = recording_to_json(recording);
    text = json_dumps(json, JSON_COMPACT);
    if (row->has[0] == '!')
        assert_null(strstr(text, row->has + 1));
    else if (!strstr(text, row->has))
        fail_msg("%s %s", error.text, text);
}

static const struct refused {
    const char *name, *sentence, *id, *category;
} refused[] = {
    {"no such cmdlet", "The term 'Get-X' is not recognized as the name of a cmdlet.", "CommandNotFoundException",
     "ObjectNotFound"},
    {"no such object", "The operation couldn't be performed because object 'x' couldn't be found.",
     "ManagementObjectNotFoundException", "NotSpecified"},
    {"no such parameter", "A parameter cannot be found that matches parameter name 'x'.", "NamedParameterNotFound",
     "InvalidArgument"},
    {"a second argument", "A positional parameter cannot be found that accepts argument 'x'.",
     "PositionalParameterNotFound", "InvalidArgument"},
    {"a name that begins several", "Parameter cannot be processed because the parameter name 'T' is ambiguous.",
     "AmbiguousParameter", "InvalidArgument"},
    {"a parameter given twice", "Cannot bind parameter because parameter 'x' is specified more than once.",
     "ParameterAlreadyBound", "InvalidArgument"},
    {"a parameter that is missing",
     "Cannot process command because of one or more missing mandatory parameters: Identity.",
     "MissingMandatoryParameter", "InvalidArgument"},
    {"a value that is missing", "Missing an argument for parameter 'x'. Specify a parameter.", "MissingArgument",
     "InvalidArgument"},
    {"a word that is none of the choices", "Cannot validate argument on parameter 'x'. The argument \"y\" does not",
     "ParameterArgumentValidationError", "InvalidData"},
    {"a value of another type", "Cannot process argument transformation on parameter 'x'.",
     "ParameterArgumentTransformationError", "InvalidData"},
    {"an empty text", "Cannot bind argument to parameter 'x' because it is an empty string.",
     "ParameterArgumentValidationErrorEmptyStringNotAllowed", "InvalidData"},
    {"nothing", "Cannot bind argument to parameter 'x' because it is null.",
     "ParameterArgumentValidationErrorNullNotAllowed", "InvalidData"},
    {"a list for a single value", "Cannot convert 'System.Object[]' to the type 'System.String'",
     "CannotConvertArgument", "InvalidArgument"},
    {"a pipe that nobody reads", "The input object cannot be bound to any parameters for the command: New-Mailbox",
     "InputObjectNotBound", "InvalidArgument"},
    {"several objects", "The operation couldn't be performed because '*' matches multiple entries.",
     "ManagementObjectAmbiguousException", "NotSpecified"},
    {"a name that is taken", "The object 'x' already exists.", "ADObjectAlreadyExistsException", "NotSpecified"},
    {"no federation information", "Federation information could not be received from the external organization.",
     "GetFederationInformationFailedException", "NotSpecified"},
    {"one that is not for a tool", "Get-LabX is not for the program under test.", "AccessDenied", "PermissionDenied"},
    {"several that are not for a tool", "They are not for the program under test.", "AccessDenied", "PermissionDenied"},
    {"an unknown term in another sentence", "It says: The term 'x' is not recognized.", "InvalidOperation",
     "InvalidOperation"},
    {"something else", "The moon is full.", "InvalidOperation", "InvalidOperation"},
};

static void has_id(void **state)
{
    const struct refused *row = *state;
    CLEANUP(json_release) json_t *record = error_record(row->sentence);

    assert_string_equal(json_member_text(record, "id"), row->id);
    assert_string_equal(json_member_text(record, "category"), row->category);
    assert_string_equal(json_member_text(record, "message"), row->sentence);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(recorded) + ARRAY_SIZE(refused)];

    ROWS(tests, recorded, records);
    ROWS(tests + ARRAY_SIZE(recorded), refused, has_id);
    return cmocka_run_group_tests_name("recordings", tests, NULL, NULL);
}
