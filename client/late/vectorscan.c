/* SPDX-License-Identifier: MIT */
/* What we call of Vectorscan. */
#include "vectorscan.h"

#include "late_library.h"

#define HS_FUNCTION(NAME, PARAMETERS, NAMES) LATE(LATE_HS, hs_error_t, NAME, PARAMETERS, NAMES)

HS_FUNCTION(hs_compile_lit_multi,
            (const char *const *texts, const unsigned *flags, const unsigned *numbers, const size_t *lengths,
             unsigned count, unsigned mode, const hs_platform_info_t *platform, hs_database_t **database,
             hs_compile_error_t **complaint),
            (texts, flags, numbers, lengths, count, mode, platform, database, complaint))
HS_FUNCTION(hs_free_database, (hs_database_t * database), (database))
HS_FUNCTION(hs_alloc_scratch, (const hs_database_t *database, hs_scratch_t **scratch), (database, scratch))
HS_FUNCTION(hs_clone_scratch, (const hs_scratch_t *scratch, hs_scratch_t **made), (scratch, made))
HS_FUNCTION(hs_free_scratch, (hs_scratch_t * scratch), (scratch))
HS_FUNCTION(hs_scan,
            (const hs_database_t *database, const char *text, unsigned length, unsigned flags, hs_scratch_t *scratch,
             match_event_handler hit, void *context),
            (database, text, length, flags, scratch, hit, context))
