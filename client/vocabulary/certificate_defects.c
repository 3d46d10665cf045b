/* SPDX-License-Identifier: MIT */
/* Defects of certificates by number and by name. */
#include "certificate_defects.h"

#define ITEM(id, name, meaning) {name, meaning},

static const struct term items[] = {CERTIFICATE_DEFECTS(ITEM)};

const struct terms certificate_defects = {"certificate", items, CERTIFICATE_DEFECT_COUNT};

const char *certificate_defect_name(enum certificate_defect defect)
{
    return terms_name(&certificate_defects, defect);
}

enum certificate_defect certificate_defect_from_name(const char *name)
{
    return terms_index(&certificate_defects, name);
}
