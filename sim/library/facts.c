/* SPDX-License-Identifier: MIT */
/* The functions of fblab/lab.h that cannot fail: what a lab knows about itself. */
#include "guard.h"

void fblab_lab_clear_journal(struct fblab_lab *lab)
{
    lab_clear_journal(guard_lab(lab));
}

const char *fblab_lab_ews_url(struct fblab_lab *lab)
{
    return lab_ews_url(guard_lab(lab));
}

const char *fblab_lab_autodiscover_url(struct fblab_lab *lab)
{
    return lab_autodiscover_url(guard_lab(lab));
}

const char *fblab_lab_admin_url(struct fblab_lab *lab)
{
    return lab_admin_url(guard_lab(lab));
}

const char *fblab_lab_admin_token(struct fblab_lab *lab)
{
    return lab_admin_token(guard_lab(lab));
}

const char *fblab_lab_ca_file(struct fblab_lab *lab)
{
    return lab_ca_file(guard_lab(lab));
}

const char *fblab_lab_user(struct fblab_lab *lab)
{
    return lab_user(guard_lab(lab));
}

const char *fblab_lab_password(struct fblab_lab *lab)
{
    return lab_password(guard_lab(lab));
}

uint64_t fblab_lab_seed(const struct fblab_lab *lab)
{
    return lab_seed((const struct lab *)lab);
}
