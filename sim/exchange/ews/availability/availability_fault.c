/* SPDX-License-Identifier: MIT */
/* The code and text of a refusal. */
#include "availability_fault.h"

#include <stdarg.h>
#include <stdio.h>

bool availability_refuse(struct availability_fault *fault, const char *code, const char *format, ...)
{
    va_list arguments;

    fault->code = code;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    return false;
}

bool availability_refuse_schema(struct availability_fault *fault, const char *element)
{
    return availability_refuse(fault, "ErrorSchemaValidation",
                               "The request failed schema validation: the '%s' element is missing or its value is not "
                               "valid.",
                               element);
}
