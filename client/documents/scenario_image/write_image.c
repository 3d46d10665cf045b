/* SPDX-License-Identifier: MIT */
/* write_image FOLDER FILE.c: reads the scenarios of a folder as the programs do and writes what that made as C: an array of bytes
 * that no address stands in, and one of words, some of them addresses. */
#include "arena.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/image.h"
#include "xml/xml.h"

#include <dirent.h>
#include <inttypes.h>
#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Here everything is read. */
const struct library_image library_image = {0};

struct writer {
    FILE *bytes, *words; /* the inside of the two arrays */
    char *bytes_text, *words_text;
    size_t bytes_size, words_size;
    size_t byte_count, word_count; /* so far */
    void *known;                   /* blocks without addresses, by what is in them: those that are alike become one */
};

static int compare(const void *one, const void *other)
{
    const struct block *left = arena_block(one), *right = arena_block(other);

    if (left->length != right->length)
        return left->length < right->length ? -1 : 1;
    return memcmp(one, other, left->length);
}

static struct block *block_at(const char *object, size_t offset)
{
    void *address;

    memcpy(&address, object + offset, sizeof address);
    return arena_block(address);
}

static const void *address_at(const char *object, size_t offset)
{
    const void *address;

    memcpy(&address, object + offset, sizeof address);
    return address;
}

static void place(struct writer *writer, const void *object);

/* First all that it leads to. */
static void visit(struct writer *writer, const char *object, struct block *block)
{
    block->state = BLOCK_SEEN;
    for (size_t at = 0; at + sizeof(void *) <= block->length; at += sizeof(void *))
        if (block_at(object, at)) {
            block->linked = true;
            place(writer, address_at(object, at));
        }
}

/* With a NUL behind it, where a text has its own; at addresses that suit whatever it is. */
static void write_bytes(struct writer *writer, const unsigned char *object, struct block *block)
{
    const size_t whole = (block->length + 7) / 8 * 8;
    const void **const twin = memory_need(tsearch(object, &writer->known, compare));

    if (*twin != object) {
        block->place = arena_block(*twin)->place;
        return;
    }
    block->place = writer->byte_count;
    for (size_t i = 0; i < whole; i++)
        fprintf(writer->bytes, "%u,%s", i < block->length ? (unsigned)object[i] : 0u, i % 32 == 31 ? "\n" : "");
    writer->byte_count += whole;
}

static void write_word(struct writer *writer, const char *object, size_t at, size_t length)
{
    const struct block *const to = at + sizeof(void *) <= length ? block_at(object, at) : NULL;
    uint64_t word = 0;

    memcpy(&word, object + at, length - at < sizeof word ? length - at : sizeof word);
    if (!to)
        fprintf(writer->words, "{.word=%" PRIu64 "u},", word);
    else
        fprintf(writer->words, "{.link=%s+%zu},", to->linked ? "(const char*)words" : "bytes", to->place);
}

static void write_words(struct writer *writer, const char *object, struct block *block)
{
    block->place = writer->word_count * sizeof(uint64_t);
    for (size_t at = 0; at < block->length; at += sizeof(uint64_t), writer->word_count++)
        write_word(writer, object, at, block->length);
    fputc('\n', writer->words);
}

static void place(struct writer *writer, const void *object)
{
    struct block *const block = arena_block(object);

    if (block->state != BLOCK_NEW)
        return;
    visit(writer, object, block);
    if (block->linked)
        write_words(writer, object, block);
    else
        write_bytes(writer, object, block);
    block->state = BLOCK_PLACED;
}

static int is_xml(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && text_ends(entry->d_name, ".xml");
}

static bool write_files(FILE *output, const char *folder, size_t *written)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_xml, alphasort);
    unsigned char digest[IMAGE_DIGEST_BYTES];

    fputs("static const struct image_file files[] = {\n", output);
    for (int i = 0; i < count; i++) {
        if (!image_digest(folder, entries[i]->d_name, digest))
            return false;
        fprintf(output, "{\"%s\", {", entries[i]->d_name);
        for (size_t byte = 0; byte < sizeof digest; byte++)
            fprintf(output, "%u,", digest[byte]);
        fputs("}},\n", output);
    }
    fputs("};\n", output);
    *written = (size_t)(count > 0 ? count : 0);
    return count > 0;
}

/* What the programs hold of a library: its scenarios in order, and the vocabulary, which stands in no block of its own. */
struct roots {
    const struct scenario **scenarios;
    struct vocabulary *vocabulary;
    size_t count;
};

static struct roots roots_of(const struct library *library)
{
    struct roots roots = {.count = library_count(library), .vocabulary = memory_new(sizeof(struct vocabulary))};

    roots.scenarios = memory_array(roots.count, sizeof *roots.scenarios);
    *roots.vocabulary = *library_vocabulary(library);
    for (size_t i = 0; i < roots.count; i++) {
        struct scenario *const scenario = (struct scenario *)(uintptr_t)library_at(library, i);
        scenario->file = memory_copy(strrchr(scenario->file, '/') + 1, strlen(strrchr(scenario->file, '/') + 1));
        roots.scenarios[i] = scenario;
    }
    return roots;
}

static void write_objects(FILE *output, const struct roots *roots)
{
    struct writer writer = {0};

    writer.bytes = text_stream(&writer.bytes_text, &writer.bytes_size);
    writer.words = text_stream(&writer.words_text, &writer.words_size);
    place(&writer, roots->scenarios);
    place(&writer, roots->vocabulary);
    text_stream_close(writer.bytes);
    text_stream_close(writer.words);
    fprintf(output, "static const char bytes[] __attribute__((aligned(16))) = {\n%s};\n", writer.bytes_text);
    fprintf(output, "union word { uint64_t word; const char *link; };\nstatic const union word words[%zu];\n",
            writer.word_count);
    fprintf(output, "static const union word words[%zu] = {\n%s};\n", writer.word_count, writer.words_text);
}

static bool write_image(FILE *output, const char *folder, const struct library *library)
{
    const struct roots roots = roots_of(library);
    size_t files = 0;

    fputs("/* Written by write_image from the scenarios. */\n#include \"scenario/image.h\"\n\n#include <stdint.h>\n\n",
          output);
    write_objects(output, &roots);
    if (!write_files(output, folder, &files))
        return false;
    fprintf(output,
            "const struct library_image library_image = {files, %zu, (const void *)((const char *)words + %zu), %zu, "
            "(const void *)((const char *)words + %zu)};\n",
            files, arena_block(roots.scenarios)->place, roots.count, arena_block(roots.vocabulary)->place);
    return true;
}

int main(int count, char **arguments)
{
    struct error error = {""};
    struct library *library;
    FILE *output;
    bool written;

    xml_use_memory();
    if (count != 3 || !(library = library_load(arguments[1], &error)) || !(output = fopen(arguments[2], "w"))) {
        fprintf(stderr, "write_image: %s\n", error.text[0] ? error.text : "usage: write_image FOLDER FILE.c");
        return 2;
    }
    written = write_image(output, arguments[1], library);
    return fclose(output) == 0 && written ? 0 : 1;
}
