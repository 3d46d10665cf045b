/* SPDX-License-Identifier: MIT */
/* Little-endian numbers, fields by length and offset, attributes one behind the other. */
#include "ntlm_message.h"

#include <ctype.h>
#include <string.h>

uint32_t ntlm_number(const unsigned char *bytes, size_t size)
{
    uint32_t value = 0;

    for (size_t i = size; i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

void ntlm_put_number(unsigned char *bytes, uint32_t value, size_t size)
{
    for (size_t i = 0; i < size; i++, value >>= 8)
        bytes[i] = (unsigned char)value;
}

size_t ntlm_widen(const char *text, unsigned char *wide)
{
    const size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        ntlm_put_number(wide + 2 * i, (unsigned char)text[i], 2);
    return 2 * length;
}

void ntlm_upper(unsigned char *wide, size_t length)
{
    for (size_t i = 0; i + 1 < length; i += 2)
        if (wide[i + 1] == 0)
            wide[i] = (unsigned char)toupper(wide[i]);
}

void ntlm_put_field(unsigned char *place, size_t length, size_t offset)
{
    ntlm_put_number(place, (uint32_t)length, 2);
    ntlm_put_number(place + 2, (uint32_t)length, 2);
    ntlm_put_number(place + 4, (uint32_t)offset, 4);
}

struct ntlm_field ntlm_field_at(const unsigned char *bytes, size_t length, size_t place)
{
    const size_t size = ntlm_number(bytes + place, 2), offset = ntlm_number(bytes + place + 4, 4);

    return offset <= length && size <= length - offset ? (struct ntlm_field){bytes + offset, size}
                                                       : (struct ntlm_field){NULL, 0};
}

/* The value of the attribute at `offset`; bytes NULL: the list is over. */
static struct ntlm_field value_at(const struct ntlm_field *list, size_t offset)
{
    struct ntlm_field value = {NULL, 0};

    if (list->length < offset + NTLM_AV_HEAD || ntlm_number(list->bytes + offset, 2) == NTLM_AV_END)
        return value;
    value.length = ntlm_number(list->bytes + offset + 2, 2);
    if (value.length <= list->length - offset - NTLM_AV_HEAD)
        value.bytes = list->bytes + offset + NTLM_AV_HEAD;
    return value;
}

struct ntlm_field ntlm_attribute(const struct ntlm_field *list, unsigned attribute)
{
    size_t offset = 0;

    for (struct ntlm_field value; (value = value_at(list, offset)).bytes; offset += NTLM_AV_HEAD + value.length)
        if (ntlm_number(list->bytes + offset, 2) == attribute)
            return value;
    return (struct ntlm_field){NULL, 0};
}

size_t ntlm_attributes_length(const struct ntlm_field *list)
{
    size_t offset = 0;

    for (struct ntlm_field value; (value = value_at(list, offset)).bytes;)
        offset += NTLM_AV_HEAD + value.length;
    return offset;
}
