/* SPDX-License-Identifier: MIT */
/* The style sheet as text. */
#include "page_style.h"

const char *page_style_text(void)
{
    return (const char *)page_style;
}
