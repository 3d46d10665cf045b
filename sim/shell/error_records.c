/* SPDX-License-Identifier: MIT */
/* Sentences of PowerShell and Exchange, with the id and the category that each comes with. */
#include "error_records.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

/* Most specific first; the last fits any. */
static const struct error_kind {
    const char *sentence; /* `*` stands for anything */
    const char *id, *category;
} kinds[] = {
    {"The term '*' is not recognized*", "CommandNotFoundException", "ObjectNotFound"},
    {"A parameter cannot be found*", "NamedParameterNotFound", "InvalidArgument"},
    {"A positional parameter cannot be found*", "PositionalParameterNotFound", "InvalidArgument"},
    {"Parameter cannot be processed because*ambiguous*", "AmbiguousParameter", "InvalidArgument"},
    {"Cannot bind parameter because*more than once*", "ParameterAlreadyBound", "InvalidArgument"},
    {"Cannot process command because of one or more missing*", "MissingMandatoryParameter", "InvalidArgument"},
    {"Missing an argument for parameter*", "MissingArgument", "InvalidArgument"},
    {"Cannot validate argument on parameter*", "ParameterArgumentValidationError", "InvalidData"},
    {"Cannot process argument transformation*", "ParameterArgumentTransformationError", "InvalidData"},
    {"Cannot bind argument to parameter*empty string*", "ParameterArgumentValidationErrorEmptyStringNotAllowed",
     "InvalidData"},
    {"Cannot bind argument to parameter*null*", "ParameterArgumentValidationErrorNullNotAllowed", "InvalidData"},
    {"Cannot convert '*", "CannotConvertArgument", "InvalidArgument"},
    {"The input object cannot be bound*", "InputObjectNotBound", "InvalidArgument"},
    {"*couldn't be found.*", "ManagementObjectNotFoundException", "NotSpecified"},
    {"*matches multiple entries*", "ManagementObjectAmbiguousException", "NotSpecified"},
    {"*already exists*", "ADObjectAlreadyExistsException", "NotSpecified"},
    {"Federation information could not be received*", "GetFederationInformationFailedException", "NotSpecified"},
    {"*is not for the program under test*", "AccessDenied", "PermissionDenied"},
    {"*are not for the program under test*", "AccessDenied", "PermissionDenied"},
    {"*", "InvalidOperation", "InvalidOperation"},
};

json_t *error_record(const char *sentence)
{
    size_t i = 0;

    while (i + 1 < ARRAY_SIZE(kinds) && !text_matches(sentence, kinds[i].sentence))
        i++;
    return json_pack("{s:s, s:s, s:o}", "id", kinds[i].id, "category", kinds[i].category, "message",
                     json_text(sentence));
}
