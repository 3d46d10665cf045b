/* SPDX-License-Identifier: MIT */
/* What we call of libevtx. */
#include "evtx.h"

#include "late_library.h"

#define EVTX_FUNCTION(NAME, PARAMETERS, NAMES) LATE(LATE_EVTX, int, NAME, PARAMETERS, NAMES)

EVTX_FUNCTION(libevtx_get_access_flags_read, (void), ())
EVTX_FUNCTION(libevtx_file_initialize, (libevtx_file_t * *file, libevtx_error_t **error), (file, error))
EVTX_FUNCTION(libevtx_file_open, (libevtx_file_t * file, const char *name, int flags, libevtx_error_t **error),
              (file, name, flags, error))
EVTX_FUNCTION(libevtx_file_is_corrupted, (libevtx_file_t * file, libevtx_error_t **error), (file, error))
EVTX_FUNCTION(libevtx_file_get_number_of_records, (libevtx_file_t * file, int *count, libevtx_error_t **error),
              (file, count, error))
EVTX_FUNCTION(libevtx_file_get_record_by_index,
              (libevtx_file_t * file, int index, libevtx_record_t **record, libevtx_error_t **error),
              (file, index, record, error))
EVTX_FUNCTION(libevtx_record_get_utf8_xml_string_size,
              (libevtx_record_t * record, size_t *size, libevtx_error_t **error), (record, size, error))
EVTX_FUNCTION(libevtx_record_get_utf8_xml_string,
              (libevtx_record_t * record, uint8_t *text, size_t size, libevtx_error_t **error),
              (record, text, size, error))
EVTX_FUNCTION(libevtx_record_free, (libevtx_record_t * *record, libevtx_error_t **error), (record, error))
