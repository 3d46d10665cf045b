/* SPDX-License-Identifier: MIT */
/* How a cmocka test of another project uses a lab: find_package(fblab 0.1), target_link_libraries(... fblab::fblab), or
 * pkg-config fblab. It starts a lab in its own process, breaks it, lets the program under test look up (here: nobody asks,
 * the port is merely connected to), reads the journal and stops the lab. */
#include <arpa/inet.h>
#include <error.h> /* of glibc: no header of fblab takes its name */
#include <fblab/lab.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static int start(void **state)
{
    const struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    struct fblab_error why = FBLAB_ERROR_INIT;

    *state = fblab_lab_start(&options, &why);
    if (!*state)
        error(0, 0, "the lab does not start: %s", why.text);
    return *state ? 0 : -1;
}

static int stop(void **state)
{
    fblab_lab_stop((struct fblab_lab **)state);
    return 0;
}

static int connect_to(unsigned port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    const int result = connect(descriptor, (const struct sockaddr *)&address, sizeof address);

    close(descriptor);
    return result;
}

static void a_lab_is_armed_and_read(void **state)
{
    struct fblab_lab *lab = *state;
    struct fblab_error error = FBLAB_ERROR_INIT;
    char *journal = NULL;
    size_t size;
    FILE *memory = open_memstream(&journal, &size);

    assert_true(fblab_lab_arm(lab, "06", &error));
    assert_int_equal(connect_to(fblab_lab_port(lab, "mail.contoso.com", NULL)), 0);
    assert_non_null(strstr(fblab_lab_ews_url(lab), "/EWS/Exchange.asmx"));
    assert_true(fblab_lab_write_journal(lab, memory, &error));
    fclose(memory);
    assert_int_equal(journal[0], '[');
    free(journal);
}

/* What your program asked of the lab, asserted. */
static void requests_are_verified(void **state)
{
    static const char expectations[] = "{\"expectations\":[{\"exactly\":0,\"operation\":\"GetUserAvailability\"}]}";
    struct fblab_lab *lab = *state;
    struct fblab_error error = FBLAB_ERROR_INIT;
    char *verdict;

    assert_true(fblab_lab_reset(lab, &error));
    verdict = fblab_lab_verify(lab, expectations, &error);
    assert_non_null(strstr(verdict, "\"holds\":true"));
    free(verdict);
    assert_null(fblab_lab_verify(lab, "[]", &error));
    assert_non_null(strstr(error.text, "\"expectations\" must be a list"));
}

static void two_labs_share_nothing(void **state)
{
    const struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    struct fblab_lab *other = fblab_lab_start(&options, NULL);

    assert_non_null(other);
    assert_int_not_equal(fblab_lab_port(other, "mail.contoso.com", NULL),
                         fblab_lab_port(*state, "mail.contoso.com", NULL));
    assert_string_not_equal(fblab_lab_admin_token(other), fblab_lab_admin_token(*state));
    assert_true(fblab_lab_run(other, "lab", "Remove-LabDnsRecord mail.contoso.com", NULL, NULL));
    assert_int_equal(fblab_lab_port(other, "mail.contoso.com", NULL), 0);
    assert_int_not_equal(fblab_lab_port(*state, "mail.contoso.com", NULL), 0);
    fblab_lab_stop(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lab_is_armed_and_read),
        cmocka_unit_test(requests_are_verified),
        cmocka_unit_test(two_labs_share_nothing),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
