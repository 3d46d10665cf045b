/* SPDX-License-Identifier: MIT */
/* A machine of the lab's own, as a program sees it: in namespaces that this test enters first, if it may (77: not). */
#include "isolation/isolation.h"
#include "isolation/namespaces.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/test_key.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SKIPPED = 77 };

static char folder[] = "/tmp/isolation_test.XXXXXX";
static char *ca_file;

static char *path_in(const char *name)
{
    return text_format("%s/%s", folder, name);
}

static void put(const char *path, const char *text)
{
    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

static int prepare(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    ca_file = path_in("ca.pem");
    CLEANUP(signing_key_free) struct signing_key *key = signing_key_new("Lab CA");
    return file_write(ca_file, key->certificate, strlen(key->certificate), 0600, NULL) ? 0 : -1;
}

static int tidy(void **state)
{
    const int gone = unlink(ca_file) + rmdir(folder);

    (void)state;
    free(ca_file);
    return gone;
}

/* Ports that have been used are so for a while: each test has a network of its own. */
static int enter_network(void **state)
{
    (void)state;
    return namespaces_new_network(NULL) ? 0 : -1;
}

/* Its names change while it runs; NULL: there is no lab any more. */
static const char *_Atomic ready_text = "{\"hosts\": {\"mail.contoso.com:443\": \"127.0.1.2:443\"}}";

static char *ready(void *context)
{
    assert_ptr_equal(context, folder);
    return text_copy(ready_text);
}

static struct isolation *start(void)
{
    const struct isolation_plan plan = {.directory = folder, .ca_file = ca_file, .ready = ready, .context = folder};
    struct error error = {""};
    struct isolation *isolation = isolation_start(&plan, &error);

    if (!isolation)
        fail_msg("%s", error.text);
    return isolation;
}

/* Runs as a program that has entered; what it finds wrong is its exit status. */
static int in_the_view(const struct isolation *isolation, int (*look)(void))
{
    const pid_t child = fork();
    int status = -1;

    if (child == 0)
        exit(isolation_enter(isolation) ? look() : 99); /* which counts for tests/fuzz/coverage */
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool holds(const char *path, const char *text)
{
    CLEANUP(cleanup_string) char *found = file_read(path, 1 << 20, NULL, NULL);

    return found && strstr(found, text);
}

static int own_files(void)
{
    CLEANUP(cleanup_string) char *services = file_read("/etc/nsswitch.conf", 1 << 20, NULL, NULL);
    char name[256] = "";

    gethostname(name, sizeof name - 1);
    CLEANUP(cleanup_string) char *own = text_format("127.0.0.1 localhost %s\n::1 localhost\n", name);
    if (!holds("/etc/hosts", own))
        return 1;
    if (!holds("/etc/resolv.conf", "nameserver 127.0.0.1\nsearch .\noptions timeout:2 attempts:2\n"))
        return 2;
    if (!services || !text_ends(services, "hosts: files dns\n") ||
        strstr(services, "hosts:") != strstr(services, "hosts: files dns\n"))
        return 3;
    if (!holds("/etc/ssl/certs/ca-certificates.crt", "BEGIN CERTIFICATE"))
        return 4;
    return access("/run/systemd/resolve/stub-resolv.conf", F_OK) == 0 || access("/run/nscd/socket", F_OK) == 0 ? 5 : 0;
}

static void a_program_sees_files_of_ours(void **state)
{
    CLEANUP(isolation_stop) struct isolation *isolation = start();

    (void)state;
    assert_int_equal(in_the_view(isolation, own_files), 0);
}

/* All lines of the machine's but the one for names. */
static int other_services(void)
{
    CLEANUP(cleanup_string) char *path = path_in("before");
    CLEANUP(cleanup_string) char *before = file_read(path, 1 << 20, NULL, NULL);
    CLEANUP(cleanup_string) char *now = file_read("/etc/nsswitch.conf", 1 << 20, NULL, NULL);

    for (char *line, *rest = before; (line = strsep(&rest, "\n"));)
        if (!text_starts(line, "hosts:") && !strstr(now, line))
            return 1;
    return 0;
}

static void the_rest_of_the_machine_stays(void **state)
{
    CLEANUP(cleanup_string) char *path = path_in("before");
    CLEANUP(cleanup_string) char *hosts = file_read("/etc/hosts", 1 << 20, NULL, NULL);
    CLEANUP(cleanup_string) char *services = file_read("/etc/nsswitch.conf", 1 << 20, NULL, NULL);
    CLEANUP(isolation_stop) struct isolation *isolation = start();

    (void)state;
    put(path, services ? services : "");
    assert_int_equal(in_the_view(isolation, other_services), 0);
    CLEANUP(cleanup_string) char *hosts_now = file_read("/etc/hosts", 1 << 20, NULL, NULL);
    assert_string_equal(hosts ? hosts : "", hosts_now ? hosts_now : "");
    unlink(path);
}

static void nothing_is_left(void **state)
{
    CLEANUP(cleanup_string) char *view = path_in("view");
    struct isolation *isolation = start();

    (void)state;
    assert_int_equal(access(view, F_OK), 0);
    isolation_stop(&isolation);
    assert_null(isolation);
    isolation_stop(&isolation);
    assert_int_equal(access(view, F_OK), -1);
    isolation = start(); /* its ports are free again */
    isolation_stop(&isolation);
}

/* A question about the address of mail.contoso.com or of nobody. */
static size_t question(const char *first, uint8_t bytes[64])
{
    const uint8_t head[12] = {0, 9, 1, 0, 0, 1}, end[4] = {0, 1, 0, 1};
    uint8_t *at = bytes + sizeof head;

    memcpy(bytes, head, sizeof head);
    for (const char *const *word = (const char *const[]){first, "contoso", "com", NULL}; *word; word++) {
        *at++ = (uint8_t)strlen(*word);
        at = mempcpy(at, *word, strlen(*word));
    }
    *at++ = 0;
    memcpy(at, end, sizeof end);
    return (size_t)(at + sizeof end - bytes);
}

static int connected(int type)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct timeval patience = {.tv_sec = 20};
    const int peer = socket(AF_INET, type | SOCK_CLOEXEC, 0);

    setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(peer, (const struct sockaddr *)&address, sizeof address), 0);
    return peer;
}

/* The code of the answer, and how many addresses there are: 0x10 is one, 3 "no such name". -1: no answer. */
static int said(const uint8_t *answer, ssize_t length)
{
    return length < 12 || answer[1] != 9 ? -1 : (answer[3] & 15) | answer[7] << 4;
}

static int ask(const char *first)
{
    uint8_t bytes[64], answer[512];
    const size_t length = question(first, bytes);
    const int peer = connected(SOCK_DGRAM);

    assert_int_equal(send(peer, bytes, length, 0), length);
    const ssize_t got = recv(peer, answer, sizeof answer, 0);
    close(peer);
    return said(answer, got);
}

/* Behind its length, as often as one likes; -1: the connection ended. */
static int ask_on(int peer, const char *first)
{
    uint8_t bytes[66] = {0}, answer[514];
    const size_t length = question(first, bytes + 2);

    bytes[1] = (uint8_t)length;
    assert_int_equal(send(peer, bytes, length + 2, MSG_NOSIGNAL), length + 2);
    const ssize_t head = recv(peer, answer, 2, MSG_WAITALL);
    const ssize_t got = head == 2 ? recv(peer, answer + 2, (size_t)(answer[0] << 8 | answer[1]), MSG_WAITALL) : 0;
    return said(answer + 2, got);
}

static void names_are_answered_by_datagram(void **state)
{
    CLEANUP(isolation_stop) struct isolation *isolation = start();
    const char *const before = ready_text;

    (void)state;
    assert_int_equal(ask("mail"), 0x10);
    assert_int_equal(ask("nobody"), 3);
    ready_text = "{\"hosts\": {\"nobody.contoso.com:443\": \"127.0.1.3:443\"}}";
    assert_int_equal(ask("mail"), 3);
    assert_int_equal(ask("nobody"), 0x10);
    ready_text = NULL;
    assert_int_equal(ask("nobody"), 3);
    ready_text = before;
}

static void names_are_answered_over_a_connection(void **state)
{
    static const uint8_t too_long[2] = {0x10, 0x01}, no_question[14] = {0, 12, 0, 9, 0x80};
    CLEANUP(isolation_stop) struct isolation *isolation = start();
    const int silent = connected(SOCK_STREAM), first = connected(SOCK_STREAM), second = connected(SOCK_STREAM),
              third = connected(SOCK_STREAM);
    uint8_t byte;

    (void)state;
    assert_int_equal(ask_on(first, "mail"), 0x10); /* although somebody before says nothing */
    assert_int_equal(ask_on(first, "nobody"), 3);
    close(first);
    assert_int_equal(send(second, too_long, sizeof too_long, 0), sizeof too_long);
    assert_int_equal(recv(second, &byte, 1, 0), 0);
    assert_int_equal(send(third, no_question, sizeof no_question, 0), sizeof no_question);
    assert_int_equal(recv(third, &byte, 1, 0), 0);
    close(silent);
    close(second);
    close(third);
    assert_int_equal(ask("mail"), 0x10);
}

static void there_is_nothing_but_loopback(void **state)
{
    struct ifreq request = {.ifr_name = "lo"};
    const int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct if_nameindex *interfaces = if_nameindex();
    char address[INET_ADDRSTRLEN];

    (void)state;
    assert_string_equal(interfaces[0].if_name, "lo");
    assert_null(interfaces[1].if_name);
    if_freenameindex(interfaces);
    assert_int_equal(ioctl(descriptor, SIOCGIFFLAGS, &request), 0);
    assert_true(request.ifr_flags & IFF_UP);
    snprintf(request.ifr_name, sizeof request.ifr_name, "lo:1");
    assert_int_equal(ioctl(descriptor, SIOCGIFADDR, &request), 0);
    inet_ntop(AF_INET, &((struct sockaddr_in *)(void *)&request.ifr_addr)->sin_addr, address, sizeof address);
    assert_string_equal(address, "192.0.2.1");
    assert_int_equal(ioctl(descriptor, SIOCGIFNETMASK, &request), 0);
    inet_ntop(AF_INET, &((struct sockaddr_in *)(void *)&request.ifr_addr)->sin_addr, address, sizeof address);
    assert_string_equal(address, "255.255.255.255");
    close(descriptor);
}

static uid_t user_before;
static gid_t group_before;

static void everybody_is_who_he_was(void **state)
{
    struct stat status;

    (void)state;
    assert_int_equal(geteuid(), user_before);
    assert_int_equal(getegid(), group_before);
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_uid, user_before);
}

/* What is in the way, and what is said of it. Afterwards nothing is in the way any more. */
static void refuse(const struct isolation_plan *plan, const char *sentence)
{
    CLEANUP(cleanup_string) char *view = path_in("view");
    struct error error = {""};

    assert_null(isolation_start(plan, &error));
    if (!strstr(error.text, sentence))
        fail_msg("%s", error.text);
    assert_int_equal(access(view, F_OK), -1);
}

static void a_port_that_is_taken_is_refused(void **state)
{
    const struct isolation_plan plan = {.directory = folder, .ca_file = ca_file, .ready = ready, .context = folder};
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    static const int types[] = {SOCK_DGRAM, SOCK_STREAM};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
        const int taken = socket(AF_INET, types[i] | SOCK_CLOEXEC, 0);
        assert_int_equal(bind(taken, (const struct sockaddr *)&address, sizeof address), 0);
        if (types[i] == SOCK_STREAM)
            assert_int_equal(listen(taken, 1), 0);
        refuse(&plan, "the names of the lab cannot be answered at 127.0.0.1 port 53: Address already in use");
        close(taken);
    }
}

static void no_certificate_is_refused(void **state)
{
    CLEANUP(cleanup_string) char *other = path_in("other.pem");
    struct isolation_plan plan = {.directory = folder, .ca_file = other, .ready = ready, .context = folder};

    (void)state;
    refuse(&plan, "/other.pem");
    put(other, "no certificate");
    refuse(&plan, "/other.pem is no certificate");
    unlink(other);
    plan = (struct isolation_plan){.directory = "/no/such", .ca_file = ca_file, .ready = ready, .context = folder};
    refuse(&plan, "the folder /no/such/view cannot be made: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_program_sees_files_of_ours, enter_network),
        cmocka_unit_test_setup(the_rest_of_the_machine_stays, enter_network),
        cmocka_unit_test_setup(nothing_is_left, enter_network),
        cmocka_unit_test_setup(names_are_answered_by_datagram, enter_network),
        cmocka_unit_test_setup(names_are_answered_over_a_connection, enter_network),
        cmocka_unit_test_setup(there_is_nothing_but_loopback, enter_network),
        cmocka_unit_test_setup(everybody_is_who_he_was, enter_network),
        cmocka_unit_test_setup(a_port_that_is_taken_is_refused, enter_network),
        cmocka_unit_test_setup(no_certificate_is_refused, enter_network),
    };
    struct error error = {""};

    user_before = geteuid();
    group_before = getegid();
    if (!namespaces_enter(&error)) {
        print_error("SKIPPED, AND SO UNTESTED: isolation: %s\n", error.text);
        return SKIPPED;
    }
    return cmocka_run_group_tests_name("isolation", tests, prepare, tidy);
}
