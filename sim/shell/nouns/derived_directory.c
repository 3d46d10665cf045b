/* SPDX-License-Identifier: MIT */
/* What every object of the directory has. */
#include "derived.h"
#include "directory_names.h"

static void derive_identity(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, directory_identity(derivation->noun, derivation->object));
}

static void derive_distinguished_name(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, directory_distinguished_name(derivation->noun, derivation->object));
}

const struct derived_property derived_directory[] = {
    {NULL, "Identity", DERIVED("ADObjectId", derive_identity, NULL)},
    {NULL, "Id", DERIVED("ADObjectId", derive_identity, NULL)},
    {NULL, "DistinguishedName", DERIVED("String", derive_distinguished_name, NULL)},
    {NULL, "Guid", DERIVED("Guid", derive_guid, "")},
    {NULL, "ExchangeVersion", CONSTANT("String", "0.20 (15.0.0.0)")},
    {NULL, "IsValid", CONSTANT("Boolean", "true")},
    {NULL, "ObjectState", CONSTANT("Enum", "Unchanged")},
    {0},
};
