/* SPDX-License-Identifier: MIT */
/* Composes a text from evidence and compares it with a row. */
#include "phrase_row.h"
#include "base/cleanup.h"
#include "phrase/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *url_of(enum hop step)
{
    return step == HOP_TOKEN ? STS : step == HOP_AUTODISCOVER ? DISCOVERY_URL : URL;
}

struct lookup *phrase_row_lookup(const struct phrase_row *row)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *const evidence = lookup_add(lookup, row->step, row->step);

    lookup->way = row->way;
    evidence->outcome = row->outcome;
    evidence->http_status = row->status;
    evidence->fault_detail = row->detail;
    evidence_set(&evidence->party, row->party ? row->party : "mail.contoso.com");
    evidence_set(&evidence->url, url_of(row->step));
    evidence_set(&evidence->address, ADDRESS);
    evidence_set(&evidence->reason, row->reason);
    evidence_set(&evidence->fault_code, row->code);
    evidence_set(&evidence->fault_text, row->fault);
    evidence_set(&evidence->fault_setting, row->setting);
    evidence_set(&evidence->body, row->body);
    if (row->diagnostics)
        evidence_add_header(evidence, "X-MS-Diagnostics", row->diagnostics);
    if (row->type)
        evidence_add_header(evidence, "Content-Type", row->type);
    return lookup;
}

static void prints(void **state)
{
    const struct phrase_row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = phrase_row_lookup(row);

    phrase_lookup(lookup);
    assert_string_equal(lookup->error_text, row->text);
    if (row->response_code)
        assert_string_equal(lookup->response_code, row->response_code);
    else
        assert_null(lookup->response_code);
    assert_int_equal(lookup->exception_code, row->exception_code);
    assert_int_equal(lookup->lid, row->lid);
}

int phrase_rows_run(const char *group, const struct phrase_row *rows, size_t count)
{
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed;

    assert_non_null(tests);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = prints, .initial_state = (void *)(uintptr_t)&rows[i]};
    failed = _cmocka_run_group_tests(group, tests, count, NULL, NULL);
    free(tests);
    return failed;
}
