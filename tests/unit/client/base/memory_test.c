/* SPDX-License-Identifier: MIT */
/* Memory that ends: what a guarded call leaves behind, what a program says, and what is refused at once. */
#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* More than there is, without a number that the compiler can see through. */
static volatile size_t too_much = SIZE_MAX / 4;

static int released;

static void release(int **number)
{
    (void)number;
    released++;
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static __attribute__((noinline)) void deeper(int depth)
{
    CLEANUP(release) int *guarded = &depth;

    if (depth > 0)
        deeper(depth - 1);
    free(memory_array(too_much, 8));
    *guarded = 0;
}

static void asks_for_too_much(void *context)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lock);

    (void)context;
    deeper(3);
    fail_msg("%p", (void *)held);
}

static void a_call_is_given_up_and_cleaned_up(void **state)
{
    (void)state;
    released = 0;
    assert_false(memory_guarded(asks_for_too_much, NULL));
    assert_int_equal(released, 4);
    assert_int_equal(pthread_mutex_trylock(&lock), 0);
    pthread_mutex_unlock(&lock);
}

static void nests(void *context)
{
    *(bool *)context = memory_guarded(asks_for_too_much, NULL);
    memory_end();
}

static void guards_may_be_nested(void **state)
{
    bool inner = true;

    (void)state;
    assert_false(memory_guarded(nests, &inner));
    assert_false(inner);
}

static void works(void *context)
{
    *(char **)context = text_format("%s", "fine");
}

static void a_call_with_memory_goes_through(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;

    (void)state;
    assert_true(memory_guarded(works, &text));
    assert_string_equal(text, "fine");
}

static void *in_a_thread(void *context)
{
    *(bool *)context = memory_guarded(asks_for_too_much, NULL);
    return NULL;
}

static void each_thread_has_its_own(void **state)
{
    pthread_t thread;
    bool sufficed = true;

    (void)state;
    pthread_create(&thread, NULL, in_a_thread, &sufficed);
    pthread_join(thread, NULL);
    assert_false(sufficed);
}

static void asks_three_times(void *context)
{
    int *const asked = context;
    char *array;

    free(memory_new(1));
    ++*asked;
    array = memory_grow(NULL, 2, 2);
    free(array);
    ++*asked;
    free(text_copy("third"));
    ++*asked;
}

static void the_nth_request_fails(void **state)
{
    (void)state;
    for (unsigned long nth = 1; nth <= 3; nth++) {
        int asked = 0;
        memory_fail_at(nth);
        assert_false(memory_guarded(asks_three_times, &asked));
        assert_int_equal(asked, nth - 1);
        assert_int_equal(memory_fail_left(), 0);
    }
}

static void requests_behind_the_last_do_not_fail(void **state)
{
    int asked = 0;

    (void)state;
    memory_fail_at(4);
    assert_true(memory_guarded(asks_three_times, &asked));
    assert_int_equal(memory_fail_left(), 1);
    memory_fail_at(0);
}

/* Room that was not asked for shows under the sanitizers. */
static void one_more_asks_seldom_and_has_room(void **state)
{
    enum { COUNT = 1000, PATIENCE = 100, SELDOM = 11 /* 1, 2, 4 ... 1024 */ };
    unsigned *array = NULL;

    (void)state;
    memory_fail_at(PATIENCE);
    for (unsigned i = 0; i < COUNT; i++) {
        array = memory_one_more(array, i, sizeof *array);
        array[i] = i;
    }
    assert_int_equal(memory_fail_left(), PATIENCE - SELDOM);
    memory_fail_at(0);
    for (unsigned i = 0; i < COUNT; i++)
        assert_int_equal(array[i], i);
    free(array);
}

static void has_more_than_can_be(void *context)
{
    (void)context;
    free(memory_one_more(NULL, (size_t)1 << 63, 1));
}

static void multiplies_too_much(void *context)
{
    (void)context;
    free(memory_array(too_much, 8));
}

static void grows_too_much(void *context)
{
    (void)context;
    free(memory_grow(NULL, too_much, 8));
}

static void copies_too_much(void *context)
{
    (void)context;
    free(memory_copy("", SIZE_MAX));
}

static void needs_what_is_not_there(void *context)
{
    memory_need(context);
}

/* A stream that cannot grow says so when it is closed. */
static void closes_a_broken_stream(void *context)
{
    FILE *const full = fopen("/dev/full", "w");

    (void)context;
    fputs("text", full);
    text_stream_close(full);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    assert_false(memory_guarded(multiplies_too_much, NULL));
    assert_false(memory_guarded(grows_too_much, NULL));
    assert_false(memory_guarded(has_more_than_can_be, NULL));
    assert_false(memory_guarded(copies_too_much, NULL));
}

static void what_libraries_do_not_make_is_refused(void **state)
{
    (void)state;
    assert_false(memory_guarded(needs_what_is_not_there, NULL));
    assert_false(memory_guarded(closes_a_broken_stream, NULL));
}

static void a_text_is_written_and_closed(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 1;
    FILE *const output = text_stream(&text, &length);

    (void)state;
    fputs("two words", output);
    text_stream_close(output);
    assert_string_equal(text, "two words");
    assert_int_equal(length, 9);
}

static void zeros_are_given_and_copies_end(void **state)
{
    CLEANUP(cleanup_string)
    char *zeros = memory_array(3, 7), *copy = memory_copy("a\0b", 3), *none = memory_copy(NULL, 0);
    CLEANUP(cleanup_string) char *part = text_copy_part("abc", 2), *whole = text_copy_part("ab", 9);
    static const char nothing[21];

    (void)state;
    assert_memory_equal(zeros, nothing, sizeof nothing);
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(none, "");
    assert_string_equal(part, "ab");
    assert_string_equal(whole, "ab");
    assert_null(text_copy(NULL));
}

static void long_texts_are_formatted_whole(void **state)
{
    CLEANUP(cleanup_string) char *text = text_format("%s%0500d", "head", 7);

    (void)state;
    assert_int_equal(strlen(text), 504);
    assert_string_equal(text + 500, "0007");
}

/* What a program without a guard does. */
static void a_program_says_so_and_ends_with_3(void **state)
{
    char said[200] = "";
    int ends[2], status = 0;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        free(memory_array(too_much, 8));
        _exit(0);
    }
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_string_equal(said, "memory_test: out of memory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_is_given_up_and_cleaned_up),
        cmocka_unit_test(guards_may_be_nested),
        cmocka_unit_test(a_call_with_memory_goes_through),
        cmocka_unit_test(each_thread_has_its_own),
        cmocka_unit_test(the_nth_request_fails),
        cmocka_unit_test(requests_behind_the_last_do_not_fail),
        cmocka_unit_test(one_more_asks_seldom_and_has_room),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(what_libraries_do_not_make_is_refused),
        cmocka_unit_test(a_text_is_written_and_closed),
        cmocka_unit_test(zeros_are_given_and_copies_end),
        cmocka_unit_test(long_texts_are_formatted_whole),
        cmocka_unit_test(a_program_says_so_and_ends_with_3),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
