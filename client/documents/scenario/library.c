/* SPDX-License-Identifier: MIT */
/* Loads folders of scenarios; an id that is taken, or a file that is wrong, refuses the whole folder. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "identifier.h"
#include "image.h"
#include "load.h"
#include "members.h"
#include "vocabulary.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

struct library {
    struct grammar *grammar; /* NULL: nothing had to be read yet */
    struct scenario **items;
    size_t count;
    bool of_image; /* what is no own scenario is a copy whose members are the image's */
    struct vocabulary vocabulary;
};

/* Takes the scenario when there is room for it. */
static void add(struct library *library, struct scenario **scenario)
{
    library->items = array_grow(library->items, &library->count, sizeof *library->items);
    library->items[library->count - 1] = TAKE(*scenario);
}

static void drop(const struct library *library, struct scenario *scenario)
{
    if (!scenario || !library->of_image || scenario->own) {
        scenario_free(&scenario);
        return;
    }
    free(scenario->file);
    free(scenario);
}

static void drop_all(struct library *library)
{
    for (size_t i = 0; i < library->count; i++)
        drop(library, library->items[i]);
    free(TAKE(library->items));
    library->count = 0;
}

static int by_id(const void *one, const void *other)
{
    return identifier_compare((*(struct scenario *const *)one)->id, (*(struct scenario *const *)other)->id);
}

/* Is `id` the scenario, or one of its variants? */
static bool claims(const struct scenario *scenario, const char *id)
{
    char own[32];

    for (size_t i = 0; i < scenario->variant_count; i++)
        if (identifier_compare(variant_id(scenario, &scenario->variants[i], own), id) == 0)
            return true;
    return identifier_compare(scenario->id, id) == 0;
}

/* "24b" is a row, or variant b of row 24, but never both. */
static bool is_new(const struct library *library, const struct scenario *scenario, struct error *error)
{
    for (size_t i = 0; i < library->count; i++) {
        const struct scenario *other = library->items[i];
        if (claims(other, scenario->id) || claims(scenario, other->id))
            return error_set(error, "%s:1:1: the id %s is taken by %s; choose another", scenario->file, scenario->id,
                             other->file);
    }
    return true;
}

static bool load_file(struct library *library, const char *path, struct library *fresh, struct error *error)
{
    CLEANUP(scenario_free) struct scenario *scenario = NULL;

    if (!scenario_load_with(library->grammar, path, &library->vocabulary, &scenario, error))
        return false;
    if (!scenario)
        return true;
    if (!is_new(library, scenario, error) || !is_new(fresh, scenario, error))
        return false;
    add(fresh, &scenario);
    return true;
}

static int is_xml(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && text_ends(entry->d_name, ".xml");
}

/* The names of the files of a folder, sorted. */
static bool list_files(const char *folder, struct words *names, struct error *error)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_xml, alphasort);

    if (count < 0)
        return error_set(error, "the folder %s cannot be read: %s", folder, strerror(errno));
    *names = (struct words){.items = memory_array((size_t)count + 1, sizeof *names->items), .count = (size_t)count};
    for (int i = 0; i < count; i++) {
        names->items[i] = text_copy(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return true;
}

static bool load_files(struct library *library, const char *folder, const struct words *names, struct library *fresh,
                       struct error *error)
{
    if (!library->grammar && !(library->grammar = scenario_grammar(error)))
        return false;
    for (size_t i = 0; i < names->count; i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, names->items[i]);
        if (!load_file(library, path, fresh, error))
            return false;
    }
    return true;
}

/* Each is where it is freed before more memory is asked for. */
static void take_image(struct library *library, const char *folder, struct library *fresh)
{
    library->of_image = fresh->of_image = true;
    for (size_t i = 0; i < library_image.scenario_count; i++) {
        const struct scenario *const constant = library_image.scenarios[i];
        struct scenario *copy = NULL;

        add(fresh, &copy);
        copy = fresh->items[i] = memory_copy(constant, sizeof *copy);
        copy->file = NULL;
        copy->file = text_format("%s/%s", folder, constant->file);
    }
    vocabulary_add(&library->vocabulary, library_image.vocabulary);
}

static bool load_folder(struct library *library, const char *folder, struct library *fresh, struct error *error)
{
    CLEANUP(scenario_words_clear) struct words names = {0};

    if (!list_files(folder, &names, error))
        return false;
    if (library->count == 0 && image_is_of(&library_image, folder, (const char *const *)names.items, names.count))
        take_image(library, folder, fresh);
    else if (!load_files(library, folder, &names, fresh, error))
        return false;
    if (fresh->count == 0)
        return error_set(error, "the folder %s holds no scenario; files are named like 06-ambiguous-user.xml", folder);
    return true;
}

bool library_add(struct library *library, const char *folder, struct error *error)
{
    CLEANUP(drop_all) struct library fresh = {0};
    const bool own = library->count > 0;
    const bool loaded = load_folder(library, folder, &fresh, error);

    for (size_t i = 0; loaded && i < fresh.count; i++) {
        fresh.items[i]->own = own;
        add(library, &fresh.items[i]);
    }
    if (library->count > 0)
        qsort(library->items, library->count, sizeof *library->items, by_id);
    return loaded;
}

struct library *library_load(const char *folder, struct error *error)
{
    CLEANUP(library_free) struct library *library = memory_new(sizeof *library);

    return library_add(library, folder ? folder : library_folder(), error) ? TAKE(library) : NULL;
}

struct library *library_load_with(const char *own, struct error *error)
{
    CLEANUP(library_free) struct library *library = library_load(NULL, error);

    return library && (!own || library_add(library, own, error)) ? TAKE(library) : NULL;
}

void library_free(struct library **library)
{
    if (!*library)
        return;
    drop_all(*library);
    vocabulary_clear(&(*library)->vocabulary);
    grammar_free(&(*library)->grammar);
    free(TAKE(*library));
}

size_t library_count(const struct library *library)
{
    return library->count;
}

const struct scenario *library_at(const struct library *library, size_t index)
{
    return library->items[index];
}

const struct vocabulary *library_vocabulary(const struct library *library)
{
    return &library->vocabulary;
}
