/* SPDX-License-Identifier: MIT */
#include "scenario/image.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/ticket.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static int remove_folder(void **state)
{
    nftw(*state, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return 0;
}

static void copy_file(const char *folder, const char *name, const char *behind)
{
    CLEANUP(cleanup_string) char *from = text_format("%s/%s", library_folder(), name);
    CLEANUP(cleanup_string) char *to = text_format("%s/%s", folder, name);
    CLEANUP(cleanup_string) char *text = file_read(from, 1 << 20, NULL, NULL);
    CLEANUP(cleanup_string) char *longer = text_format("%s%s", text, behind);

    assert_true(file_write(to, longer, strlen(longer), 0600, NULL));
}

/* The shipped folder, as somebody has it who copied it; its path is the test's state. */
static int copy_folder(void **state)
{
    DIR *shipped = opendir(library_folder());

    *state = mkdtemp(text_copy("/tmp/image_test.XXXXXX"));
    for (const struct dirent *entry; (entry = readdir(shipped));)
        if (text_ends(entry->d_name, ".xml") || text_ends(entry->d_name, ".rng"))
            copy_file(*state, entry->d_name, "");
    return closedir(shipped);
}

static bool is_of_image(const struct library *library)
{
    return library_at(library, 0)->title == library_image.scenarios[0]->title;
}

static struct library *load(const char *folder)
{
    struct error error = {""};
    struct library *library = library_load(folder, &error);

    if (!library)
        fail_msg("%s", error.text);
    return library;
}

/* Files that are what they were are not read. */
static void stands_for_files_that_are_the_same(void **state)
{
    CLEANUP(library_free) struct library *shipped = load(NULL);
    CLEANUP(library_free) struct library *copied = load(*state);
    CLEANUP(cleanup_string) char *file = text_format("%s/00-healthy.xml", (const char *)*state);

    assert_true(is_of_image(shipped));
    assert_true(is_of_image(copied));
    assert_string_equal(library_at(copied, 0)->file, file);
}

static void a_byte_more_is_another_file(void **state)
{
    copy_file(*state, "06-ambiguous-user.xml", "\n");
    CLEANUP(library_free) struct library *library = load(*state);

    assert_false(is_of_image(library));
}

static void a_file_more_is_another_folder(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/z.xml", (const char *)*state);

    assert_true(file_write(path, "<z/>", 4, 0600, NULL));
    CLEANUP(library_free) struct library *library = load(*state);
    assert_false(is_of_image(library));
}

static void a_file_less_is_another_folder(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/06-ambiguous-user.xml", (const char *)*state);

    assert_int_equal(unlink(path), 0);
    CLEANUP(library_free) struct library *library = load(*state);
    assert_false(is_of_image(library));
    assert_null(library_find(library, "06", NULL, NULL));
}

/* Everything that a scenario is made of, as a text. */

static void print_text(FILE *output, const char *text)
{
    fprintf(output, "%s|", text ? text : "NULL");
}

static void print_words(FILE *output, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        print_text(output, words->items[i]);
    assert_true(words->count == 0 || !words->items[words->count]);
}

static void print_commands(FILE *output, const struct commands *commands)
{
    for (size_t i = 0; i < commands->count; i++)
        fprintf(output, "%s %s %d|", commands->items[i].at, commands->items[i].command, commands->items[i].line);
}

static void print_signs(FILE *output, const struct sign *signs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(output, "%g %d|", signs[i].confidence, signs[i].line);
        for (size_t k = 0; k < signs[i].condition_count; k++)
            fprintf(output, "%d %s|", signs[i].conditions[k].field, signs[i].conditions[k].value);
    }
}

static void print_cause(FILE *output, const struct cause *cause)
{
    const char *const texts[] = {cause->id,
                                 cause->says,
                                 cause->direction,
                                 cause->check.at,
                                 cause->check.command,
                                 cause->check.confirms,
                                 cause->lab_check.command};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        print_text(output, texts[i]);
    print_signs(output, cause->fits, cause->fit_count);
    print_signs(output, cause->refuted, cause->refuted_count);
    print_words(output, &cause->remedies);
    print_words(output, &cause->looks);
    print_commands(output, &cause->commands);
}

static void print_ticket(FILE *output, const struct ticket *ticket)
{
    if (!ticket)
        return;
    print_words(output, &ticket->hops);
    print_words(output, &ticket->debrief);
    for (size_t i = 0; i < ticket->mail_count; i++)
        print_words(output, &ticket->mails[i].paragraphs);
    for (size_t i = 0; i < ticket->hint_count; i++)
        fprintf(output, "%s %s %g|", ticket->hints[i].says, ticket->hints[i].marks ? ticket->hints[i].marks : "",
                ticket->hints[i].cost);
    for (size_t i = 0; i < ticket->goal_count; i++)
        print_text(output, ticket->goals[i].command);
}

static void print_variant(FILE *output, const struct variant *variant)
{
    const char *const texts[] = {variant->letter, variant->plays,     variant->title,  variant->error,
                                 variant->era,    variant->requester, variant->target, variant->expect};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        print_text(output, texts[i]);
    print_commands(output, &variant->given);
    print_commands(output, &variant->breaking);
    print_commands(output, &variant->repair);
    print_ticket(output, variant->ticket);
}

static void print_scenario(FILE *output, const struct scenario *scenario)
{
    fprintf(output, "\n%s|%s|%s|%s|%s|", scenario->id, scenario->title, scenario->direction, scenario->event,
            strrchr(scenario->file, '/'));
    print_text(output, scenario->not_played);
    print_words(output, &scenario->errors);
    print_words(output, &scenario->sources);
    print_signs(output, scenario->signs, scenario->sign_count);
    for (size_t i = 0; i < scenario->cause_count; i++)
        print_cause(output, &scenario->causes[i]);
    for (size_t i = 0; i < scenario->text_count; i++) {
        fprintf(output, "%g %g %g|", scenario->texts[i].near, scenario->texts[i].confidence, scenario->texts[i].alone);
        print_words(output, &scenario->texts[i].phrases);
        print_words(output, &scenario->texts[i].without);
    }
    print_ticket(output, scenario->ticket);
    for (size_t i = 0; i < scenario->variant_count; i++)
        print_variant(output, &scenario->variants[i]);
}

static char *print_library(const struct library *library)
{
    const struct vocabulary *const vocabulary = library_vocabulary(library);
    char *text = NULL;
    size_t size;
    FILE *output = open_memstream(&text, &size);

    print_words(output, &vocabulary->subject);
    print_words(output, &vocabulary->hints);
    print_words(output, &vocabulary->foreign);
    print_words(output, &vocabulary->familiar);
    for (size_t i = 0; i < vocabulary->group_count; i++) {
        print_text(output, vocabulary->groups[i].name);
        print_text(output, vocabulary->groups[i].hop);
        print_words(output, &vocabulary->groups[i].phrases);
    }
    for (size_t i = 0; i < library_count(library); i++)
        print_scenario(output, library_at(library, i));
    fclose(output);
    return text;
}

static void is_what_reading_gives(void **state)
{
    copy_file(*state, "xTrust-untrusted-certificate.xml", "\n");
    CLEANUP(library_free) struct library *shipped = load(NULL);
    CLEANUP(library_free) struct library *read = load(*state);
    CLEANUP(cleanup_string) char *of_image = print_library(shipped);
    CLEANUP(cleanup_string) char *of_files = print_library(read);

    assert_false(is_of_image(read));
    assert_true(strlen(of_image) > 100000);
    assert_string_equal(of_image, of_files);
}

/* What a user's own vocabulary adds goes to a copy. */
static void own_words_are_added_to_a_copy(void **state)
{
    static const char words[] = "<vocabulary xmlns=\"urn:fblab:scenario\"><subject><phrase>two</phrase></subject>"
                                "<group name=\"own\"><hop>token</hop><phrase>one</phrase></group></vocabulary>";
    CLEANUP(library_free) struct library *library = load(NULL);
    CLEANUP(cleanup_string) char *own = text_format("%s/own", (const char *)*state);
    CLEANUP(cleanup_string) char *path = text_format("%s/words.xml", own);
    const size_t before = library_image.vocabulary->subject.count;

    assert_int_equal(mkdir(own, 0700), 0);
    assert_true(file_write(path, words, strlen(words), 0600, NULL));
    assert_false(library_add(library, own, NULL)); /* it holds no scenario */
    assert_int_equal(library_vocabulary(library)->subject.count, before + 1);
    assert_int_equal(library_image.vocabulary->subject.count, before);
}

#define IN_A_COPY(test) cmocka_unit_test_setup_teardown(test, copy_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_COPY(stands_for_files_that_are_the_same),
        IN_A_COPY(a_byte_more_is_another_file),
        IN_A_COPY(a_file_more_is_another_folder),
        IN_A_COPY(a_file_less_is_another_folder),
        IN_A_COPY(is_what_reading_gives),
        IN_A_COPY(own_words_are_added_to_a_copy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
