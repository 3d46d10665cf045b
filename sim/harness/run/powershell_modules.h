/* SPDX-License-Identifier: MIT */
/* Where PowerShell finds the modules of the lab. */
#ifndef FBLAB_HARNESS_POWERSHELL_MODULES_H
#define FBLAB_HARNESS_POWERSHELL_MODULES_H

#include "base/error.h"

#include <stdbool.h>

/* The value of PSModulePath: ours before what is there. NULL: the modules were not installed. The caller frees it. */
char *powershell_module_path(struct error *error);
/* Sets it for the programs that this one starts. Before any thread starts. */
bool powershell_modules_publish(struct error *error);

#endif
