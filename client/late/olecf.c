/* SPDX-License-Identifier: MIT */
/* What we call of libolecf. */
#include "olecf.h"

#include "late_library.h"

#define OLECF_FUNCTION(TYPE, NAME, PARAMETERS, NAMES) LATE(LATE_OLECF, TYPE, NAME, PARAMETERS, NAMES)

OLECF_FUNCTION(uint8_t, libolecf_get_access_flags_read, (void), ())
OLECF_FUNCTION(int, libolecf_file_initialize, (libolecf_file_t * *file, libolecf_error_t **error), (file, error))
OLECF_FUNCTION(int, libolecf_file_open, (libolecf_file_t * file, const char *name, int flags, libolecf_error_t **error),
               (file, name, flags, error))
OLECF_FUNCTION(int, libolecf_file_get_root_item,
               (libolecf_file_t * file, libolecf_item_t **root, libolecf_error_t **error), (file, root, error))
OLECF_FUNCTION(int, libolecf_item_get_number_of_sub_items,
               (libolecf_item_t * item, int *count, libolecf_error_t **error), (item, count, error))
OLECF_FUNCTION(int, libolecf_item_get_sub_item,
               (libolecf_item_t * item, int index, libolecf_item_t **below, libolecf_error_t **error),
               (item, index, below, error))
OLECF_FUNCTION(int, libolecf_item_get_utf8_name_size, (libolecf_item_t * item, size_t *size, libolecf_error_t **error),
               (item, size, error))
OLECF_FUNCTION(int, libolecf_item_get_utf8_name,
               (libolecf_item_t * item, uint8_t *name, size_t size, libolecf_error_t **error),
               (item, name, size, error))
OLECF_FUNCTION(int, libolecf_item_get_size, (libolecf_item_t * item, uint32_t *size, libolecf_error_t **error),
               (item, size, error))
OLECF_FUNCTION(ssize_t, libolecf_stream_read_buffer,
               (libolecf_item_t * stream, uint8_t *bytes, size_t size, libolecf_error_t **error),
               (stream, bytes, size, error))
OLECF_FUNCTION(int, libolecf_item_free, (libolecf_item_t * *item, libolecf_error_t **error), (item, error))
