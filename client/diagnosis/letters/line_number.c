/* SPDX-License-Identifier: MIT */
/* Recognises numbers before lines, so that they are no part of a phrase. */
#include "line_number.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Bytes of a file's name that `grep -n` writes before the number. */
#define LONGEST_NAME 200
#define MOST_DIGITS 7

/* A number, and how many bytes stand before the words; 0: there is none. */
struct number {
    long value;
    size_t length;
};

static size_t run_of(const char *text, size_t size, const char *bytes)
{
    size_t length = 0;

    while (length < size && text[length] && strchr(bytes, text[length]))
        length++;
    return length;
}

/* "12:", "12<tab>", "12)", "12 |"; behind `mark` "-", as grep -C writes it, also "12-" */
static struct number number_at(const char *text, size_t size, char mark)
{
    struct number number = {0};
    size_t blanks;

    while (number.length < size && number.length < MOST_DIGITS && isdigit((unsigned char)text[number.length]))
        number.value = number.value * 10 + text[number.length++] - '0';
    if (number.length == 0)
        return number;
    if (number.length < size && text[number.length] &&
        (text[number.length] == mark || strchr(":|\t", text[number.length]))) {
        number.length++;
        return number;
    }
    if (number.length + 1 < size && strchr(".)]", text[number.length]) && text[number.length + 1] == ' ') {
        number.length += 2;
        return number;
    }
    blanks = run_of(text + number.length, size - number.length, " ");
    if (number.length + blanks < size && text[number.length + blanks] == '|')
        blanks++;
    number.length = blanks >= 2 ? number.length + blanks : 0;
    return number;
}

/* Behind the name of a file and a colon or a hyphen, if there is one. */
static struct number named_number_at(const char *text, size_t size)
{
    struct number number = number_at(text, size, ':');

    for (size_t i = 0; number.length == 0 && i < size && i < LONGEST_NAME && !isspace((unsigned char)text[i]); i++)
        if (text[i] == ':' || text[i] == '-') {
            number = number_at(text + i + 1, size - i - 1, text[i]);
            number.length += number.length > 0 ? i + 1 : 0;
        }
    return number;
}

static struct number number_of_line(const char *text, size_t size, size_t start)
{
    const char *const end = start < size ? memchr(text + start, '\n', size - start) : NULL;
    const size_t left = (end ? (size_t)(end - text) : size) - start;
    const size_t frame = run_of(text + start, left, " \t|>+*");
    struct number number = named_number_at(text + start + frame, left - frame);

    number.length += number.length > 0 ? frame : 0;
    return number;
}

static bool follows(struct number number, struct number before)
{
    return number.length > 0 && before.length > 0 && number.value == before.value + 1;
}

size_t line_number_length(const char *text, size_t size, size_t start)
{
    const struct number number = number_of_line(text, size, start);
    const char *other;

    if (number.length == 0)
        return 0;
    other = memchr(text + start, '\n', size - start);
    if (other && follows(number_of_line(text, size, (size_t)(other + 1 - text)), number))
        return number.length;
    if (start < 2)
        return 0;
    other = memrchr(text, '\n', start - 1);
    return follows(number, number_of_line(text, size, other ? (size_t)(other + 1 - text) : 0)) ? number.length : 0;
}
