/* SPDX-License-Identifier: MIT */
/* How a cmocka test of another project uses a lab: find_package(fblab), target_link_libraries(... fblab::fblab).
 * The test starts a lab in its own process, breaks it, lets the program under test look up (here: nobody asks, the port
 * is merely connected to), reads the journal and stops the lab. */
#include <arpa/inet.h>
#include <lab.h>
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
    const struct lab_options options = {0};
    struct error error;

    *state = lab_start(&options, &error);
    if (!*state)
        print_error("%s\n", error.text);
    return *state ? 0 : -1;
}

static int stop(void **state)
{
    lab_stop((struct lab **)state);
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
    struct lab *lab = *state;
    struct error error;
    char *journal = NULL;
    size_t size;
    FILE *memory = open_memstream(&journal, &size);

    assert_true(lab_arm(lab, "06", &error));
    assert_int_equal(connect_to(lab_port(lab, "mail.contoso.com")), 0);
    assert_non_null(strstr(lab_ews_url(lab), "/EWS/Exchange.asmx"));
    assert_true(lab_write_journal(lab, memory, &error));
    fclose(memory);
    assert_int_equal(journal[0], '[');
    free(journal);
}

/* What your program asked of the lab, asserted. */
static void requests_are_verified(void **state)
{
    static const char expectations[] = "{\"expectations\":[{\"exactly\":0,\"operation\":\"GetUserAvailability\"}]}";
    struct lab *lab = *state;
    struct error error;
    char *verdict;

    assert_true(lab_reset(lab, &error));
    verdict = lab_verify(lab, expectations, &error);
    assert_non_null(strstr(verdict, "\"holds\":true"));
    free(verdict);
    assert_null(lab_verify(lab, "[]", &error));
    assert_non_null(strstr(error.text, "\"expectations\" must be a list"));
}

static void two_labs_share_nothing(void **state)
{
    const struct lab_options options = {0};
    struct lab *other = lab_start(&options, NULL);

    assert_non_null(other);
    assert_int_not_equal(lab_port(other, "mail.contoso.com"), lab_port(*state, "mail.contoso.com"));
    assert_string_not_equal(lab_admin_token(other), lab_admin_token(*state));
    assert_true(lab_run(other, "lab", "Remove-LabDnsRecord mail.contoso.com", NULL, NULL));
    assert_int_equal(lab_port(other, "mail.contoso.com"), 0);
    assert_int_not_equal(lab_port(*state, "mail.contoso.com"), 0);
    lab_stop(&other);
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
