/* SPDX-License-Identifier: MIT */
/* Why a whole GetUserAvailability request is refused. */
#ifndef FBLAB_AVAILABILITY_FAULT_H
#define FBLAB_AVAILABILITY_FAULT_H

#include <stdbool.h>

struct availability_fault {
    const char *code;
    char text[256];
};

/* Always false, for `return availability_refuse(...)`. */
bool availability_refuse(struct availability_fault *fault, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool availability_refuse_schema(struct availability_fault *fault, const char *element);

#endif
